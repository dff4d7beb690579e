/** The words of a diff. Equal changes of many tasks become one line, so that 10,000 tasks read like one. */
import {
  type Kernel,
  KLP_PATCHED,
  type KlpOps,
  type Module,
  type Patch,
  type StackEntry,
  type Task,
  type Transition,
  VMLINUX,
} from '../kernel/model';

export interface Change<K, T> {
  readonly key: K;
  readonly fields: readonly string[];
  /** `null` when it appeared. */
  readonly before: T | null;
  /** `null` when it is gone. */
  readonly after: T | null;
}

interface Changes {
  readonly patches: readonly Change<string, Patch>[];
  readonly modules: readonly Change<string, Module>[];
  readonly tasks: readonly Change<number, Task>[];
  readonly ops: readonly Change<string, KlpOps>[];
  readonly cpus: ReadonlyMap<number, readonly string[]>;
}

const flag = (value: boolean): string => (value ? '1' : '0');

const patchWords = ({ key, fields, before, after }: Change<string, Patch>): readonly string[] => {
  if (before === null) return [`${key} appears in /sys/kernel/livepatch`];
  if (after === null) return [`${key} is gone from /sys/kernel/livepatch`];
  return fields.flatMap((field) => {
    if (field === 'enabled') return [`${key}: enabled ${flag(before.enabled)} → ${flag(after.enabled)}`];
    if (field === 'forced') return [`${key} is marked as forced`];
    if (field === 'listed') return [after.listed ? `${key} joins klp_patches` : `${key} leaves klp_patches`];
    if (field === 'replaces') {
      return [
        after.replaces.length > 0 ? `${key} will replace ${after.replaces.join(', ')}` : `${key} replaces nothing`,
      ];
    }
    return field === 'objects' ? objectWords(before, after) : [];
  });
};

const objectWords = (before: Patch, after: Patch): readonly string[] => {
  const words = after.objects.flatMap((now) => {
    const then = before.objects.find(({ name }) => name === now.name);
    if (then === undefined) return [`${after.name}: object ${now.name} added for nops`];
    if (then.patched !== now.patched)
      return [`${after.name}: ${now.name} patched ${flag(then.patched)} → ${flag(now.patched)}`];
    const nops = nopsOf(now) - nopsOf(then);
    if (nops === 0) return [];
    return [
      `${after.name}: ${Math.abs(nops)} nop${Math.abs(nops) === 1 ? '' : 's'} ${nops > 0 ? 'added to' : 'removed from'} ${now.name}`,
    ];
  });
  const removed = before.objects.filter((then) => !after.objects.some(({ name }) => name === then.name));
  return [...words, ...removed.map(({ name }) => `${after.name}: object ${name} removed with its nops`)];
};

const nopsOf = (object: Patch['objects'][number]): number => object.funcs.filter(({ nop }) => nop).length;

const moduleWords = ({ key, fields, before, after }: Change<string, Module>): readonly string[] => {
  if (before === null) return [`module ${key} is loaded`];
  if (after === null) return [`module ${key} is gone`];
  return fields.flatMap((field) => {
    if (field === 'refcnt') return [`${key}: refcnt ${before.refcnt} → ${after.refcnt}`];
    if (field === 'state') return [`module ${key}: ${before.state} → ${after.state}`];
    if (field === 'params') return [`${key}: parameters changed`];
    return [];
  });
};

const stackWords = (entries: readonly StackEntry[]): string =>
  [...entries.map(({ patch, nop }) => (nop ? `${patch} (nop)` : patch)), 'original'].join(', ');

const opsWords = ({ before, after }: Change<string, KlpOps>): readonly string[] => {
  const ops = after ?? before;
  if (ops === null) return [];
  return [
    `${ops.object === VMLINUX ? '' : `${ops.object}:`}${ops.func} runs, newest first: ${stackWords(after?.funcStack ?? [])}`,
  ];
};

