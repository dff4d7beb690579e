/** rmmod: whether a module may go, and what keeps it. `kernel/module/main.c: delete_module()`. */
import type { On } from './events';
import { type Kernel, KLP_PATCHED, KLP_UNPATCHED, type Patch } from './model';
import { imageOf, moduleOf, patchOf, usersOf } from './queries';
import type { Verdict } from './verdict';
import { compare, permitted, refused } from './verdicts';

type Rmmod = On<'rmmod'>;

export function moduleNotLoaded(kernel: Kernel, { module }: Rmmod): Verdict {
  if (moduleOf(kernel, module) !== undefined) return permitted('moduleNotLoaded');
  return refused('moduleNotLoaded', {
    errno: 'ENOENT',
    because: `No module named ${module} is loaded.`,
    wayOut: 'There is nothing to remove.',
    source: { kernel: 'kernel/module/main.c: delete_module()' },
  });
}

/** A forced patch keeps its module until reboot, also while it is enabled: no worker will drop the reference. */
export const isPinned = (kernel: Kernel, module: string): boolean => {
  const patch = patchOf(kernel, module);
  const loaded = moduleOf(kernel, module);
  if (patch !== undefined) return patch.forced;
  return loaded?.kind === 'livepatch' && loaded.state === 'LIVE' && loaded.refcnt > 0;
};

/** It can only be replaced, by the rules of some policy. */
export const isKept = ({ sticky, states }: Patch): boolean =>
  sticky || states.some(({ blockDisable }) => blockDisable === true);

/** The running transition takes it away. */
export const isLeaving = (kernel: Kernel, { name }: Patch): boolean => {
  const { transition } = kernel;
  if (transition === null) return false;
  if (transition.patch === name) return transition.target === KLP_UNPATCHED;
  return transition.target === KLP_PATCHED && patchOf(kernel, transition.patch)?.replaces.includes(name) === true;
};

export const howToRelease = (kernel: Kernel, module: string): string => {
  const patch = patchOf(kernel, module);
  if (moduleOf(kernel, module)?.state === 'COMING')
    return 'Its init function has not returned; only a reboot ends that.';
  if (isPinned(kernel, module)) return 'Nothing but a reboot: a forced patch keeps its reference until then.';
  if (usersOf(imageOf(kernel, module)) > 0)
    return `Whoever uses ${module} has to let go first: unmount it, close its files. No step of this machine does that.`;
  if (patch === undefined) return 'Nothing but a reboot drops this reference.';
  if (!patch.listed) return 'Wait a moment: klp_free_patch_work_fn() drops the reference.';
  if (isLeaving(kernel, patch)) return `Wait until the transition completes: ${module} goes with it.`;
  return isKept(patch)
    ? `Replace ${module} by a cumulative livepatch, and let the transition complete.`
    : `Disable or replace ${module}, and let the transition complete.`;
};

/**
 * A livepatch holds its own reference from `klp_enable_patch()` until `klp_free_patch_work_fn()`, until reboot if forced.
 *
 * Simplified: how many references others hold of a target module is said of the machine, and is 0 when nothing is said, whoever
 * is inside its functions.
 * Reason: who takes a reference (a mount of ext4, an open file: `try_module_get()`) is up to each module. In a kernel a task in
 * a module nearly always holds one, and rmmod is refused with EAGAIN (“Module ext4 is in use”) before its exit function runs.
 * Matters to: leftModule.
 */
export function moduleInUse(kernel: Kernel, { module }: Rmmod): Verdict {
  const refcnt = moduleOf(kernel, module)?.refcnt ?? 0;
  const compared = compare(`refcnt of ${module}`, refcnt, '=', 'needed', 0, refcnt === 0);
  if (refcnt === 0) return permitted('moduleInUse', compared);
  return refused('moduleInUse', {
    errno: 'EAGAIN',
    because: `${module} is in use: its reference count is ${refcnt}.`,
    wayOut: howToRelease(kernel, module),
    compared: [compared],
    source: { kernel: 'kernel/module/main.c: try_stop_module(); kernel/livepatch/core.c: klp_free_patch_finish()' },
  });
}

/**
 * `delete_module()`: what has an init function must have an exit function, too. kmod looks at the references first, so who is in
 * use is told that.
 */
export function moduleHasNoExit(kernel: Kernel, { module }: Rmmod): Verdict {
  if (imageOf(kernel, module)?.permanent !== true) return permitted('moduleHasNoExit');
  return refused('moduleHasNoExit', {
    errno: 'EBUSY',
    because: `${module} has an init function and no exit function, so it can never be removed.`,
    wayOut: 'Nothing but a reboot. Build it with an exit function.',
    source: { kernel: 'kernel/module/main.c: delete_module()' },
  });
}

export const removesLivepatch = (kernel: Kernel, { module }: Rmmod): boolean =>
  moduleOf(kernel, module)?.kind === 'livepatch';
