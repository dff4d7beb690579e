/** The life cycle of one task, as `patch_state` and TIF_PATCH_PENDING tell it. `kernel/livepatch/transition.c`. */
import type { Kernel, Task } from '../../kernel/model';
import { type TaskStatus, taskStatus } from '../../kernel/taskStatus';
import type { Cycle, CycleMove } from './cycle';

export type TaskState = TaskStatus | 'absent';

/** Where a task of this kernel stands; `undefined` is a task that is not there. */
export type TaskReader = (task: Task | undefined) => TaskState;

export const taskReader =
  (kernel: Kernel): TaskReader =>
  (task) =>
    task === undefined ? 'absent' : taskStatus(kernel, task).status;

type Move = CycleMove<TaskState>;
type Rest = Omit<Move, 'from' | 'to'>;

const source = 'kernel/livepatch/transition.c';

/** Everything that switches a task that has TIF_PATCH_PENDING. */
const SWITCHES: Move['by'] = [
  'trySwitchTasks',
  'switchIdleTasks',
  'returnToUserSpace',
  'getOnCpu',
  'interruptCpus',
  'deliverSignal',
  'sendSignals',
  'switchSleepers',
  'forceTransition',
];

const switches: Rest = {
  by: SWITCHES,
  says: 'The flag is cleared and patch_state becomes the target: by a clean stack, on the way to user space, in the idle loop, or by force.',
  source: `${source}: klp_try_switch_task(), klp_update_patch_state()`,
};
const starts: Rest = {
  by: ['startTransition'],
  says: 'The transition starts: TIF_PATCH_PENDING, because patch_state is not the target.',
  source: `${source}: klp_start_transition()`,
};
const turns: Rest = {
  by: ['reverseTransition'],
  says: 'The transition is reversed: the side that was the target is now the one to leave.',
  source: `${source}: klp_reverse_transition()`,
};
const turnsInTime: Rest = {
  by: ['reverseTransition'],
  says: 'The transition is reversed before the task has switched: the flag is cleared, since it is where it should be.',
  source: `${source}: klp_reverse_transition()`,
};
const ends: Rest = {
  by: ['resetTasks'],
  says: 'The transition completes: patch_state no longer means anything.',
  source: `${source}: klp_complete_transition()`,
};
const cancels: Rest = {
  by: ['cancelAfterPrePatch', 'cancelAfterFtrace'],
  says: 'Enabling failed before the transition started: the target is KLP_UNPATCHED, and no task has to switch.',
  source: `${source}: klp_cancel_transition()`,
};
const strands: Rest = {
  by: SWITCHES,
  says: 'Switched with an old frame on its stack, because it was forced: now, or in an earlier transition that this check cannot see.',
  source: `${source}: klp_force_transition()`,
};
const returns: Rest = {
  by: ['returnFromFunction', 'returnToUserSpace', 'deliverSignal', 'runExit'],
  says: 'The old frame returns: the task no longer runs code that it should not.',
  source: 'kernel/livepatch/patch.c: klp_ftrace_handler()',
};
const appears: Rest = {
  by: ['forkChild', 'runInit'],
  says: 'A child starts with its parent’s patch_state and flag; a kworker on the side that its pool is on.',
  source: `${source}: klp_copy_process()`,
};
const leaves: Rest = {
  by: ['exitTask', 'dismissWorker', 'runExit'],
  says: 'The task exits, and counts as safe; a kworker goes back to its pool.',
  source: 'kernel/exit.c: do_exit()',
};

const enabled: Rest = {
  by: ['initPatching'],
  says: 'A livepatch is being enabled: every task counts as KLP_UNPATCHED.',
  source: `${source}: klp_init_transition()`,
};
const disabled: Rest = {
  by: ['initUnpatching'],
  says: 'A livepatch is being disabled: every task counts as KLP_PATCHED.',
  source: `${source}: klp_init_transition()`,
};

