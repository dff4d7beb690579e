/** What is said of a machine whose modules have other names, or whose tasks other thread ids. Pure. */
import type { KernelEvent } from './events';

/** The thread ids `from`, `from + 1` … of a group of tasks are `to`, `to + 1` … now. */
export interface Moved {
  readonly from: number;
  readonly to: number;
  /** So many of the group are still there. */
  readonly count: number;
}

export interface Renames {
  /** By the old name. */
  readonly modules: ReadonlyMap<string, string>;
  readonly tasks: readonly Moved[];
}

export const isNothing = ({ modules, tasks }: Renames): boolean => modules.size === 0 && tasks.length === 0;

export const moduleNow = ({ modules }: Renames, name: string): string => modules.get(name) ?? name;

export function tidNow({ tasks }: Renames, tid: number): number {
  const moved = tasks.find(({ from, count }) => tid >= from && tid < from + count);
  return moved === undefined ? tid : tid + moved.to - moved.from;
}

interface Tasks {
  readonly tid: number;
  readonly to?: number;
}

/** Some of a group are still some of it, if it has become smaller those that are left; what spans several groups stays. */
function tasksNow<T extends Tasks>(event: T, { tasks }: Renames): T {
  const { tid, to = tid } = event;
  const moved = tasks.find(({ from, count }) => tid >= from && tid < from + count);
  if (moved === undefined) return event;
  const last = Math.min(to - moved.from, moved.count - 1) + moved.to;
  return { ...event, tid: tid + moved.to - moved.from, ...(event.to !== undefined && { to: last }) };
}

/** The same event on the same things. */
export function eventNow(event: KernelEvent, renames: Renames): KernelEvent {
  const module = (name: string): string => moduleNow(renames, name);
  const by = (tid: number | undefined) => tid !== undefined && { by: tidNow(renames, tid) };
  switch (event.type) {
    case 'insmod':
      return { ...event, module: module(event.module), ...by(event.by) };
    case 'rmmod':
    case 'echo.param':
      return { ...event, module: module(event.module) };
    case 'echo.enabled':
      return { ...event, patch: module(event.patch), ...by(event.by) };
    case 'echo.force':
      return { ...event, patch: module(event.patch) };
    case 'task.call':
      return { ...tasksNow(event, renames), ...(event.object !== undefined && { object: module(event.object) }) };
    case 'task.run':
    case 'task.fork':
      return { ...event, tid: tidNow(renames, event.tid) };
    case 'task.return':
    case 'task.sleep':
    case 'task.wake':
    case 'task.preempt':
    case 'task.user':
    case 'task.exit':
    case 'task.signal':
      return tasksNow(event, renames);
    default:
      return event;
  }
}

/** `func`, or `module:func`, when the module has another name. */
export const functionNow = (renames: Renames, text: string): string => {
  const colon = text.indexOf(':');
  return colon === -1 ? text : `${moduleNow(renames, text.slice(0, colon))}${text.slice(colon)}`;
};
