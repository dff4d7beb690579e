import { attempt, call, cruncher, init, insmod, preempt, ret, rmmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_mod_patch';
const target = 'test_klp_mod_target';
const show = 'test_klp_mod_target_show';
const func = `${target}:${show}`;

export const targetArrives = {
  id: 'target-arrives',
  title: 'A target module that is loaded during a transition',
  group: 'Target modules',
  opening:
    'The livepatch patches a module that is not loaded yet. The module is loaded while the transition is running, and its function takes part from then on.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), cruncher(520, 1), { tid: 611, comm: 'cat', where: 'runnable' }],
  },
  steps: [
    step(
      insmod(patch),
      'The only object is not loaded, so no function is redirected. The tasks switch all the same; only cruncher has not.',
      {
        phase: 'patching',
        pending: [520],
        funcStack: { [func]: [] },
        latestVersion: 0,
      },
    ),
    step(
      insmod(target),
      'klp_module_coming() pushes the function before the module’s init runs. Tasks that have switched stay switched.',
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
      'cruncher has not switched, and enters the original function of the new module.',
      {
        runs: { 520: null },
        pending: [520],
      },
      { ask: 'runs' },
    ),
    step(preempt(520), 'cruncher is preempted inside the original function.', { pending: [520] }),
    step(
      attempt,
      'The object is patched now, so a task in the original function blocks.',
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
    step(ret(611), 'cat returns from the livepatch’s function.', { phase: 'idle' }),
    step(
      rmmod(target),
      'The module is unloaded: klp_module_going() reverts its function. The livepatch stays enabled.',
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
