/** The life cycle of one livepatch, from `insmod` to `rmmod`. `kernel/livepatch/core.c`. */
import { initReturnsPositive } from '../../kernel/loading';
import { type Kernel, KLP_PATCHED } from '../../kernel/model';
import { moduleOf, patchOf, transitionPatch } from '../../kernel/queries';
import { wasCancelled } from '../../kernel/transition';
import type { Cycle } from './cycle';

export type PatchLife =
  | 'absent'
  | 'loading'
  | 'enabling'
  | 'cancelled'
  | 'patching'
  | 'patched'
  | 'replacing'
  | 'disabling'
  | 'unpatching'
  | 'disabled'
  | 'moduleLeft'
  | 'pinned';

/** The patch in transition that replaces `name` when it completes; `null` when there is none. */
export const replacerOf = (kernel: Kernel, name: string): string | null => {
  const patch = transitionPatch(kernel);
  return kernel.transition?.target === KLP_PATCHED && patch?.replaces.includes(name) ? patch.name : null;
};

/** Where the livepatch of this module name stands. */
export function patchLife(kernel: Kernel, name: string): PatchLife {
  const module = moduleOf(kernel, name);
  if (module === undefined) return 'absent';
  const { transition, call } = kernel;
  const isInTransition = transition?.patch === name;
  if (module.state === 'COMING') {
    const failed = wasCancelled(kernel) || initReturnsPositive(kernel);
    if (failed && (isInTransition || call?.completed === name)) return 'cancelled';
    // Its init function runs on until the first attempt has been made, and the patch counts as enabled by then.
    if (!isInTransition && patchOf(kernel, name)?.enabled !== true) return 'loading';
  }
  const patch = patchOf(kernel, name);
  if (patch === undefined) return module.refcnt > 0 ? 'pinned' : 'moduleLeft';
  if (isInTransition) {
    if (transition.target === KLP_PATCHED) return patch.enabled ? 'patching' : 'enabling';
    return patch.enabled ? 'disabling' : 'unpatching';
  }
  if (!patch.enabled) return 'disabled';
  return replacerOf(kernel, name) === null ? 'patched' : 'replacing';
}

const core = 'kernel/livepatch/core.c';
const transitions = 'kernel/livepatch/transition.c';
const loader = 'kernel/module/main.c';

