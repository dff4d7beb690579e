import { attempt, echo, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';
const other = 'livepatch_other_vendor';

export const unversionedReplacesSticky = {
  id: 'unversioned-replaces-sticky',
  title: 'An unversioned cumulative patch replaces a sticky one',
  group: 'Sticky',
  opening:
    'A hole: a cumulative livepatch with version 0 passes every check, so it can replace a sticky one without acknowledging what that changed.',
  world: {
    cpus: 2,
    tasks: [init, shell(410)],
    patches: [
      {
        name: other,
        replace: true,
        funcs: ['cmdline_proc_show'],
        note: 'Version 0, cumulative, by a vendor who does not know test_klp_sticky_0.',
      },
    ],
  },
  steps: [
    step(insmod(sticky), 'A sticky livepatch, version 1.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1, enabled: [sticky] }),
    step(echo('0', sticky), 'Disabling it is refused: the patch is sticky, -EPERM.', {
      refusedBy: 'stickyMayNotBeDisabled',
      errno: 'EPERM',
    }),
    step(
      insmod(other),
      'Version 0 opts out, and any cumulative patch may replace a sticky one (reading 11). The other reading asks for a follow-up with a version.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [sticky, other],
        funcStack: { cmdline_proc_show: [other, sticky], meminfo_proc_show: [`nop:${other}`, sticky] },
      },
      { restsOn: ['directly'], ask: 'loads' },
    ),
    step(
      attempt,
      'The sticky patch is replaced and latest_version falls to 0 (reading 5). “Do not update latest-version”, taken literally, would leave it at 1.',
      { phase: 'idle', latestVersion: 0, listed: [other], enabled: [other], funcStack: { meminfo_proc_show: [] } },
      { restsOn: ['version-0-replace'], ask: 'counter' },
    ),
    step(
      echo('0', other),
      'The replacement is not sticky, so it may be disabled.',
      {
        refusedBy: null,
        phase: 'unpatching',
      },
      { ask: 'refusedBy' },
    ),
    step(attempt, 'The original code runs everywhere. Two commands were enough for what sticky should prevent.', {
      phase: 'idle',
      listed: [],
      latestVersion: 0,
      funcStack: { cmdline_proc_show: [], meminfo_proc_show: [] },
    }),
    step(worker, 'The worker drops both references.', { refcnt: { [sticky]: 0, [other]: 0 } }),
    step(rmmod(sticky), 'The module of the sticky patch is removed.', { modules: [other] }),
  ],
} satisfies Scenario;
