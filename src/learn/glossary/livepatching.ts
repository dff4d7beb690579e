/** Words of the livepatch core and of the policies on top of it. */
import { type Entry, entry } from './entry';

const core = 'kernel/livepatch/core.c';
const patch = 'kernel/livepatch/patch.c';
const state = 'kernel/livepatch/state.c';
const transition = 'kernel/livepatch/transition.c';
const header = 'include/linux/livepatch.h';
const rfc = 'RFC of 11 February 2019, live-patching list';

export const livepatching: readonly Entry[] = [
  entry(
    'livepatch',
    'A module that redirects functions of the running kernel to new ones, without a reboot.',
    `${header}: struct klp_patch`,
    'livepatches',
    'klp_patch',
  ),
  entry(
    'klp_object',
    'One part of the kernel that a livepatch changes, vmlinux or a module, with the functions and callbacks for it.',
    `${header}: struct klp_object`,
  ),
  entry(
    'klp_func',
    'One function that a livepatch replaces: its old name, its new function, and which symbol of that name is meant.',
    `${header}: struct klp_func`,
  ),
  entry(
    'klp_ops',
    'One for each patched function. It is registered with ftrace and holds the func_stack.',
    `${patch}: struct klp_ops`,
  ),
  entry(
    'func_stack',
    'The replacements of one function, newest on top. Calls go to the top, unless that one is in transition and the task is not yet on its side.',
    `${patch}: struct klp_ops.func_stack`,
    'func_stacks',
    'func stack',
  ),
  entry(
    'klp_patches',
    'The list of livepatches that are enabled or in transition, in the order they were loaded.',
    `${core}: klp_patches`,
  ),
  entry(
    'transition',
    'The time in which tasks move from one side to the other, one by one. Only one transition can run.',
    `${transition}: klp_init_transition()`,
    'transitions',
  ),
  entry(
    'klp_transition_patch',
    'The livepatch whose transition is running; NULL when none is.',
    `${transition}: klp_transition_patch`,
  ),
  entry(
    'klp_target_state',
    'Where the running transition leads: patched or unpatched.',
    `${transition}: klp_target_state`,
  ),
  entry(
    'klp_signals_cnt',
    'Counts the attempts that failed since the direction last started. At 15 and every 15 after, the remaining tasks get the fake signal.',
    `${transition}: klp_signals_cnt`,
    'SIGNALS_TIMEOUT',
  ),
  entry(
    'patch_state',
    'Whether a task runs old or new code while a transition is running; -1 when none is. Root can read it in /proc/PID/task/TID/patch_state.',
    'include/linux/sched.h: struct task_struct.patch_state',
  ),
  entry(
    'KLP_PATCHED',
    'The task runs the new functions of the livepatch in transition.',
    `${header}: KLP_TRANSITION_PATCHED today`,
  ),
  entry(
    'KLP_UNPATCHED',
    'The task still runs what was there before the livepatch in transition.',
    `${header}: KLP_TRANSITION_UNPATCHED today`,
  ),
  entry('KLP_UNDEFINED', 'No transition is running, so no task is on a side.', `${header}: KLP_TRANSITION_IDLE today`),
  entry(
    'TIF_PATCH_PENDING',
    'The flag of a task that still has to switch. It is checked on every return to user space.',
    'include/asm-generic/thread_info_tif.h; kernel/livepatch/transition.c: klp_start_transition()',
  ),
  entry(
    'attempt',
    'One try to switch all remaining tasks by looking at their stacks, about once a second.',
    `${transition}: klp_try_complete_transition()`,
    'attempts',
    'klp_try_complete_transition',
  ),
  entry(
    'klp_transition_work_fn',
    'The delayed work that makes an attempt about every second while tasks remain.',
    `${transition}: klp_transition_work_fn()`,
  ),
  entry(
    'klp_try_switch_task',
    'Tries to switch one task; in the debug log it names why a task stays.',
    `${transition}: klp_try_switch_task()`,
  ),
  entry(
    'klp_check_stack',
    'Looks for the implementation that must not be on the stack of a task that switches.',
    `${transition}: klp_check_stack(), klp_check_stack_func()`,
    'klp_check_stack_func',
    'stack check',
  ),
  entry(
    'klp_ftrace_handler',
    'Runs at each call of a patched function and chooses the implementation by the task’s patch_state.',
    `${patch}: klp_ftrace_handler()`,
    'ftrace handler',
  ),
  entry(
    'klp_patch_func',
    'Puts a replacement on top of the func_stack; for the first one it registers the handler with ftrace.',
    `${patch}: klp_patch_func()`,
  ),
  entry(
    'klp_send_signals',
    'Sends the fake signal to every task that has still to switch.',
    `${transition}: klp_send_signals()`,
  ),
  entry(
    'fake signal',
    'Ends the interruptible sleep of a task without delivering anything: it leaves the kernel and switches on the way. In other places it waits; a kthread is only woken.',
    `${transition}: klp_send_signals()`,
    'signaling remaining tasks',
  ),
  entry(
    'klp_copy_process',
    'Gives a forked child its parent’s patch_state and flag.',
    `${transition}: klp_copy_process()`,
  ),
  entry(
    'klp_update_patch_state',
    'Switches the current task on its way to user space, or in the idle loop.',
    `${transition}: klp_update_patch_state()`,
  ),
  entry(
    'klp_sched_try_switch',
    'A task that goes to sleep freezably checks its own stack, and switches if no affected function is on it.',
    'include/linux/livepatch_sched.h: klp_sched_try_switch()',
  ),
  entry(
    'klp_enable_patch',
    'What the init function of a livepatch module calls to be enabled.',
    `${core}: klp_enable_patch()`,
  ),
  entry(
    'klp_init_patch',
    'Makes the patch visible in sysfs, looks up its symbols and puts it on klp_patches.',
    `${core}: klp_init_patch()`,
  ),
  entry(
    'enabled_store',
    'Runs when somebody writes to the file enabled: disables, reverses, or refuses.',
    `${core}: enabled_store()`,
  ),
  entry(
    'enabled',
    'The file that shows whether a livepatch is enabled. Writing 0 disables it, or reverses its transition.',
    `${core}: enabled_show(), enabled_store()`,
  ),
  entry(
    'force',
    'Switches all remaining tasks whatever is on their stacks. Old frames stay there, and the module of a patch that is being disabled or replaced cannot be removed until reboot.',
    `${transition}: klp_force_transition()`,
    'force_store',
    'forced',
    'klp_force_transition',
  ),
  entry(
    'reverse',
    'Turns the running transition round: tasks that had switched go back.',
    `${transition}: klp_reverse_transition()`,
    'reversed',
    'reversal',
    'klp_reverse_transition',
  ),
  entry(
    'klp_free_patch_work_fn',
    'The worker that removes the directory of a disabled or replaced livepatch and then drops the reference to its module.',
    `${core}: klp_free_patch_work_fn()`,
  ),
  entry(
    'nop',
    'An entry that a cumulative livepatch adds for each function that only the livepatches it replaces patch: callers go to the original again.',
    `${core}: klp_add_nops()`,
    'nops',
    'klp_add_nops',
  ),
  entry(
    'atomic replace',
    'A cumulative livepatch takes the place of all others when its transition completes.',
    `${core}: klp_free_replaced_patches_async(); Documentation/livepatch/cumulative-patches.rst`,
    'cumulative',
  ),
  entry(
    'replace',
    'The flag of a cumulative livepatch, and the file that shows it.',
    `${header}: struct klp_patch.replace`,
  ),
  entry(
    'sympos',
    'Which of several symbols with the same name is meant, counted from 1; 0 says that there is only one.',
    `${header}: struct klp_func.old_sympos`,
  ),
  entry(
    'klp_find_object_symbol',
    'Looks up the address of a function that is to be replaced.',
    `${core}: klp_find_object_symbol()`,
  ),
  entry(
    'callback',
    'A function of the livepatch that runs before or after an object is patched or unpatched.',
    'include/linux/livepatch_external.h: struct klp_callbacks',
    'callbacks',
  ),
  entry(
    'pre_patch',
    'Callback before the functions of an object are redirected. The only one that may refuse.',
    'kernel/livepatch/core.h: klp_pre_patch_callback()',
  ),
  entry(
    'post_patch',
    'Callback once every task has switched to patched; for a target module loaded outside a transition, right after its functions are redirected.',
    'kernel/livepatch/core.h: klp_post_patch_callback()',
  ),
  entry(
    'pre_unpatch',
    'Callback before a livepatch is disabled, or before a target module that goes is reverted outside a transition. A reversed enable does not run it.',
    'kernel/livepatch/core.h: klp_pre_unpatch_callback()',
  ),
  entry(
    'post_unpatch',
    'Callback after an object’s functions have been taken back: at the end of unpatching, after a cancelled load, or when the target module goes. Only where pre_patch had succeeded.',
    'kernel/livepatch/core.h: klp_post_unpatch_callback()',
  ),
  entry(
    'klp_module_coming',
    'Applies the livepatches to a module that is being loaded, before its own init function runs.',
    `${core}: klp_module_coming()`,
  ),
  entry(
    'klp_module_going',
    'Takes the livepatches out of a module that is being removed.',
    `${core}: klp_module_going()`,
  ),
  entry(
    'stack_order',
    'The file with the position of a livepatch on klp_patches, since 6.14.',
    `${core}: stack_order_show()`,
  ),
  entry(
    'system state',
    'Something outside of functions that a livepatch changes, with a number and a version, so that later livepatches know of it. Since 5.5.',
    `${header}: struct klp_state`,
    'system states',
    'klp_state',
    'system-state',
  ),
  entry('klp_get_state', 'How a callback finds the state that a livepatch lists.', `${state}: klp_get_state()`),
  entry(
    'klp_get_prev_state',
    'How a callback finds what an earlier livepatch has already changed.',
    `${state}: klp_get_prev_state()`,
  ),
  entry(
    'klp_is_patch_compatible',
    'Refuses a livepatch that lists an installed system state with a lower version, or a cumulative one that does not list it.',
    `${state}: klp_is_patch_compatible()`,
  ),
  entry(
    'version',
    'A number per livepatch: it loads only if its version is higher than latest_version (reading 3); 0 opts out. The name of the file is ours.',
    rfc,
    'versions',
    'versioning',
  ),
  entry(
    'latest_version',
    'The counter of the RFC: the highest version among the enabled livepatches (reading 2). It moves only when a transition completes (reading 4). The name of the file is ours.',
    rfc,
    'latest-version',
  ),
  entry(
    'sticky',
    'A livepatch with this flag may not be disabled once it is fully patched (reading 8); a cumulative one may replace it (reading 11). The name of the file is ours.',
    rfc,
    'stickiness',
    'stickyMayNotBeDisabled',
  ),
  entry('versionNotNewer', 'The rule of the RFC that compares the version of a livepatch with latest_version.', rfc),
  entry(
    'block_disable',
    'A flag of a system state that cannot be undone: a livepatch that lists such a state can be neither disabled nor reversed.',
    'Patch series of January 2025, not merged',
    'block-disable',
    'blocked state',
  ),
  entry(
    'replace_set',
    'A number per livepatch: each replaces the one with the same number and no other.',
    'Patch series of May 2026, under discussion',
    'replace set',
    'replace sets',
    'replace-set',
  ),
];
