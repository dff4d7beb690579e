/** The attempt, and what is left to do when it fails. */
import type { PhaseConfig } from '../edge';

const source = 'kernel/livepatch/transition.c';

export const transitionWork: PhaseConfig = {
  description: 'The periodic try, about a second after the one before.',
  source: `${source}: klp_transition_work_fn()`,
  always: [
    {
      to: 'klp_try_complete_transition',
      run: ['sweeping', 'trySwitchTasks'],
      says: 'One pass over all tasks, then over the idle task of every possible CPU.',
      source: `${source}: klp_try_switch_task()`,
    },
  ],
};

export const tryComplete: PhaseConfig = {
  description: 'Has every task reached the target state?',
  source: `${source}: klp_try_complete_transition()`,
  always: [
    {
      when: 'everyTaskSwitched',
      to: 'klp_complete_transition',
      run: ['completing'],
      says: 'All tasks have switched.',
      source: `${source}: klp_try_complete_transition()`,
    },
    {
      when: 'signalsAreDue',
      to: 'klp_send_signals',
      run: ['signaling', 'sendSignals', 'countAttempt'],
      says: 'Some stay. Every 15 attempts the fake signal prods user tasks and wakes kthreads that sleep interruptibly.',
      source: `${source}: klp_send_signals()`,
    },
    {
      to: 'do_idle',
      run: ['countAttempt'],
      says: 'Some stay. The work is scheduled again, in about a second.',
      source: `${source}: schedule_delayed_work()`,
    },
  ],
};

export const sendSignals: PhaseConfig = {
  description: 'The prodded tasks leave the kernel or wake.',
  source: `${source}: klp_send_signals()`,
  always: [
    {
      to: 'do_idle',
      says: 'Uninterruptible and stopped tasks were left alone. The work is scheduled again.',
      source: `${source}: schedule_delayed_work()`,
    },
  ],
};

export const doIdle: PhaseConfig = {
  description: 'The attempt has woken the idle CPUs that are pending.',
  source: 'kernel/sched/idle.c: do_idle()',
  always: [
    {
      when: 'idleTasksWoken',
      to: 'return',
      run: ['idleLoop', 'switchIdleTasks'],
      says: 'Idle tasks switch in the idle loop; the next attempt finds them done.',
      source: 'kernel/sched/idle.c: do_idle() → klp_update_patch_state()',
    },
    { to: 'return', says: 'No idle task is pending.', source: 'kernel/sched/idle.c: do_idle()' },
  ],
};
