/** Where events are waited for. The three phases differ only in what the delayed work finds; the rest is said once. */
import type { RuleName } from '../../kernel/rules';
import { type ActionName, type EdgeConfig, klp, type PhaseConfig, refuse } from '../klp';

const stay = (rule: RuleName, source: string, actions: readonly ActionName[] = []): EdgeConfig =>
  refuse(rule, source, { target: null, actions });
const cannot = (source: string): EdgeConfig => stay('taskCannot', source);
const sched = 'kernel/sched/core.c';
const online = 'drivers/base/core.c: online_store()';
const transitions = 'kernel/livepatch/transition.c';

/** Tasks live on while the livepatch core waits; most of what they do concerns it only through their stacks. */
const taskEdges: PhaseConfig['on'] = {
  'task.call': [
    cannot(sched),
    {
      actions: ['tellCalled', 'callFunction'],
      description: 'The task enters the implementation that klp_ftrace_handler() chooses.',
      meta: { source: 'kernel/livepatch/patch.c: klp_ftrace_handler()' },
    },
  ],
  'task.return': [
    cannot(sched),
    { actions: ['returnFromFunction'], description: 'The newest frame is gone.', meta: { source: sched } },
  ],
  'task.sleep': [
    cannot(sched),
    {
      guard: 'sleepsFreezably',
      actions: ['tellSwitchedAsleep', 'switchSleepers', 'tellSwitchedOnExit', 'tellSignals', 'fallAsleep'],
      description: 'The task sleeps freezably; with TIF_PATCH_PENDING it checks its own stack first.',
      meta: { source: 'include/linux/livepatch_sched.h: klp_sched_try_switch()' },
    },
    {
      actions: ['tellSwitchedOnExit', 'tellSignals', 'fallAsleep'],
      description: 'The task goes to sleep, unless a signal waits that ends such a sleep: then it leaves the kernel.',
      meta: { source: `${sched}: schedule() → signal_pending_state()` },
    },
  ],
  'task.wake': [
    cannot(sched),
    { actions: ['wakeUp'], description: 'The task is runnable.', meta: { source: `${sched}: try_to_wake_up()` } },
  ],
  'task.run': [
    stay('cpuMissing', 'kernel/cpu.c'),
    cannot(sched),
    {
      actions: ['tellSwitchedOnExit', 'tellSignals', 'getOnCpu'],
      description: 'The task gets on the CPU; one that goes on to user space switches on the way.',
      meta: { source: `${sched}: context_switch()` },
    },
  ],
  'task.preempt': [
    cannot(sched),
    { actions: ['getOffCpu'], description: 'The task leaves the CPU.', meta: { source: `${sched}: __schedule()` } },
  ],
  'task.user': [
    cannot('kernel/entry/common.c'),
    {
      actions: ['tellSwitchedOnExit', 'tellSignals', 'returnToUserSpace'],
      description: 'The task returns to user space; with TIF_PATCH_PENDING it switches on the way.',
      meta: { source: 'kernel/entry/common.c: exit_to_user_mode_loop() → klp_update_patch_state(), get_signal()' },
    },
  ],
  'task.fork': [
    cannot('kernel/fork.c'),
    stay('tidTaken', 'kernel/pid.c: alloc_pid()'),
    {
      actions: ['forkChild'],
      description: 'The child starts on its parent’s side, with its parent’s flag.',
      meta: { source: 'kernel/livepatch/transition.c: klp_copy_process()' },
    },
  ],
  'task.exit': [
    cannot('kernel/exit.c'),
    {
      actions: ['exitTask'],
      description: 'The task is gone and counts as safe.',
      meta: { source: 'kernel/exit.c: do_exit()' },
    },
  ],
  'task.signal': [
    cannot('kernel/signal.c'),
    {
      actions: ['tellSwitchedOnExit', 'tellSignals', 'deliverSignal'],
      description:
        'The signal takes the task out of the kernel, and it switches on the way; or it waits until the task can act.',
      meta: { source: 'kernel/signal.c: get_signal()' },
    },
  ],
};

