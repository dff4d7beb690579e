/** `/proc`: what the tasks are in, and files whose content tells which implementation of a function runs. */
import type { Effect } from '../kernel/images';
import { type Kernel, KLP_UNDEFINED, type PatchState, type Task, VMLINUX } from '../kernel/model';
import { funcKey, livepatchImageOf, moduleOf } from '../kernel/queries';
import { implementationFor } from '../kernel/stack';
import { hasLivepatch } from './livepatch';
import { type Dir, dir, type File, fileMode, type Node, readOnly } from './node';
import { stackOf, syscallOf, wchanOf } from './stacks';
import { cmdlineOf, statusOf } from './tools';

/** Plausible contents of the kernel's own files, for as long as nobody patches them. */
const originals: Readonly<Record<string, string>> = {
  '/proc/cmdline': 'BOOT_IMAGE=/boot/vmlinuz-7.1.0 root=/dev/vda1 ro quiet',
  '/proc/meminfo': 'MemTotal:        4026532 kB\nMemFree:         2871216 kB\nMemAvailable:    3509340 kB',
  '/proc/version': 'Linux version 7.1.0 (root@buildhost) (gcc 15.2.0, GNU ld 2.45) #1 SMP PREEMPT_DYNAMIC',
};

/** A function that a file in /proc reads. */
interface Shown {
  readonly object: string;
  readonly func: string;
}

/** The side a reader is on: a program started during a transition is usually on the new one already. */
const readerState = (kernel: Kernel, as: PatchState): PatchState =>
  as === KLP_UNDEFINED ? (kernel.transition?.target ?? KLP_UNDEFINED) : as;

/** Every file that the effect of some function names, with the functions behind it. */
const shownFiles = (kernel: Kernel): ReadonlyMap<string, readonly Shown[]> => {
  const files = new Map<string, Shown[]>();
  const add = (object: string, func: string, effect: Effect | undefined) => {
    if (effect?.path === undefined) return;
    const shown = files.get(effect.path) ?? [];
    if (!shown.some((other) => other.object === object && other.func === func)) shown.push({ object, func });
    files.set(effect.path, shown);
  };
  for (const image of kernel.library) {
    if (image.kind === 'target') for (const { name, effect } of image.functions) add(image.name, name, effect);
    else {
      for (const object of image.objects) {
        for (const func of object.funcs) add(object.name, funcKey(func), func.effect);
      }
    }
  }
  return files;
};

const isThere = (kernel: Kernel, { object }: Shown): boolean =>
  object === VMLINUX || moduleOf(kernel, object)?.state === 'LIVE';

const originalReads = (kernel: Kernel, path: string, { object, func }: Shown): string => {
  const image = kernel.library.find(({ name }) => name === object);
  const effect = image?.kind === 'target' ? image.functions.find(({ name }) => name === func)?.effect : undefined;
  return effect?.reads ?? originals[path] ?? '';
};

const reads = (kernel: Kernel, path: string, shown: Shown, as: PatchState): string => {
  const impl = implementationFor(kernel, shown.object, shown.func, readerState(kernel, as));
  const effect =
    impl === null
      ? undefined
      : livepatchImageOf(kernel, impl)
          ?.objects.find(({ name }) => name === shown.object)
          ?.funcs.find((func) => funcKey(func) === shown.func)?.effect;
  return effect?.reads ?? originalReads(kernel, path, shown);
};

/** The files in /proc, and elsewhere, that functions of the library show. */
export const effectFiles = (kernel: Kernel, as: PatchState): ReadonlyMap<string, File> => {
  const files = new Map<string, File>();
  for (const [path, shown] of shownFiles(kernel)) {
    const present = shown.find((each) => isThere(kernel, each));
    if (present !== undefined)
      files.set(
        path,
        readOnly(() => reads(kernel, path, present, as)),
      );
  }
  return files;
};

const taskFiles = (kernel: Kernel, task: Task): readonly (readonly [string, Node])[] => [
  ['cmdline', readOnly(() => cmdlineOf(task))],
  ['comm', { kind: 'file', mode: fileMode('0644'), read: () => task.comm }],
  ...(hasLivepatch(kernel) ? [['patch_state', readOnly(() => String(task.patchState), '0400')] as const] : []),
  ['stack', readOnly(() => stackOf(kernel, task), '0400')],
  ['status', readOnly(() => statusOf(task))],
  ['syscall', readOnly(() => syscallOf(task), '0400')],
  ['wchan', readOnly(() => wchanOf(kernel, task))],
];

const taskDir = (kernel: Kernel, task: Task): Dir =>
  dir(
    () => [
      ...taskFiles(kernel, task),
      ['task', dir(() => [[String(task.tid), dir(() => taskFiles(kernel, task), 'dr-xr-xr-x')]], 'dr-xr-xr-x')],
    ],
    'dr-xr-xr-x',
  );

/** One directory per task of the list; idle tasks have none. */
export const taskDirs = (kernel: Kernel): readonly (readonly [string, Node])[] =>
  kernel.tasks.map((task) => [String(task.tid), taskDir(kernel, task)]);

export const ftraceFile = (kernel: Kernel): File => ({
  kind: 'file',
  mode: fileMode('0644'),
  read: () => (kernel.ftraceEnabled ? String(kernel.ftraceWritten ?? 1) : '0'),
  write: (value) => ({ type: 'sysctl.ftrace', value }),
});
