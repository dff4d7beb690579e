/** The shapes of what is kept in storage: events, worlds, lines. */
import type { EventType, KernelEvent, On } from '../kernel/events';
import type { KlpState } from '../kernel/model';
import type { PatchSpec, TaskSpec, World } from '../kernel/world';
import type { Line } from '../viewer/contract';
import { flag, int, isRecord, list, literal, optional, record, type Shape, text, texts } from './shape';

const tid = int();
const cpu = int(0, 63);

const events: { readonly [T in EventType]: Shape<On<T>> } = {
  insmod: record<On<'insmod'>>({
    type: literal('insmod'),
    module: text,
    params: optional(texts),
    by: optional(tid),
  }),
  rmmod: record<On<'rmmod'>>({ type: literal('rmmod'), module: text }),
  'echo.enabled': record<On<'echo.enabled'>>({
    type: literal('echo.enabled'),
    patch: text,
    value: text,
    by: optional(tid),
  }),
  'echo.force': record<On<'echo.force'>>({ type: literal('echo.force'), patch: text, value: text }),
  'echo.param': record<On<'echo.param'>>({ type: literal('echo.param'), module: text, param: text, value: text }),
  'sysctl.ftrace': record<On<'sysctl.ftrace'>>({ type: literal('sysctl.ftrace'), value: text }),
  attempt: record<On<'attempt'>>({ type: literal('attempt') }),
  free: record<On<'free'>>({ type: literal('free') }),
  tick: record<On<'tick'>>({ type: literal('tick') }),
  'task.call': record<On<'task.call'>>({
    type: literal('task.call'),
    func: text,
    object: optional(text),
    tid,
    to: optional(tid),
  }),
  'task.return': record<On<'task.return'>>({ type: literal('task.return'), tid, to: optional(tid) }),
  'task.sleep': record<On<'task.sleep'>>({
    type: literal('task.sleep'),
    state: literal('interruptible', 'uninterruptible', 'killable'),
    freezable: optional(flag),
    tid,
    to: optional(tid),
  }),
  'task.wake': record<On<'task.wake'>>({ type: literal('task.wake'), tid, to: optional(tid) }),
  'task.run': record<On<'task.run'>>({ type: literal('task.run'), tid, cpu }),
  'task.preempt': record<On<'task.preempt'>>({ type: literal('task.preempt'), tid, to: optional(tid) }),
  'task.user': record<On<'task.user'>>({ type: literal('task.user'), tid, to: optional(tid) }),
  'task.fork': record<On<'task.fork'>>({ type: literal('task.fork'), tid, child: tid, comm: optional(text) }),
  'task.exit': record<On<'task.exit'>>({ type: literal('task.exit'), tid, to: optional(tid) }),
  'task.signal': record<On<'task.signal'>>({
    type: literal('task.signal'),
    signal: literal('SIGSTOP', 'SIGCONT', 'SIGKILL'),
    tid,
    to: optional(tid),
  }),
  'cpu.offline': record<On<'cpu.offline'>>({ type: literal('cpu.offline'), cpu }),
  'cpu.online': record<On<'cpu.online'>>({ type: literal('cpu.online'), cpu }),
};

const eventShapes = new Map<unknown, Shape<KernelEvent>>(Object.entries(events));

export const isEvent: Shape<KernelEvent> = (json): json is KernelEvent =>
  isRecord(json) && (eventShapes.get(json.type)?.(json) ?? false);

/** More tasks than anything here is made for; a damaged number must not hang the app. */
const MAX_TASKS = 20_000;

const isTaskSpec = record<TaskSpec>({
  tid,
  comm: text,
  kind: optional(literal('user', 'kthread')),
  where: optional(literal('user', 'kernel', 'runnable', 'interruptible', 'uninterruptible', 'stopped')),
  cpu: optional(cpu),
  stack: optional(list(text, 64)),
  freezable: optional(flag),
  reliable: optional(flag),
  count: optional(int(1, MAX_TASKS)),
});

const isState = record<KlpState>({ id: int(), version: int(), blockDisable: optional(flag) });

const isPatchSpec = record<PatchSpec>({
  name: text,
  version: optional(int()),
  sticky: optional(flag),
  replace: optional(flag),
  replaceSet: optional(int()),
  states: optional(list(isState, 64)),
  funcs: list(text, 64),
  missing: optional(list(text, 64)),
  note: optional(text),
});

const isWorldShape = record<World>({
  cpus: optional(int(1, 64)),
  tasks: list(isTaskSpec, MAX_TASKS),
  patches: optional(list(isPatchSpec, 256)),
});

export const isWorld: Shape<World> = (json): json is World =>
  isWorldShape(json) && json.tasks.reduce((sum, { count }) => sum + (count ?? 1), 0) <= MAX_TASKS;

const isLine = (json: unknown): json is Line =>
  isRecord(json) &&
  (json.parent === null || int()(json.parent)) &&
  int()(json.at) &&
  list(isEvent)(json.events) &&
  Object.keys(json).length === 3;

/** A tree of lines: the script first, and every other line leaving an older one within its length. */
export const isLines: Shape<readonly Line[]> = (json): json is readonly Line[] =>
  list(isLine)(json) &&
  json.length > 0 &&
  json.every(({ parent, at }, index) => {
    if (index === 0) return parent === null && at === 0;
    const from = parent === null || parent >= index ? undefined : json[parent];
    return from !== undefined && at >= from.at && at <= from.at + from.events.length;
  });
