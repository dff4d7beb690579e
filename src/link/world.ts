/** Own worlds: the number of CPUs, then livepatches, then tasks. */
import type { KlpState } from '../kernel/model';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import { choice, type FieldTable, fields, many, maybe, maybeBare, maybeRest, number, rest, tagged } from './codec';
import { failures } from './errors';
import { LIMITS } from './limits';
import { func, name, note } from './names';
import type { Reader } from './reader';
import { worldTid } from './tids';
import type { Writer } from './writer';

const CPUS = 'c';
const PATCH = 'p';
const NO_PATCHES = '-';

const cpus = number('cpus', LIMITS.cpus);
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

const patchCodec = fields(PATCH_FIELDS);
const taskCodec = fields(TASK_FIELDS);

export function writeWorld(world: World, to: Writer): void {
  maybe(CPUS, cpus).write(world.cpus, to);
  if (world.patches?.length === 0) to.put(PATCH + NO_PATCHES);
  for (const patch of world.patches ?? []) {
    to.put(PATCH);
    patchCodec.write(patch, to);
  }
  for (const task of world.tasks) {
    taskCodec.write(task, to);
    to.tids.add(task.tid, task.count);
  }
}

/** Reads to the slash after the world, or to the end. */
export function readWorld(from: Reader): World {
  const cpuCount = maybe(CPUS, cpus).read(from);
  const patches = readPatches(from);
  const tasks = readTasks(from);
  return {
    ...(cpuCount === undefined ? {} : { cpus: cpuCount }),
    tasks,
    ...(patches === undefined ? {} : { patches }),
  };
}

function readPatches(from: Reader): readonly PatchSpec[] | undefined {
  if (from.next !== PATCH) return undefined;
  const patches: PatchSpec[] = [];
  while (from.accept(PATCH)) {
    if (patches.length === 0 && from.accept(NO_PATCHES)) break;
    const patch = patchCodec.read(from);
    if (patch === undefined) break;
    patches.push(patch);
    if (patches.length > LIMITS.patches) from.fail(failures.tooMany('livepatches', LIMITS.patches));
  }
  return patches;
}

function readTasks(from: Reader): readonly TaskSpec[] {
  const tasks: TaskSpec[] = [];
  let count = 0;
  while (TASK_FIELDS.where.starts?.(from.next)) {
    const task = taskCodec.read(from);
    if (task === undefined) break;
    tasks.push(task);
    count += task.count ?? 1;
    if (count > LIMITS.tasks) from.fail(failures.tooMany('tasks', LIMITS.tasks));
    from.tids.add(task.tid, task.count);
  }
  return tasks;
}
