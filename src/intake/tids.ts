/** Thread ids for tasks that have none of their own. */
import { LIMITS } from '../kernel/limits';
import type { WideTaskSpec } from '../kernel/world';

const endOf = ({ tid, count = 1 }: WideTaskSpec): number => tid + count;

/** The first of a hundred that no task has, so that what stands before it can grow. */
export const freeTid = (tasks: readonly WideTaskSpec[]): number => {
  const end = tasks.reduce((most, task) => Math.max(most, endOf(task)), 1);
  const round = Math.ceil(end / 100) * 100 + 1;
  return round <= LIMITS.tid ? round : end;
};