/** While an event waits for nobody, a task is in one of these. */
const LASTING: readonly TaskState[] = ['undefined', 'pendingPatched', 'patched', 'pendingUnpatched', 'unpatched'];

const moves: readonly Move[] = [
  { from: 'undefined', to: 'initPatched', ...enabled },
  { from: 'initPatched', to: 'pendingPatched', ...starts },
  { from: 'pendingPatched', to: 'patched', ...switches },
  { from: 'patched', to: 'undefined', ...ends },
  { from: 'undefined', to: 'initUnpatched', ...disabled },
  { from: 'initUnpatched', to: 'pendingUnpatched', ...starts },
  { from: 'pendingUnpatched', to: 'unpatched', ...switches },
  { from: 'unpatched', to: 'undefined', ...ends },
  { from: 'patched', to: 'initUnpatched', ...turns },
  { from: 'unpatched', to: 'initPatched', ...turns },
  { from: 'pendingPatched', to: 'unpatched', ...turnsInTime },
  { from: 'pendingUnpatched', to: 'patched', ...turnsInTime },
  { from: 'initPatched', to: 'unpatched', ...cancels },
  { from: 'pendingPatched', to: 'leftBehind', ...strands, by: [...SWITCHES, 'reverseTransition'] },
  { from: 'pendingUnpatched', to: 'leftBehind', ...strands, by: [...SWITCHES, 'reverseTransition'] },
  { from: 'initPatched', to: 'leftBehind', ...cancels },
  { from: 'leftBehind', to: 'initPatched', ...enabled, by: ['initPatching', 'reverseTransition'] },
  { from: 'leftBehind', to: 'initUnpatched', ...disabled, by: ['initUnpatching', 'reverseTransition'] },
  ...(['undefined', 'patched', 'unpatched'] as const).map((to): Move => ({ from: 'leftBehind', to, ...returns })),
  ...LASTING.map((to): Move => ({ from: 'absent', to, ...appears })),
  ...[...LASTING, 'leftBehind' as const].map((from): Move => ({ from, to: 'absent', ...leaves })),
];

/** One task, from its birth to its exit. */
export const taskCycle: Cycle<TaskState> = {
  name: 'Task',
  apart: 'absent',
  states: [
    {
      id: 'undefined',
      title: 'No transition',
      marks: ['KLP_UNDEFINED'],
      says: 'No transition is running, so there are no sides.',
    },
    {
      id: 'initPatched',
      title: 'Initialised',
      marks: ['KLP_UNPATCHED'],
      says: 'A transition towards KLP_PATCHED is prepared; pre_patch callbacks run, functions are pushed.',
    },
    {
      id: 'pendingPatched',
      title: 'Pending, to patched',
      marks: ['KLP_UNPATCHED', 'TIF_PATCH_PENDING'],
      says: 'Has yet to switch to KLP_PATCHED, and runs the old code until then.',
    },
    {
      id: 'patched',
      title: 'Switched to patched',
      marks: ['KLP_PATCHED'],
      says: 'In the target state, waiting for the others.',
    },
    {
      id: 'initUnpatched',
      title: 'Initialised, back',
      marks: ['KLP_PATCHED'],
      says: 'A transition towards KLP_UNPATCHED is prepared; pre_unpatch callbacks run.',
    },
    {
      id: 'pendingUnpatched',
      title: 'Pending, back',
      marks: ['KLP_PATCHED', 'TIF_PATCH_PENDING'],
      says: 'Has yet to switch to KLP_UNPATCHED, and runs the patch’s code until then.',
    },
    {
      id: 'unpatched',
      title: 'Switched back',
      marks: ['KLP_UNPATCHED'],
      says: 'In the target state, waiting for the others.',
    },
    {
      id: 'leftBehind',
      title: 'Left behind',
      marks: ['forced, old frame'],
      says: 'Force left it behind: it counts as switched, and a frame on its stack runs another implementation.',
    },
    { id: 'absent', title: 'Not there', marks: ['fork(), exit()'], says: 'Not forked yet, or gone.' },
  ],
  moves,
};
