/** The shape of an event, wherever it comes from: a file, what a browser has kept, a message. */
import * as v from 'valibot';
import type { EventType, On } from '../kernel/events';
import { LIMITS } from '../kernel/limits';
import { dictionary, flag, int, oneOf, only, optional, record, type Shape, textUpTo, wanted } from './shape';

export const tid = int(0, LIMITS.tid);
export const cpu = int(0, LIMITS.cpus - 1);
export const name = textUpTo(LIMITS.name);
const value = textUpTo(LIMITS.value);

const tasks = { tid, to: optional(tid) };

const events = {
  insmod: record<On<'insmod'>>({
    type: only('insmod'),
    module: name,
    params: optional(dictionary(value)),
    by: optional(tid),
  }),
  rmmod: record<On<'rmmod'>>({ type: only('rmmod'), module: name }),
  'echo.enabled': record<On<'echo.enabled'>>({ type: only('echo.enabled'), patch: name, value, by: optional(tid) }),
  'echo.force': record<On<'echo.force'>>({ type: only('echo.force'), patch: name, value }),
  'echo.param': record<On<'echo.param'>>({ type: only('echo.param'), module: name, param: name, value }),
  'sysctl.ftrace': record<On<'sysctl.ftrace'>>({ type: only('sysctl.ftrace'), value }),
  attempt: record<On<'attempt'>>({ type: only('attempt') }),
  free: record<On<'free'>>({ type: only('free') }),
  tick: record<On<'tick'>>({ type: only('tick') }),
  'task.call': record<On<'task.call'>>({
    type: only('task.call'),
    func: textUpTo(LIMITS.func),
    object: optional(name),
    ...tasks,
  }),
  'task.return': record<On<'task.return'>>({ type: only('task.return'), ...tasks }),
  'task.sleep': record<On<'task.sleep'>>({
    type: only('task.sleep'),
    state: oneOf('interruptible', 'uninterruptible', 'killable'),
    freezable: optional(flag),
    ...tasks,
  }),
  'task.wake': record<On<'task.wake'>>({ type: only('task.wake'), ...tasks }),
  'task.run': record<On<'task.run'>>({ type: only('task.run'), tid, cpu }),
  'task.preempt': record<On<'task.preempt'>>({ type: only('task.preempt'), ...tasks }),
  'task.user': record<On<'task.user'>>({ type: only('task.user'), ...tasks }),
  'task.fork': record<On<'task.fork'>>({ type: only('task.fork'), tid, child: tid, comm: optional(name) }),
  'task.exit': record<On<'task.exit'>>({ type: only('task.exit'), ...tasks }),
  'task.signal': record<On<'task.signal'>>({
    type: only('task.signal'),
    signal: oneOf('SIGSTOP', 'SIGCONT', 'SIGKILL'),
    ...tasks,
  }),
  'cpu.offline': record<On<'cpu.offline'>>({ type: only('cpu.offline'), cpu }),
  'cpu.online': record<On<'cpu.online'>>({ type: only('cpu.online'), cpu }),
} satisfies { readonly [T in EventType]: Shape<On<T>> };

/** An event: by its `type`, the fields that go with it. */
export const event = v.variant(
  'type',
  Object.values(events),
  wanted(`the type of an event: ${Object.keys(events).join(', ')}`),
);
