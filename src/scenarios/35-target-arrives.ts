import { attempt, call, cruncher, init, insmod, preempt, ret, rmmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_mod_patch';
const target = 'test_klp_mod_target';
const show = 'test_klp_mod_target_show';
const func = `${target}:${show}`;

export const targetArrives = {
  id: 'target-arrives',
  title: 'A target module that arrives during a transition',
  group: 'Target modules',
  opening:
    'The livepatch names a module that is not loaded yet. It arrives while the transition runs, and its function joins in.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), cruncher(520, 1), { tid: 611, comm: 'cat', where: 'runnable' }],
  },
  steps: [
    step(
      insmod(patch),
      'The only object is not loaded, so nothing is redirected; the tasks switch nevertheless. cruncher is left.',
      {
        phase: 'patching',
        pending: [520],
        funcStack: { [func]: [] },
        latestVersion: 0,
      },
    ),
    step(
      insmod(target),
      'klp_module_coming() pushes the function before the module’s own init runs. Who has switched stays switched.',
      {
        refusedBy: null,
        phase: 'patching',
        pending: [520],
        funcStack: { [func]: [patch] },
        modules: [patch, target],
        logs: [`livepatch: applying patch '${patch}' to loading module '${target}'`, `${target}: ${target}_init`],
      },
    ),
    step(
      call(611, show, target),
      'cat has switched and enters the new function.',
      { runs: { 611: patch } },
      { ask: 'runs' },
    ),
    step(
      call(520, show, target),
      'cruncher has not, and enters the original of a module that is a moment old.',
      {
        runs: { 520: null },
        pending: [520],
      },
      { ask: 'runs' },
    ),
    step(preempt(520), 'cruncher is preempted inside it.', { pending: [520] }),
    step(
      attempt,
      'From now on the function can block: the object is patched.',
      {
        phase: 'patching',
        pending: [520],
        logs: [`livepatch: klp_try_switch_task: cruncher:520 is sleeping on function ${show}`],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(ret(520), 'cruncher returns from the function.', { pending: [520] }),
    step(attempt, 'Its stack is clean now: it switches, and the transition completes.', {
      phase: 'idle',
      enabled: [patch],
      pending: [],
      latestVersion: 0,
    }),
    step(ret(611), 'cat leaves the function of the livepatch.', { phase: 'idle' }),
    step(
      rmmod(target),
      'The module goes: klp_module_going() takes the function off again. The livepatch stays enabled.',
      {
        refusedBy: null,
        modules: [patch],
        enabled: [patch],
        funcStack: { [func]: [] },
        logs: [`${target}: ${target}_exit`, `livepatch: reverting patch '${patch}' on unloading module '${target}'`],
      },
    ),
  ],
} satisfies Scenario;