const machineEdges: PhaseConfig['on'] = {
  tick: [
    {
      actions: ['tellSwitchedByInterrupt', 'interruptCpus'],
      description: 'Tasks in user space pass through the exit path of the interrupt.',
      meta: { source: 'include/linux/irq-entry-common.h: irqentry_exit_to_user_mode()' },
    },
  ],
  'cpu.offline': [
    stay('cpuMissing', 'kernel/cpu.c'),
    stay('cpuWithoutFile', 'arch/x86/kernel/setup.c: arch_cpu_is_hotpluggable()'),
    {
      guard: 'cpuAlreadyThere',
      description: 'It is offline already: the write succeeds and nothing happens.',
      meta: { source: online },
    },
    {
      actions: ['takeCpuOffline'],
      description: 'The CPU goes offline; its tasks move away.',
      meta: { source: 'kernel/cpu.c: _cpu_down()' },
    },
  ],
  'cpu.online': [
    stay('cpuMissing', 'kernel/cpu.c'),
    stay('cpuWithoutFile', 'arch/x86/kernel/setup.c: arch_cpu_is_hotpluggable()'),
    {
      guard: 'cpuAlreadyThere',
      description: 'It is online already: the write succeeds and nothing happens.',
      meta: { source: online },
    },
    { actions: ['bringCpuOnline'], description: 'The CPU is back.', meta: { source: 'kernel/cpu.c: _cpu_up()' } },
  ],
  'sysctl.ftrace': [
    stay('ftraceValueInvalid', 'kernel/sysctl.c: proc_dointvec()'),
    stay('ftraceNeeded', 'kernel/trace/ftrace.c: ftrace_enable_sysctl()', ['keepFtraceOn']),
    {
      actions: ['setFtrace'],
      description: 'kernel.ftrace_enabled is set.',
      meta: { source: 'kernel/trace/ftrace.c: ftrace_enable_sysctl()' },
    },
  ],
  'echo.param': [
    stay('parameterMissing', 'kernel/params.c'),
    stay('parameterReadOnly', 'fs/kernfs/file.c: kernfs_fop_open()'),
    stay('parameterValueInvalid', 'kernel/params.c: param_attr_store()', ['keepFirstValues']),
    {
      guard: 'workerReleased',
      actions: ['setParameter', 'tellWorkerPrints', 'dismissWorker'],
      description: 'The parameter is set, and the worker that waited for it returns.',
      meta: { source: 'kernel/params.c: param_attr_store()' },
    },
    {
      actions: ['setParameter'],
      description: 'The parameter is set.',
      meta: { source: 'kernel/params.c: param_attr_store()' },
    },
  ],
};

const commandEdges: PhaseConfig['on'] = {
  insmod: [
    {
      target: '#load_module',
      description: 'insmod asks the module loader.',
      meta: { source: 'kernel/module/main.c: load_module()' },
    },
  ],
  rmmod: [
    {
      target: '#delete_module',
      description: 'rmmod asks the module loader.',
      meta: { source: 'kernel/module/main.c: delete_module()' },
    },
  ],
  'echo.enabled': [
    {
      target: '#enabled_store',
      description: 'A value is written to enabled.',
      meta: { source: 'kernel/livepatch/core.c: enabled_store()' },
    },
  ],
  'echo.force': [
    {
      target: '#force_store',
      description: 'A value is written to force.',
      meta: { source: 'kernel/livepatch/core.c: force_store()' },
    },
  ],
  free: [
    stay('nothingToFree', 'kernel/livepatch/core.c: klp_free_patch_work_fn()'),
    {
      actions: ['tellFreed', 'freePatches'],
      description: 'The worker removes the directories and drops the references; forced patches keep theirs.',
      meta: { source: 'kernel/livepatch/core.c: klp_free_patch_work_fn() → klp_free_patch_finish()' },
    },
  ],
};

const attempt: EdgeConfig = {
  target: '#klp_transition_work_fn',
  description: 'The delayed work runs.',
  meta: { source: `${transitions}: klp_transition_work_fn()` },
};

const idle = klp.createStateConfig({
  description: 'No transition is running.',
  meta: { source: `${transitions}: klp_transition_patch == NULL` },
  on: { attempt: [stay('noTransition', `${transitions}: klp_transition_work_fn()`)] },
});

const patching = klp.createStateConfig({
  description: 'A transition towards KLP_PATCHED is running; tasks switch one by one.',
  meta: { source: `${transitions}: klp_target_state == KLP_TRANSITION_PATCHED` },
  on: { attempt: [attempt] },
});

const unpatching = klp.createStateConfig({
  description: 'A transition towards KLP_UNPATCHED is running; tasks switch back one by one.',
  meta: { source: `${transitions}: klp_target_state == KLP_TRANSITION_UNPATCHED` },
  on: { attempt: [attempt] },
});

export const waiting = klp.createStateConfig({
  description: 'The livepatch core waits for the next event.',
  meta: { source: 'kernel/livepatch/core.c: mutex_unlock(&klp_mutex)' },
  initial: 'idle',
  on: { ...commandEdges, ...machineEdges, ...taskEdges },
  states: { idle, patching, unpatching },
});

/** Where an event ends: back to the phase that the state of the transition says. */
export const returning = klp.createStateConfig({
  description: 'The call returns.',
  meta: { source: 'kernel/livepatch/core.c: mutex_unlock(&klp_mutex)' },
  always: [
    {
      guard: 'isUnpatching',
      target: '#unpatching',
      actions: ['tellLivepatchPrintsLast', 'initReturned', 'tellCallerSwitched', 'callerReturns', 'endCall'],
      description: 'The call returns; a transition towards KLP_UNPATCHED is running.',
      meta: { source: 'kernel/livepatch/transition.c: klp_target_state' },
    },
    {
      guard: 'transitionRuns',
      target: '#patching',
      actions: ['tellLivepatchPrintsLast', 'initReturned', 'tellCallerSwitched', 'callerReturns', 'endCall'],
      description: 'The call returns; a transition towards KLP_PATCHED is running.',
      meta: { source: 'kernel/livepatch/transition.c: klp_target_state' },
    },
    {
      target: '#idle',
      actions: ['tellLivepatchPrintsLast', 'initReturned', 'endCall'],
      description: 'The call returns; no transition is running.',
      meta: { source: 'kernel/livepatch/transition.c: klp_transition_patch' },
    },
  ],
});
