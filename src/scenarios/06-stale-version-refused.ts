import { attempt, cruncher, echo, init, insmod, shell, step, tick } from './builders';
import type { Scenario } from './scenario';

const [v1, v2] = ['test_klp_version_1', 'test_klp_version_2'] as const;
const equal = 'livepatch_other_2';

export const staleVersionRefused = {
  id: 'stale-version-refused',
  title: 'A stale version refused',
  group: 'Versioning',
  opening:
    'A livepatch loads only if its version is higher than latest_version. When the counter moves, and which check comes first, the RFC leaves open: readings 4 and 6.',
  world: {
    cpus: 2,
    tasks: [init, shell(410), cruncher(520, 1)],
    patches: [{ name: equal, version: 2, funcs: ['version_proc_show'], note: 'Another livepatch with version 2.' }],
  },
  steps: [
    step(
      insmod(v2),
      'Version 2 > 0. cruncher is running, so the transition does not complete; latest_version is still 0.',
      {
        phase: 'patching',
        latestVersion: 0,
        pending: [520],
      },
      { restsOn: ['counter-in-transition'], look: { panel: 'Tasks', task: 520 } },
    ),
    step(
      insmod(v1),
      'Version 1 > 0 still holds, so it is the running transition that refuses: -EBUSY. That the counter waits for completion is reading 4.',
      { refusedBy: 'transitionInProgress', errno: 'EBUSY', listed: [v2], modules: [v2], refcnt: { [v2]: 1 } },
      {
        restsOn: ['counter-in-transition'],
        ask: 'refusedBy',
        look: { panel: 'Statechart', edge: '__klp_enable_patch transitionInProgress' },
        notes: 'A good place to stop and let the room guess: is it the version or the transition that refuses?',
      },
    ),
    step(tick, 'cruncher switches.', { pending: [] }, { look: { panel: 'Tasks', task: 520 } }),
    step(
      attempt,
      'Complete: latest_version is 2.',
      { phase: 'idle', latestVersion: 2 },
      { look: { panel: 'Version counter' } },
    ),
    step(
      insmod(v1),
      '1 > 2 does not hold: -EINVAL, and nothing appears in sysfs. Load a version above 2, or disable version 2 first.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        latestVersion: 2,
        listed: [v2],
        modules: [v2],
      },
      { ask: 'refusedBy', look: { panel: 'Version counter', module: 'test_klp_version_1' } },
    ),
    step(
      insmod(equal),
      '2 > 2 does not hold either: equal is not newer. The cover letter only says “increasing”; the strict comparison is in the changelog.',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', listed: [v2], modules: [v2] },
      { restsOn: ['equal'], look: { panel: 'Statechart', edge: 'klp_enable_patch versionNotNewer' } },
    ),
    step(
      insmod(v2),
      'Version 2 itself: the module loader refuses before klp_enable_patch() can, with -EEXIST.',
      {
        refusedBy: 'moduleAlreadyLoaded',
        errno: 'EEXIST',
      },
      { look: { panel: 'Why' } },
    ),
    step(
      echo('0', v2),
      'Version 2 is being disabled. latest_version stays 2 until that completes (reading 4).',
      {
        refusedBy: null,
        phase: 'unpatching',
        latestVersion: 2,
        enabled: [],
        listed: [v2],
        pending: [520],
      },
      { restsOn: ['counter-in-transition'], ask: 'counter', look: { panel: 'Version counter' } },
    ),
    step(
      insmod(v1),
      'Both checks would refuse. The version is checked first, so it is -EINVAL and not -EBUSY (reading 6).',
      { refusedBy: 'versionNotNewer', errno: 'EINVAL', phase: 'unpatching' },
      { restsOn: ['counter-in-transition', 'load-order'], ask: 'refusedBy', look: { panel: 'Why' } },
    ),
    step(
      tick,
      'cruncher switches back.',
      { pending: [], patchState: { 520: 0 } },
      { look: { panel: 'Tasks', task: 520 } },
    ),
    step(
      attempt,
      'Unpatching complete: nothing is enabled, latest_version falls to 0.',
      {
        phase: 'idle',
        latestVersion: 0,
        listed: [],
      },
      { ask: 'counter', look: { panel: 'Version counter' } },
    ),
    step(
      insmod(v1),
      '1 > 0: version 1, refused three times, is allowed now.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [v1],
        modules: [v2, v1],
      },
      {
        look: { panel: 'Loaded patches', module: 'test_klp_version_1' },
        notes:
          'Version 1 can load because the livepatch that raised the counter is disabled. The module itself is the same as before.',
      },
    ),
  ],
} satisfies Scenario;
