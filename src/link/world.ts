/** Own worlds: the number of CPUs, then livepatches, then tasks. */
import type { KlpState } from '../kernel/model';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import {
  type Codec,
  choice,
  type FieldTable,
  fields,
  many,
  maybe,
  maybeBare,
  maybeRest,
  number,
  rest,
  tagged,
} from './codec';
import { failures } from './errors';
import { LIMITS } from './limits';
import { func, name, note } from './names';
import type { Reader } from './reader';
import { worldTid } from './tids';
import type { Writer } from './writer';

export const CPUS = 'c';
const PATCH = 'p';
const NO_PATCHES = '-';

export const cpus = number('cpus', LIMITS.cpus);
const version = number('version', LIMITS.version);
const state = fields<KlpState>({
  id: number('id', LIMITS.version),
  version: tagged('-', version),
  blockDisable: maybeBare(choice({ b: true, o: false })),
});

/** A livepatch, after its `p`. */
export const PATCH_FIELDS: FieldTable<PatchSpec> = {
  version: maybeBare(version),
  sticky: maybeBare(choice({ s: true, u: false })),
  replace: maybeBare(choice({ r: true, a: false })),
  replaceSet: maybe('g', number('set', LIMITS.version)),
  states: many('t', state),
  missing: many('m', func),
  note: maybe('n', note),
  name,
  funcs: rest(func),
};

/** A task. Its first letter says where it is; `t` leaves that to the default. */
export const TASK_FIELDS: FieldTable<TaskSpec> = {
  where: choice({
    t: undefined,
    i: 'interruptible',
    d: 'uninterruptible',
    z: 'stopped',
    y: 'runnable',
    u: 'user',
    k: 'kernel',
  }),
  tid: worldTid,
  kind: maybeBare(choice({ k: 'kthread', u: 'user' })),
  cpu: maybe('c', number('cpu', LIMITS.cpus - 1)),
  count: maybe('n', number('count', LIMITS.tasks)),
  freezable: maybeBare(choice({ f: true, h: false })),
  reliable: maybeBare(choice({ r: true, x: false })),
  comm: name,
  stack: maybeRest(func),
};

/** Reads and writes the livepatches and the tasks of a world, in the words of a form. */
export interface Words<P extends PatchSpec, T extends TaskSpec> {
  readonly patch: Codec<P>;
  readonly task: Codec<T>;
}

const words: Words<PatchSpec, TaskSpec> = { patch: fields(PATCH_FIELDS), task: fields(TASK_FIELDS) };

export function writePatches<P extends PatchSpec>(
  patches: readonly P[] | undefined,
  codec: Codec<P>,
  to: Writer,
): void {
  if (patches?.length === 0) to.put(PATCH + NO_PATCHES);
  for (const patch of patches ?? []) {
    to.put(PATCH);
    codec.write(patch, to);
  }
}

export function writeTasks<T extends TaskSpec>(tasks: readonly T[], codec: Codec<T>, to: Writer): void {
  for (const task of tasks) {
    codec.write(task, to);
    to.tids.add(task.tid, task.count);
  }
}

export function writeWorld(world: World, to: Writer): void {
  maybe(CPUS, cpus).write(world.cpus, to);
  writePatches(world.patches, words.patch, to);
  writeTasks(world.tasks, words.task, to);
}

/** Reads to the slash after the world, or to the end. */
export function readWorld(from: Reader): World {
  const cpuCount = maybe(CPUS, cpus).read(from);
  const patches = readPatches(words.patch, from);
  const tasks = readTasks(words.task, from);
  return {
    ...(cpuCount === undefined ? {} : { cpus: cpuCount }),
    tasks,
    ...(patches === undefined ? {} : { patches }),
  };
}

export function readPatches<P extends PatchSpec>(codec: Codec<P>, from: Reader): readonly P[] | undefined {
  if (from.next !== PATCH) return undefined;
  const patches: P[] = [];
  while (from.accept(PATCH)) {
    if (patches.length === 0 && from.accept(NO_PATCHES)) break;
    const patch = codec.read(from);
    if (patch === undefined) break;
    patches.push(patch);
    if (patches.length > LIMITS.patches) from.fail(failures.tooMany('livepatches', LIMITS.patches));
  }
  return patches;
}

export function readTasks<T extends TaskSpec>(codec: Codec<T>, from: Reader): readonly T[] {
  const tasks: T[] = [];
  let count = 0;
  while (TASK_FIELDS.where.starts?.(from.next)) {
    const task = codec.read(from);
    if (task === undefined) break;
    tasks.push(task);
    count += task.count ?? 1;
    if (count > LIMITS.tasks) from.fail(failures.tooMany('tasks', LIMITS.tasks));
    from.tids.add(task.tid, task.count);
  }
  return tasks;
}
