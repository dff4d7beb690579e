/** Counts over all tasks, idle ones included: one pass per kernel, so that 10,000 tasks cost what they must and no more. */

import type { Kernel, PatchState, Task } from '../../kernel/model';
import { taskName } from '../../kernel/taskName';
import { memoize } from '../../viewer/memoize';

/** Some tasks, or frames of tasks: how many, and the names of the first few tasks. */
export interface Crowd {
  readonly count: number;
  /** At most `FEW`, as `comm:tid`. */
  readonly names: readonly string[];
  /** There are more tasks than names. */
  readonly more: boolean;
}

/** Above this many, a number says more than names. */
const FEW = 3;
export const NOBODY: Crowd = { count: 0, names: [], more: false };

export interface Counted {
  readonly byState: ReadonlyMap<PatchState, Crowd>;
  /** `frameKey()` → frames. Only functions that are patched, or that some frame of a livepatch runs. */
  readonly frames: ReadonlyMap<string, Crowd>;
  /** `funcId()` → the livepatches whose frames are found in the function. */
  readonly patchedFrames: ReadonlyMap<string, PatchedFrames>;
}

export interface PatchedFrames {
  readonly object: string;
  readonly func: string;
  readonly impls: ReadonlySet<string>;
}

export const funcId = (object: string, func: string): string => `${object}:${func}`;

export const frameKey = (object: string, func: string, impl: string | null): string =>
  `${funcId(object, func)} ${impl ?? ''}`;

interface Tally {
  count: number;
  names: string[];
  more: boolean;
}

const tallyOf = <Key>(tallies: Map<Key, Tally>, key: Key): Tally => {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const tally: Tally = { count: 0, names: [], more: false };
  tallies.set(key, tally);
  return tally;
};

const addName = (tally: Tally, name: string): void => {
  if (tally.names.includes(name)) return;
  if (tally.names.length < FEW) tally.names.push(name);
  else tally.more = true;
};

const addTask = (tally: Tally, { comm, tid }: Task): void => {
  tally.count += 1;
  if (!tally.more) addName(tally, taskName({ comm, tid }));
};

const addCrowd = (tally: Tally, { count, names, more }: Crowd): void => {
  tally.count += count;
  for (const name of names) addName(tally, name);
  tally.more ||= more;
};

export const countThreads = memoize((kernel: Kernel): Counted => {
  const byState = new Map<PatchState, Tally>();
  // Tasks that were made alike share one stack, so the frames of thousands are looked at once.
  const byStack = new Map<Task['stack'], Tally>();
  const look = (task: Task): void => {
    addTask(tallyOf(byState, task.patchState), task);
    if (task.stack.length > 0) addTask(tallyOf(byStack, task.stack), task);
  };
  for (const task of kernel.tasks) look(task);
  for (const { idle } of kernel.cpus) look(idle);

  const frames = new Map<string, Tally>();
  const patchedFrames = new Map<string, { object: string; func: string; impls: Set<string> }>();
  const patched = new Set(kernel.ops.map(({ func }) => func));
  for (const [stack, crowd] of byStack) {
    for (const { object, func, impl } of stack) {
      if (impl === null && !patched.has(func)) continue;
      addCrowd(tallyOf(frames, frameKey(object, func, impl)), crowd);
      if (impl === null) continue;
      const id = funcId(object, func);
      const seen = patchedFrames.get(id);
      if (seen === undefined) patchedFrames.set(id, { object, func, impls: new Set([impl]) });
      else seen.impls.add(impl);
    }
  }
  return { byState, frames, patchedFrames };
});

/** Several crowds as one. */
export const together = (crowds: readonly Crowd[]): Crowd => {
  const [only] = crowds;
  if (only === undefined) return NOBODY;
  if (crowds.length === 1) return only;
  const names = crowds.flatMap((crowd) => crowd.names);
  return {
    count: crowds.reduce((sum, { count }) => sum + count, 0),
    names: names.slice(0, FEW),
    more: names.length > FEW || crowds.some(({ more }) => more),
  };
};
