/** The kernel as the files that a shell sees: `/sys/kernel/livepatch`, `/sys/module` and some of `/proc`. */
import type { KernelEvent } from '../kernel/events';
import { type Kernel, KLP_UNDEFINED, type PatchState } from '../kernel/model';
import type { Policy } from '../kernel/policies';
import { strerror } from '../kernel/strerror';
import { hasLivepatch, livepatchDir } from './livepatch';
import { modulesDir } from './modules';
import { type Dir, dir, isReadable, isWritable, type Node } from './node';
import { effectFiles, ftraceFile, taskDirs } from './proc';
import { toolFiles } from './tools';

/** Why a path cannot be used this way. */
export interface FileError {
  readonly code: 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EACCES' | 'EINVAL';
  readonly path: string;
  /** As a shell words it. */
  readonly says: string;
}

export type FileResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: FileError };

/** A directory or file with everything below it. */
export interface TreeNode {
  readonly name: string;
  readonly path: string;
  readonly mode: string;
  readonly kind: Node['kind'];
  /** The content; `null` for a directory and for a file that cannot be read. */
  readonly value: string | null;
  readonly children: readonly TreeNode[];
}

const words = {
  ENOENT: strerror('ENOENT'),
  EACCES: strerror('EACCES'),
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: strerror('EINVAL'),
} as const;

const fail = (code: FileError['code'], path: string): { readonly ok: false; readonly error: FileError } => ({
  ok: false,
  error: { code, path, says: words[code] },
});

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** `base` with more files, each under its path. */
const withFiles = (base: Dir, files: readonly (readonly [readonly string[], Node])[]): Dir =>
  dir(() => {
    const entries = new Map(base.entries());
    const below = new Map<string, (readonly [readonly string[], Node])[]>();
    for (const [[name, ...rest], node] of files) {
      if (name === undefined) continue;
      if (rest.length === 0) entries.set(name, node);
      else below.set(name, [...(below.get(name) ?? []), [rest, node]]);
    }
    for (const [name, inside] of below) {
      const existing = entries.get(name);
      entries.set(name, withFiles(existing?.kind === 'dir' ? existing : dir(() => []), inside));
    }
    return entries;
  }, base.mode);

const rootDir = (kernel: Kernel, policy: Policy, as: PatchState): Dir =>
  withFiles(
    dir(() => [
      ['proc', dir(() => taskDirs(kernel), 'dr-xr-xr-x')],
      ['sys', dir(() => [])],
    ]),
    [
      ...(hasLivepatch(kernel) ? [[['sys', 'kernel', 'livepatch'], livepatchDir(kernel, policy)] as const] : []),
      [['sys', 'module'], modulesDir(kernel)],
      [['proc', 'sys', 'kernel', 'ftrace_enabled'], ftraceFile(kernel)],
      ...toolFiles(kernel).map(([path, file]) => [partsOf(path), file] as const),
      ...[...effectFiles(kernel, as)].map(([path, file]) => [partsOf(path), file] as const),
    ],
  );

const find = (root: Dir, path: string): FileResult<Node> => {
  let node: Node = root;
  for (const part of partsOf(path)) {
    if (node.kind === 'file') return fail('ENOTDIR', path);
    const next = node.entries().get(part);
    if (next === undefined) return fail('ENOENT', path);
    node = next;
  }
  return { ok: true, value: node };
};

const findIn = (kernel: Kernel, policy: Policy, path: string, as: PatchState): FileResult<Node> =>
  find(rootDir(kernel, policy, as), path);

/** The names in a directory. */
export const list = (kernel: Kernel, policy: Policy, path: string): FileResult<readonly string[]> => {
  const found = findIn(kernel, policy, path, KLP_UNDEFINED);
  if (!found.ok) return found;
  return found.value.kind === 'dir' ? { ok: true, value: [...found.value.entries().keys()] } : fail('ENOTDIR', path);
};

/**
 * What `cat` prints, without the last newline. `as` is the side of the task that reads, which matters while a transition
 * runs; without it the reader is on the new side.
 */
export const read = (
  kernel: Kernel,
  policy: Policy,
  path: string,
  as: PatchState = KLP_UNDEFINED,
): FileResult<string> => {
  const found = findIn(kernel, policy, path, as);
  if (!found.ok) return found;
  if (found.value.kind === 'dir') return fail('EISDIR', path);
  return isReadable(found.value) ? { ok: true, value: found.value.read() } : fail('EACCES', path);
};

/** As `stat --format %A` prints it. */
export const mode = (kernel: Kernel, policy: Policy, path: string): FileResult<string> => {
  const found = findIn(kernel, policy, path, KLP_UNDEFINED);
  return found.ok ? { ok: true, value: found.value.mode } : found;
};

/** A shell opens with O_CREAT, and a directory of sysfs has no `create` (`fs/namei.c: lookup_open()`): -EACCES. */
const mayNotBeCreated = (kernel: Kernel, policy: Policy, path: string): boolean => {
  const parts = partsOf(path);
  const parent = findIn(kernel, policy, parts.slice(0, -1).join('/'), KLP_UNDEFINED);
  return parts[0] === 'sys' && parent.ok && parent.value.kind === 'dir';
};

/** The event that `echo VALUE > PATH` is; whether the kernel permits it is for the rules to say. */
export const write = (kernel: Kernel, policy: Policy, path: string, value: string): FileResult<KernelEvent> => {
  const found = findIn(kernel, policy, path, KLP_UNDEFINED);
  if (!found.ok) return mayNotBeCreated(kernel, policy, path) ? fail('EACCES', path) : found;
  if (found.value.kind === 'dir') return fail('EISDIR', path);
  if (!isWritable(found.value) || found.value.write === undefined) return fail('EACCES', path);
  const event = found.value.write(value);
  return event === null ? fail('EINVAL', path) : { ok: true, value: event };
};

const treeOf = (name: string, path: string, node: Node): TreeNode =>
  node.kind === 'dir'
    ? {
        name,
        path,
        mode: node.mode,
        kind: 'dir',
        value: null,
        children: [...node.entries()].map(([child, below]) => treeOf(child, `${path}/${child}`, below)),
      }
    : { name, path, mode: node.mode, kind: 'file', value: isReadable(node) ? node.read() : null, children: [] };

/** `/sys/kernel/livepatch` and `/sys/module` with all that is in them. Without CONFIG_LIVEPATCH there is no first one. */
export const tree = (kernel: Kernel, policy: Policy): readonly TreeNode[] => [
  ...(hasLivepatch(kernel) ? [treeOf('livepatch', '/sys/kernel/livepatch', livepatchDir(kernel, policy))] : []),
  treeOf('module', '/sys/module', modulesDir(kernel)),
];