/** One livepatch module, from `insmod` to `rmmod`. Between the two it may come back as often as it likes. */
export const patchCycle: Cycle<PatchLife> = {
  name: 'Patch',
  apart: null,
  states: [
    { id: 'absent', title: 'Not loaded', marks: ['no module'], says: 'There is no module of that name.' },
    {
      id: 'loading',
      title: 'Loading',
      marks: ['klp_enable_patch()'],
      says: 'The module is COMING: the policy is asked, the symbols are looked up, and the patch is added to klp_patches.',
    },
    {
      id: 'enabling',
      title: 'Enabling',
      marks: ['klp_init_transition()'],
      says: 'klp_transition_patch points to it; pre_patch callbacks run and functions are pushed, object by object.',
    },
    {
      id: 'cancelled',
      title: 'Cancelled',
      marks: ['klp_cancel_transition()'],
      says: 'A callback or ftrace failed: everything is undone, and insmod returns the error.',
    },
    {
      id: 'patching',
      title: 'Patching',
      marks: ['enabled 1', 'transition 1'],
      says: 'Tasks switch to KLP_PATCHED one by one.',
    },
    {
      id: 'patched',
      title: 'Patched',
      marks: ['enabled 1', 'transition 0'],
      says: 'New calls run its functions, unless a livepatch on top has them; a frame that a force left runs on.',
    },
    {
      id: 'replacing',
      title: 'Being replaced',
      marks: ['enabled 1', 'transition 0'],
      says: 'A patch in transition takes its place when it completes.',
    },
    {
      id: 'disabling',
      title: 'Disabling',
      marks: ['__klp_disable_patch()'],
      says: 'klp_transition_patch points to it; pre_unpatch callbacks run.',
    },
    {
      id: 'unpatching',
      title: 'Unpatching',
      marks: ['enabled 0', 'transition 1'],
      says: 'Tasks switch to KLP_UNPATCHED one by one: disabled, or reversed while patching.',
    },
    {
      id: 'disabled',
      title: 'Disabled',
      marks: ['waits for', 'klp_free_patch_work_fn()'],
      says: 'No new call reaches it. The worker has yet to remove its directory and, unless it was forced, drop the module reference.',
    },
    {
      id: 'moduleLeft',
      title: 'Module still loaded',
      marks: ['refcnt 0'],
      says: 'It has no directory and no reference: rmmod can remove the module, and only then can insmod load it again.',
    },
    {
      id: 'pinned',
      title: 'Pinned',
      marks: ['forced', 'refcnt 1'],
      says: 'It was forced away, so some task may still run its code: the reference stays until reboot.',
    },
  ],
  moves: [
    {
      from: 'absent',
      to: 'loading',
      by: ['insertModule'],
      says: 'insmod: the module’s init function calls klp_enable_patch().',
      source: `${loader}: load_module()`,
    },
    {
      from: 'loading',
      to: 'absent',
      by: ['freeModule'],
      says: 'Refused: by the policy, by a missing symbol, or because another transition runs.',
      source: `${core}: klp_enable_patch()`,
    },
    {
      from: 'loading',
      to: 'enabling',
      by: ['initPatching'],
      says: 'Its transition is initialised.',
      source: `${transitions}: klp_init_transition()`,
    },
    {
      from: 'enabling',
      to: 'cancelled',
      by: ['cancelAfterPrePatch', 'cancelAfterFtrace'],
      says: 'A pre_patch callback failed, or ftrace did: the transition is cancelled before it starts.',
      source: `${transitions}: klp_cancel_transition()`,
    },
    {
      from: 'cancelled',
      to: 'absent',
      by: ['freeModule'],
      says: 'The list entry, the directory and the module are removed at once.',
      source: `${core}: klp_enable_patch()`,
    },
    {
      from: 'cancelled',
      to: 'moduleLeft',
      by: ['initReturned'],
      says: 'A positive number is no error to the loader: the module stays, without a directory.',
      source: `${loader}: do_init_module()`,
    },
    {
      from: 'enabling',
      to: 'patching',
      by: ['markEnabled'],
      says: 'The transition starts, and the patch counts as enabled.',
      source: `${transitions}: klp_start_transition()`,
    },
    {
      from: 'patching',
      to: 'patched',
      by: ['endTransition'],
      says: 'Every task has switched: patching complete.',
      source: `${transitions}: klp_complete_transition()`,
    },
    {
      from: 'patching',
      to: 'unpatching',
      by: ['reverseTransition'],
      says: 'echo 0 while it is in transition: the direction is reversed.',
      source: `${transitions}: klp_reverse_transition()`,
    },
    {
      from: 'unpatching',
      to: 'patching',
      by: ['reverseTransition'],
      says: 'echo 1 while it is in transition: the direction is reversed.',
      source: `${transitions}: klp_reverse_transition()`,
    },
    {
      from: 'patched',
      to: 'disabling',
      by: ['initUnpatching'],
      says: 'echo 0, and the policy allows it: a transition towards KLP_UNPATCHED begins.',
      source: `${core}: __klp_disable_patch()`,
    },
    {
      from: 'disabling',
      to: 'unpatching',
      by: ['markDisabled'],
      says: 'The transition starts, and the patch no longer counts as enabled.',
      source: `${core}: __klp_disable_patch()`,
    },
    {
      from: 'unpatching',
      to: 'disabled',
      by: ['endTransition'],
      says: 'Every task has switched: unpatching complete, the patch leaves klp_patches.',
      source: `${transitions}: klp_complete_transition()`,
    },
    {
      from: 'patched',
      to: 'replacing',
      byAnother: true,
      by: ['initPatching', 'reverseTransition'],
      says: 'A patch that replaces it begins its transition, or is reversed back to patching.',
      source: `${core}: klp_add_nops()`,
    },
    {
      from: 'replacing',
      to: 'patched',
      byAnother: true,
      by: ['reverseTransition', 'cancelAfterPrePatch', 'cancelAfterFtrace'],
      says: 'The patch that was to replace it is reversed, or fails to be enabled: this one stays enabled.',
      source: `${transitions}: klp_reverse_transition(), klp_cancel_transition()`,
    },
    {
      from: 'replacing',
      to: 'disabled',
      byAnother: true,
      by: ['unpatchReplacedPatches'],
      says: 'The replacement completes: it is disabled, without its own callbacks.',
      source: `${core}: klp_unpatch_replaced_patches()`,
    },
    {
      from: 'disabled',
      to: 'moduleLeft',
      by: ['freePatches'],
      says: 'The worker has removed the directory and dropped the reference.',
      source: `${core}: klp_free_patch_work_fn()`,
    },
    {
      from: 'disabled',
      to: 'pinned',
      by: ['freePatches'],
      says: 'The worker has removed the directory; a forced patch keeps its reference.',
      source: `${core}: klp_free_patch_finish()`,
    },
    {
      from: 'moduleLeft',
      to: 'absent',
      by: ['freeModule'],
      says: 'rmmod: the module is gone, and may be loaded again.',
      source: `${loader}: delete_module()`,
    },
  ],
};
