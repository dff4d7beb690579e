/** The three phases in which events are waited for. They differ only in what the delayed work finds. */
import { type Edge, type PhaseConfig, refuse } from '../edge';

const stay = (rule: Parameters<typeof refuse>[0], source: string): Edge => {
  const { to: _to, ...edge } = refuse(rule, source);
  return edge;
};

const cannot = (source: string): Edge => stay('taskCannot', source);
const sched = 'kernel/sched/core.c';

/** Tasks live on while the livepatch core waits; most of what they do concerns it only through their stacks. */
const taskEdges: NonNullable<PhaseConfig['on']> = {
  'task.call': [
    cannot(sched),
    {
      run: ['callFunction'],
      says: 'The task enters the implementation that klp_ftrace_handler() chooses.',
      source: 'kernel/livepatch/patch.c: klp_ftrace_handler()',
    },
  ],
  'task.return': [cannot(sched), { run: ['returnFromFunction'], says: 'The newest frame is gone.', source: sched }],
  'task.sleep': [
    cannot(sched),
    {
      when: 'sleepsFreezably',
      run: ['fallAsleep', 'switchedAsleep', 'switchSleepers'],
      says: 'The task sleeps freezably; with TIF_PATCH_PENDING it checks its own stack first.',
      source: 'include/linux/livepatch_sched.h: klp_sched_try_switch()',
    },
    { run: ['fallAsleep'], says: 'The task goes to sleep.', source: `${sched}: schedule()` },
  ],
  'task.wake': [
    cannot(sched),
    { run: ['wakeUp'], says: 'The task is runnable.', source: `${sched}: try_to_wake_up()` },
  ],
  'task.run': [
    stay('cpuMissing', 'kernel/cpu.c'),
    cannot(sched),
    { run: ['getOnCpu'], says: 'The task gets on the CPU.', source: `${sched}: context_switch()` },
  ],
  'task.preempt': [
    cannot(sched),
    { run: ['getOffCpu'], says: 'The task leaves the CPU.', source: `${sched}: __schedule()` },
  ],
  'task.user': [
    cannot('kernel/entry/common.c'),
    {
      run: ['switchedOnExit', 'returnToUserSpace'],
      says: 'The task returns to user space; with TIF_PATCH_PENDING it switches on the way.',
      source: 'kernel/entry/common.c: exit_to_user_mode_loop() → klp_update_patch_state()',
    },
  ],
  'task.fork': [
    cannot('kernel/fork.c'),
    stay('tidTaken', 'kernel/pid.c: alloc_pid()'),
    {
      run: ['forkChild'],
      says: 'The child starts on its parent’s side, with its parent’s flag.',
      source: 'kernel/livepatch/transition.c: klp_copy_process()',
    },
  ],
  'task.exit': [
    cannot('kernel/exit.c'),
    { run: ['exitTask'], says: 'The task is gone and counts as safe.', source: 'kernel/exit.c: do_exit()' },
  ],
  'task.signal': [
    cannot('kernel/signal.c'),
    {
      run: ['switchedOnExit', 'deliverSignal'],
      says: 'The signal takes the task out of the kernel; with TIF_PATCH_PENDING it switches on the way.',
      source: 'kernel/signal.c: get_signal()',
    },
  ],
};

