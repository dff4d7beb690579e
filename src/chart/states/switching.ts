/** The attempt, and what is left to do when it fails. */
import { klp } from '../klp';

const source = 'kernel/livepatch/transition.c';

const transitionWork = klp.createStateConfig({
  description: 'The periodic attempt, about a second after the previous one.',
  meta: { source: `${source}: klp_transition_work_fn()` },
  always: [
    {
      target: 'klp_try_complete_transition',
      actions: ['tellSweep', 'trySwitchTasks'],
      description: 'One pass over all tasks, then over the idle task of every possible CPU.',
      meta: { source: `${source}: klp_try_switch_task()` },
    },
  ],
});

const tryComplete = klp.createStateConfig({
  description: 'Has every task reached the target state?',
  meta: { source: `${source}: klp_try_complete_transition()` },
  always: [
    {
      guard: 'everyTaskSwitched',
      target: '#klp_complete_transition',
      actions: ['tellCompleting'],
      description: 'All tasks have switched.',
      meta: { source: `${source}: klp_try_complete_transition()` },
    },
    {
      guard: 'signalsAreDue',
      target: 'klp_send_signals',
      actions: ['tellSignaling', 'sendSignals', 'countAttempt'],
      description:
        'Some tasks have not switched. Every 15 attempts user tasks get the fake signal, and kthreads that sleep interruptibly are woken.',
      meta: { source: `${source}: klp_send_signals()` },
    },
    {
      target: 'do_idle',
      actions: ['countAttempt'],
      description: 'Some tasks have not switched. The work is scheduled again, in about a second.',
      meta: { source: `${source}: schedule_delayed_work()` },
    },
  ],
});

const sendSignals = klp.createStateConfig({
  description: 'The fake signal makes user tasks that sleep interruptibly leave the kernel; kthreads are only woken.',
  meta: { source: `${source}: klp_send_signals()` },
  always: [
    {
      target: 'do_idle',
      description: 'For user tasks that it cannot wake the signal waits. The work is scheduled again.',
      meta: { source: `${source}: schedule_delayed_work()` },
    },
  ],
});

const doIdle = klp.createStateConfig({
  description: 'The attempt has woken the idle CPUs that are pending.',
  meta: { source: 'kernel/sched/idle.c: do_idle()' },
  always: [
    {
      guard: 'idleTasksWoken',
      target: '#return',
      actions: ['tellIdleLoop', 'switchIdleTasks'],
      description: 'Idle tasks switch in the idle loop; the next attempt finds them done.',
      meta: { source: 'kernel/sched/idle.c: do_idle() → klp_update_patch_state()' },
    },
    { target: '#return', description: 'No idle task is pending.', meta: { source: 'kernel/sched/idle.c: do_idle()' } },
  ],
});

export const switching = klp.createStateConfig({
  description: 'One attempt to complete the transition.',
  meta: { source },
  initial: 'klp_transition_work_fn',
  states: {
    klp_transition_work_fn: transitionWork,
    klp_try_complete_transition: tryComplete,
    klp_send_signals: sendSignals,
    do_idle: doIdle,
  },
});
