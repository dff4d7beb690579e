import { attempt, cruncher, echo, init, insmod, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const [v1, v2, v3] = ['test_klp_version_1', 'test_klp_version_2', 'test_klp_version_3'] as const;

export const oneAtATime = {
  id: 'one-at-a-time',
  title: 'One transition at a time',
  group: 'First steps',
  opening:
    'While one livepatch is in transition, no other can be enabled or disabled. The kernel returns -EBUSY and prints nothing.',
  world: { cpus: 2, tasks: [init, shell(410), cruncher(520, 1)] },
  steps: [
    step(insmod(v1), 'Version 1 starts its transition. cruncher is running and has not switched.', {
      phase: 'patching',
      pending: [520],
    }),
    step(tick, 'cruncher is interrupted and switches.', { pending: [] }),
    step(attempt, 'Version 1 is fully patched.', { phase: 'idle', latestVersion: 1, enabled: [v1] }),
    step(
      insmod(v2),
      'Version 2 starts its transition. Until that completes, klp_transition_patch points to it.',
      {
        phase: 'patching',
        pending: [520],
        listed: [v1, v2],
        latestVersion: 1,
      },
      { restsOn: ['counter-in-transition'] },
    ),
    step(
      insmod(v3),
      'The version check passes, 3 > 1, but klp_transition_patch is not NULL: -EBUSY, no log line, and the load is undone.',
      {
        refusedBy: 'transitionInProgress',
        errno: 'EBUSY',
        listed: [v1, v2],
        modules: [v1, v2],
        funcStack: { cmdline_proc_show: [v2, v1], meminfo_proc_show: [v2], version_proc_show: [] },
        unlogged: [`livepatch: enabling patch '${v3}'`],
      },
      { ask: 'refusedBy' },
    ),
    step(
      echo('0', v1),
      'Disabling version 1 needs a transition as well: -EBUSY. Wait for version 2 to complete, or reverse it.',
      {
        refusedBy: 'transitionInProgress',
        errno: 'EBUSY',
        enabled: [v1, v2],
        phase: 'patching',
        unlogged: [`livepatch: '${v1}': initializing unpatching transition`],
      },
      { ask: 'refusedBy' },
    ),
    step(tick, 'cruncher switches to version 2.', { pending: [], patchState: { 520: 1 } }),
    step(
      attempt,
      'Version 2 completes: no transition is running.',
      { phase: 'idle', latestVersion: 2, enabled: [v1, v2] },
      { ask: 'enabledAfter' },
    ),
    step(insmod(v3), 'The same command as before is allowed now: 3 > 2, and no transition is running.', {
      refusedBy: null,
      phase: 'patching',
      listed: [v1, v2, v3],
      pending: [520],
      logs: [`livepatch: enabling patch '${v3}'`],
    }),
  ],
} satisfies Scenario;
