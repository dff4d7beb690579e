/** The number of a task that a running machine gets: `kernel/pid.c: alloc_pid()`. */
import { LIMITS } from './limits';
import type { Kernel } from './model';

/** The first process is there whether a machine names it or not. Published links count from the highest number that is named. */
const FIRST_PROCESS = 1;

/** Where the numbers begin again after the highest one. */
const RESERVED_PIDS = 300;

/** The next number that no task has. */
export const freeTid = ({ tasks }: Kernel): number => {
  const top = tasks.reduce((highest, { tid }) => Math.max(highest, tid), FIRST_PROCESS);
  if (top < LIMITS.tid) return top + 1;
  // There are far fewer tasks than numbers.
  let free = RESERVED_PIDS;
  while (tasks.some(({ tid }) => tid === free)) free += 1;
  return free;
};