const machineEdges: NonNullable<PhaseConfig['on']> = {
  tick: [
    {
      run: ['switchedByInterrupt', 'interruptCpus'],
      says: 'Tasks in user space pass through the exit path of the interrupt.',
      source: 'kernel/entry/common.c: irqentry_exit_to_user_mode()',
    },
  ],
  'cpu.offline': [
    stay('cpuMissing', 'kernel/cpu.c'),
    stay('cpuAlreadyThere', 'kernel/cpu.c'),
    stay('lastCpu', 'kernel/cpu.c: _cpu_down()'),
    {
      run: ['takeCpuOffline'],
      says: 'The CPU goes offline; its tasks move away.',
      source: 'kernel/cpu.c: _cpu_down()',
    },
  ],
  'cpu.online': [
    stay('cpuMissing', 'kernel/cpu.c'),
    stay('cpuAlreadyThere', 'kernel/cpu.c'),
    { run: ['bringCpuOnline'], says: 'The CPU is back.', source: 'kernel/cpu.c: _cpu_up()' },
  ],
  'sysctl.ftrace': [
    stay('ftraceValueInvalid', 'kernel/sysctl.c: proc_dointvec()'),
    stay('ftraceNeeded', 'kernel/trace/ftrace.c: ftrace_enable_sysctl()'),
    {
      run: ['setFtrace'],
      says: 'kernel.ftrace_enabled is set.',
      source: 'kernel/trace/ftrace.c: ftrace_enable_sysctl()',
    },
  ],
  'echo.param': [
    stay('parameterMissing', 'kernel/params.c'),
    stay('parameterReadOnly', 'fs/kernfs/file.c: kernfs_fop_open()'),
    stay('parameterValueInvalid', 'kernel/params.c: param_attr_store()'),
    {
      when: 'workerReleased',
      run: ['setParameter', 'workerPrints', 'dismissWorker'],
      says: 'The parameter is set, and the worker that waited for it returns.',
      source: 'kernel/params.c: param_attr_store()',
    },
    { run: ['setParameter'], says: 'The parameter is set.', source: 'kernel/params.c: param_attr_store()' },
  ],
};

const commandEdges: NonNullable<PhaseConfig['on']> = {
  insmod: [
    { to: 'load_module', says: 'insmod asks the module loader.', source: 'kernel/module/main.c: load_module()' },
  ],
  rmmod: [
    { to: 'delete_module', says: 'rmmod asks the module loader.', source: 'kernel/module/main.c: delete_module()' },
  ],
  'echo.enabled': [
    { to: 'enabled_store', says: 'A value is written to enabled.', source: 'kernel/livepatch/core.c: enabled_store()' },
  ],
  'echo.force': [
    { to: 'force_store', says: 'A value is written to force.', source: 'kernel/livepatch/core.c: force_store()' },
  ],
  free: [
    stay('nothingToFree', 'kernel/livepatch/core.c: klp_free_patch_work_fn()'),
    {
      run: ['freed', 'freePatches'],
      says: 'The worker removes the directories and drops the references; forced patches keep theirs.',
      source: 'kernel/livepatch/core.c: klp_free_patch_work_fn() → klp_free_patch_finish()',
    },
  ],
};

const everywhere = { ...commandEdges, ...machineEdges, ...taskEdges };

const attempt: Edge = {
  to: 'klp_transition_work_fn',
  says: 'The delayed work runs.',
  source: 'kernel/livepatch/transition.c: klp_transition_work_fn()',
};

export const idle: PhaseConfig = {
  description: 'No transition is running.',
  source: 'kernel/livepatch/transition.c: klp_transition_patch == NULL',
  on: {
    ...everywhere,
    attempt: [stay('noTransition', 'kernel/livepatch/transition.c: klp_transition_work_fn()')],
  },
};

export const patching: PhaseConfig = {
  description: 'A transition towards KLP_PATCHED is running; tasks switch one by one.',
  source: 'kernel/livepatch/transition.c: klp_target_state == KLP_TRANSITION_PATCHED',
  on: { ...everywhere, attempt: [attempt] },
};

export const unpatching: PhaseConfig = {
  description: 'A transition towards KLP_UNPATCHED is running; tasks switch back one by one.',
  source: 'kernel/livepatch/transition.c: klp_target_state == KLP_TRANSITION_UNPATCHED',
  on: { ...everywhere, attempt: [attempt] },
};

/** Where an event ends: back to the phase that the state of the transition says. */
export const returning: PhaseConfig = {
  description: 'The call returns.',
  source: 'kernel/livepatch/core.c: mutex_unlock(&klp_mutex)',
  always: [
    {
      when: 'isUnpatching',
      to: 'unpatching',
      run: ['endCall'],
      says: 'The call returns; a transition towards KLP_UNPATCHED is running.',
      source: 'kernel/livepatch/transition.c: klp_target_state',
    },
    {
      when: 'transitionRuns',
      to: 'patching',
      run: ['endCall'],
      says: 'The call returns; a transition towards KLP_PATCHED is running.',
      source: 'kernel/livepatch/transition.c: klp_target_state',
    },
    {
      to: 'idle',
      run: ['endCall'],
      says: 'The call returns; no transition is running.',
      source: 'kernel/livepatch/transition.c: klp_transition_patch',
    },
  ],
};
