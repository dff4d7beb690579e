/** `/sys/kernel/livepatch`: `kernel/livepatch/core.c`, and what a policy adds. */
import type { Kernel, KlpFunc, KlpObject, Patch } from '../kernel/model';
import { keepsCounter, type Policy, type PolicyFile } from '../kernel/policies';
import { listedPatches } from '../kernel/queries';
import { type Dir, dir, type File, fileMode, type Node, readOnly } from './node';

const bit = (value: boolean): string => (value ? '1' : '0');

/** `stack_order_show()` counts along `klp_patches` up to the patch; a patch that has left the list gets the length. */
const stackOrder = (kernel: Kernel, patch: Patch): number => {
  const listed = listedPatches(kernel);
  const index = listed.findIndex(({ name }) => name === patch.name);
  return index === -1 ? listed.length : index + 1;
};

const policyFile = (kernel: Kernel, patch: Patch, name: PolicyFile): File => {
  switch (name) {
    case 'replace':
      return readOnly(() => bit(patch.replace));
    case 'replace_set':
      return readOnly(() => String(patch.replaceSet));
    case 'stack_order':
      return readOnly(() => String(stackOrder(kernel, patch)));
    case 'sticky':
      return readOnly(() => bit(patch.sticky));
    case 'version':
      return readOnly(() => String(patch.version));
  }
};

/** `<function,sympos>`: 0 is shown as 1. */
const funcName = ({ oldName, sympos }: KlpFunc): string => `${oldName},${Math.max(sympos, 1)}`;

const objectDir = (object: KlpObject): Dir =>
  dir(() => [
    ['patched', readOnly(() => bit(object.patched))],
    ...object.funcs.map((func): [string, Node] => [funcName(func), dir(() => [])]),
  ]);

const patchDir = (kernel: Kernel, policy: Policy, patch: Patch): Dir =>
  dir(() => {
    const enabled: File = {
      kind: 'file',
      mode: fileMode('0644'),
      read: () => bit(patch.enabled),
      write: (value) => ({ type: 'echo.enabled', patch: patch.name, value }),
    };
    const force: File = {
      kind: 'file',
      mode: fileMode('0200'),
      read: () => '',
      write: (value) => ({ type: 'echo.force', patch: patch.name, value }),
    };
    return [
      ['enabled', enabled],
      ['force', force],
      ['transition', readOnly(() => bit(kernel.transition?.patch === patch.name))],
      ...policy.patchFiles.map((name): [string, Node] => [name, policyFile(kernel, patch, name)]),
      ...patch.objects.map((object): [string, Node] => [object.name, objectDir(object)]),
    ];
  });

/** The directory is there where the kernel was built with CONFIG_LIVEPATCH. */
export const hasLivepatch = ({ livepatchOff }: Kernel): boolean => livepatchOff !== true;

/** Patches in the order of the list; those that wait for the worker still have their directory. */
export const livepatchDir = (kernel: Kernel, policy: Policy): Dir =>
  dir(() => [
    ...(keepsCounter(policy) ? [['latest_version', readOnly(() => String(kernel.latestVersion))] as const] : []),
    ...kernel.patches.map((patch) => [patch.name, patchDir(kernel, policy, patch)] as const),
  ]);