/** The part of a task's change that other tasks may have in common with it. */
const taskChange = (fields: readonly string[], before: Task | null, after: Task | null): string => {
  if (before === null) return 'appears';
  if (after === null) return 'exits';
  return fields
    .flatMap((field) => {
      if (field === 'patchState') return [`patch_state ${before.patchState} → ${after.patchState}`];
      if (field === 'pending') return [after.pending ? 'TIF_PATCH_PENDING set' : 'TIF_PATCH_PENDING cleared'];
      if (field === 'where') return [`${before.where} → ${after.where}`];
      if (field === 'stack') return [`${before.stack.length} → ${after.stack.length} frames`];
      if (field === 'cpu') return after.cpu === null ? ['off the CPU'] : [`on CPU ${after.cpu}`];
      return [];
    })
    .join(', ');
};

/** Whether two tasks have changed alike, as the words tell it. */
const isAlike = (a: Change<number, Task>, b: Change<number, Task>): boolean => {
  if (a.fields !== b.fields || a.before === null || b.before === null || a.after === null || b.after === null)
    return false;
  return (
    a.before.patchState === b.before.patchState &&
    a.after.patchState === b.after.patchState &&
    a.after.pending === b.after.pending &&
    a.before.where === b.before.where &&
    a.after.where === b.after.where &&
    a.before.stack.length === b.before.stack.length &&
    a.after.stack.length === b.after.stack.length &&
    a.after.cpu === b.after.cpu
  );
};

interface Group {
  readonly first: string;
  count: number;
}

const taskWords = (changes: readonly Change<number, Task>[]): readonly string[] => {
  const groups = new Map<string, Group>();
  let previous: { readonly change: Change<number, Task>; readonly group: Group } | null = null;
  for (const change of changes) {
    // Neighbours mostly change alike; their words need not be made again to see it.
    if (previous !== null && isAlike(previous.change, change)) {
      previous.group.count += 1;
      continue;
    }
    const { fields, before, after } = change;
    const task = after ?? before;
    const words = taskChange(fields, before, after);
    if (task === null || words === '') continue;
    const group = groups.get(words) ?? { first: `${task.comm}:${task.tid}`, count: 0 };
    group.count += 1;
    groups.set(words, group);
    previous = { change, group };
  }
  return [...groups].map(([words, { first, count }]) =>
    count === 1 ? `${first}: ${words}` : `${count} tasks: ${words}`,
  );
};

const cpuWords = (before: Kernel, after: Kernel, cpus: ReadonlyMap<number, readonly string[]>): readonly string[] =>
  [...cpus].flatMap(([cpu, fields]) => {
    const then = before.cpus[cpu];
    const now = after.cpus[cpu];
    if (then === undefined || now === undefined) return [];
    const idle = taskChange(fields, then.idle, now.idle);
    return [
      ...(fields.includes('online') ? [`CPU ${cpu} is ${now.online ? 'online' : 'offline'}`] : []),
      ...(idle === '' ? [] : [`swapper/${cpu}: ${idle}`]),
    ];
  });

const targetWord = (transition: Transition): string => (transition.target === KLP_PATCHED ? 'patched' : 'unpatched');

const transitionWords = (before: Transition | null, after: Transition | null): readonly string[] => {
  if (before === null) return after === null ? [] : [`transition of ${after.patch} towards ${targetWord(after)}`];
  if (after === null) return [`transition of ${before.patch} is over`];
  if (before.target !== after.target || before.patch !== after.patch) {
    return [`transition of ${after.patch} now towards ${targetWord(after)}`];
  }
  return before.signals === after.signals ? [] : [`klp_signals_cnt ${before.signals} → ${after.signals}`];
};

export const wordsFor = (before: Kernel, after: Kernel, changes: Changes): readonly string[] => [
  ...(before.tainted === after.tainted ? [] : ['kernel is tainted (TAINT_LIVEPATCH)']),
  ...(before.ftraceEnabled === after.ftraceEnabled
    ? []
    : [`kernel.ftrace_enabled ${flag(before.ftraceEnabled)} → ${flag(after.ftraceEnabled)}`]),
  ...changes.modules.flatMap(moduleWords),
  ...changes.patches.flatMap(patchWords),
  ...changes.ops.flatMap(opsWords),
  ...transitionWords(before.transition, after.transition),
  ...taskWords(changes.tasks),
  ...cpuWords(before, after, changes.cpus),
  ...(before.latestVersion === after.latestVersion
    ? []
    : [`latest_version ${before.latestVersion} → ${after.latestVersion}`]),
];
