/** What a step of a vector can do to tasks and CPUs: the events of the model, by the last word of their names. */
import type { EventType, KernelEvent } from '../kernel/events';
import { event } from '../shapes/event';
import { parse } from '../shapes/shape';

const TYPES: ReadonlyMap<string, EventType> = new Map([
  ['attempt', 'attempt'],
  ['tick', 'tick'],
  ['call', 'task.call'],
  ['return', 'task.return'],
  ['sleep', 'task.sleep'],
  ['wake', 'task.wake'],
  ['run', 'task.run'],
  ['preempt', 'task.preempt'],
  ['user', 'task.user'],
  ['fork', 'task.fork'],
  ['exit', 'task.exit'],
  ['signal', 'task.signal'],
  ['offline', 'cpu.offline'],
  ['online', 'cpu.online'],
]);

export const eventOperations = [...TYPES.keys()];

type Fields = Readonly<Record<string, unknown>>;

/** `kvm:vcpu_run`, as on a stack, is `vcpu_run` of `kvm`; a task that is not told how to sleep sleeps interruptibly. */
const inFull = (op: string, given: Fields): Fields => {
  if (op === 'sleep') return { state: 'interruptible', ...given };
  const { func } = given;
  if (op !== 'call' || typeof func !== 'string' || 'object' in given) return given;
  const [object = '', name] = func.split(':');
  return name === undefined ? given : { ...given, object, func: name };
};

/** @throws ShapeError with the first field that does not go with the operation. */
export const eventFrom = (op: string, given: Fields, at: string): KernelEvent =>
  parse(event, { type: TYPES.get(op), ...inFull(op, given) }, at);
