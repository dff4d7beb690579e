import { describe, expect, it } from 'vitest';
import type { Fact } from '../chart/facts';
import type { KernelEvent } from '../kernel/events';
import { KLP_PATCHED, KLP_UNPATCHED } from '../kernel/model';
import type { Refusal } from '../kernel/verdict';
import { lines } from './dmesg';

const texts = (fact: Fact, event: KernelEvent | null = null): readonly string[] =>
  lines(fact, event).map(({ level, text }) => `${level} ${text}`);

const refusal = (rule: string, values: readonly [string, string] = ['', '']): Fact => {
  const verdict: Refusal = {
    refused: true,
    rule,
    errno: 'EINVAL',
    because: '',
    wayOut: '',
    source: {},
    compared: [{ left: '', leftValue: values[0], relation: '>', right: '', rightValue: values[1], holds: false }],
  };
  return { type: 'refused', verdict };
};

describe('the kernel log', () => {
  const table: readonly (readonly [Fact, readonly string[]])[] = [
    [{ type: 'tainting', module: 'a' }, ['notice a: tainting kernel with TAINT_LIVEPATCH']],
    [{ type: 'symbolNotFound', func: 'f', object: 'm' }, ["err livepatch: symbol 'f' not found in symbol table"]],
    [{ type: 'enabling', patch: 'a' }, ["notice livepatch: enabling patch 'a'"]],
    [
      { type: 'initializing', patch: 'a', target: KLP_PATCHED },
      ["debug livepatch: 'a': initializing patching transition"],
    ],
    [{ type: 'prePatchFailed', object: 'm' }, ["warn livepatch: pre-patch callback failed for object 'm'"]],
    [
      { type: 'ftraceFailed', func: 'f', errno: 'EBUSY' },
      ["err livepatch: failed to register ftrace handler for function 'f' (-16)"],
    ],
    [{ type: 'patchObjectFailed', object: 'm' }, ["warn livepatch: failed to patch object 'm'"]],
    [{ type: 'enableFailed', patch: 'a' }, ["warn livepatch: failed to enable patch 'a'"]],
    [{ type: 'canceling', patch: 'a' }, ["debug livepatch: 'a': canceling patching transition, going to unpatch"]],
    [
      { type: 'starting', patch: 'a', target: KLP_UNPATCHED },
      ["notice livepatch: 'a': starting unpatching transition"],
    ],
    [
      { type: 'reversing', patch: 'a', target: KLP_UNPATCHED },
      ["debug livepatch: 'a': reversing transition from patching to unpatching"],
    ],
    [
      { type: 'reversing', patch: 'a', target: KLP_PATCHED },
      ["debug livepatch: 'a': reversing transition from unpatching to patching"],
    ],
    [{ type: 'forcing', patch: 'a' }, ['warn livepatch: forcing remaining tasks to the patched state']],
    [{ type: 'signaling' }, ['notice livepatch: signaling remaining tasks']],
    [{ type: 'completing', patch: 'a', target: KLP_PATCHED }, ["debug livepatch: 'a': completing patching transition"]],
    [{ type: 'complete', patch: 'a', target: KLP_PATCHED }, ["notice livepatch: 'a': patching complete"]],
    [{ type: 'applying', patch: 'a', module: 'm' }, ["notice livepatch: applying patch 'a' to loading module 'm'"]],
    [
      { type: 'initForModuleFailed', patch: 'a', module: 'm' },
      ["warn livepatch: failed to initialize patch 'a' for module 'm' (-22)"],
    ],
    [
      { type: 'applyFailed', patch: 'a', module: 'm', errno: 'EBUSY' },
      ["warn livepatch: failed to apply patch 'a' to module 'm' (-16)"],
    ],
    [
      { type: 'moduleRefused', patch: 'a', module: 'm' },
      ["warn livepatch: patch 'a' failed for module 'm', refusing to load module 'm'"],
    ],
    [{ type: 'reverting', patch: 'a', module: 'm' }, ["notice livepatch: reverting patch 'a' on unloading module 'm'"]],
    [{ type: 'printed', module: 'm', lines: ['m: one', 'm: two'] }, ['info m: one', 'info m: two']],
    [
      {
        type: 'stayed',
        tasks: [
          { tid: 0, comm: 'swapper/1', why: 'running' },
          { tid: 7, comm: 'cat', why: 'unreliable' },
          { tid: 8, comm: 'dd', why: 'sleeping', func: 'f' },
        ],
      },
      [
        'debug livepatch: klp_try_switch_task: swapper/1:0 is running',
        'debug livepatch: klp_try_switch_task: cat:7 has an unreliable stack',
        'debug livepatch: klp_try_switch_task: dd:8 is sleeping on function f',
      ],
    ],
    [{ type: 'switched', tids: [1], cpus: [], by: 'force' }, []],
    [{ type: 'counter', from: 0, to: 1 }, []],
    [{ type: 'freed', patches: ['a'] }, []],
  ];

  it.each(table)('has the kernel’s own words for %j', (fact, expected) => {
    expect(texts(fact)).toEqual(expected);
  });

  it('fills the templates of callbacks', () => {
    const callback = (object: string, moduleState: 'COMING' | null): Fact => ({
      type: 'callback',
      name: 'pre_patch',
      patch: 'a',
      object,
      moduleState,
      log: ['{module}: pre_patch_callback: {target}'],
      returned: null,
    });
    expect(texts(callback('vmlinux', null))).toEqual(['info a: pre_patch_callback: vmlinux']);
    expect(texts(callback('m', 'COMING'))).toEqual([
      'info a: pre_patch_callback: m -> [MODULE_STATE_COMING] Full formed, running module_init',
    ]);
  });

  it('words the refusals of the policies; every other one is silent', () => {
    const insmod: KernelEvent = { type: 'insmod', module: 'a' };
    expect(texts(refusal('versionNotNewer', ['1', '2']), insmod)).toEqual([
      "err livepatch: patch 'a' version 1 is not newer than the latest version 2",
    ]);
    for (const rule of [
      'statesNotCompatible',
      'blockedStateNotListed',
      'setStatesNotCompatible',
      'stateOfAnotherSet',
      'functionOfAnotherSet',
    ]) {
      expect(texts(refusal(rule), insmod), rule).toEqual([
        'err livepatch: Livepatch patch (a) is not compatible with the already installed livepatches.',
      ]);
    }
    const disable: KernelEvent = { type: 'echo.enabled', patch: 'a', value: '0' };
    expect(texts(refusal('stickyMayNotBeDisabled'), disable)).toEqual([
      "err livepatch: patch 'a' is sticky and cannot be disabled",
    ]);
    expect(texts(refusal('disableNotSupported'), disable)).toEqual([
      "err livepatch: The livepatch 'a' does not support disable",
    ]);
    expect(texts(refusal('transitionInProgress'), insmod)).toEqual([]);
  });
});
