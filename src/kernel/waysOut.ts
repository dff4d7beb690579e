/** The ways out of a transition that tasks hold up, and what each would do to these tasks. `Documentation/livepatch/livepatch.rst`. */
import { isHolder } from './cpus';
import type { Kernel, Task } from './model';
import { oncePer } from './oncePer';
import { type OwnWay, ownWay, type Reached, signalFor, type Unreached } from './reach';
import { type Blocker, blocker, framesLeftBehind } from './stack';
import { hasToSwitch } from './taskStatus';
import { forceTransition, reverseTransition, startTransition } from './transition';

/** Waiting is enough: nothing but the way back to user space is needed. */
export const comesByItself = (way: OwnWay): boolean => way === 'sleep ends' || way === 'user space';

export interface Holder {
  readonly task: Task;
  readonly found: Exclude<Blocker, { readonly why: 'safe' }>;
  readonly ownWay: OwnWay;
  readonly signal: Reached | Unreached;
}

/** The tasks that hold the running transition up (`isHolder()`), in the order of the list. */
export const holders = oncePer((kernel: Kernel): readonly Holder[] => {
  if (kernel.transition === null) return [];
  return kernel.tasks.flatMap((task): Holder[] => {
    if (!isHolder(kernel, task)) return [];
    const found = blocker(kernel, task);
    if (found.why === 'safe') return [];
    return [{ task, found, ownWay: ownWay(task, found), signal: signalFor(task) }];
  });
});

export interface Reversed {
  /** Those that have not switched, idle tasks among them: they are where a reversal wants them. */
  readonly stay: number;
  /** Those that have, and must go back. */
  readonly goBack: number;
  /** Those of them that hold the reversed transition up. */
  readonly heldBy: readonly Holder[];
}

/** What `klp_reverse_transition()` would leave to be done, whether or not a policy allows it. */
export const ifReversed = oncePer((kernel: Kernel): Reversed => {
  const reversed = startTransition(reverseTransition(kernel));
  const all = [...reversed.tasks, ...reversed.cpus.map(({ idle }) => idle)];
  const goBack = all.filter((task) => hasToSwitch(reversed, task)).length;
  return { stay: all.length - goBack, goBack, heldBy: holders(reversed) };
});

export interface Forced {
  /** Tasks that would go on in a function of the other side. */
  readonly leftBehind: readonly Task[];
  /** Livepatches whose modules would stay for ever (`patch->forced`). */
  readonly kept: readonly string[];
}

/** What `klp_force_transition()` would cost. */
export const ifForced = oncePer((kernel: Kernel): Forced => {
  const forced = forceTransition(kernel);
  return {
    leftBehind: forced.tasks.filter((task) => framesLeftBehind(forced, task).length > 0),
    kept: forced.patches
      .filter((patch, at) => patch.forced && kernel.patches[at]?.forced === false)
      .map(({ name }) => name),
  };
});
