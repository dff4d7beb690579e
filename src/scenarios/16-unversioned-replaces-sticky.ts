import { attempt, echo, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const sticky = 'test_klp_sticky_0';
const other = 'livepatch_other_vendor';

export const unversionedReplacesSticky = {
  id: 'unversioned-replaces-sticky',
  title: 'An unversioned cumulative patch replaces a sticky one',
  group: 'Sticky',
  opening:
    'A hole: a cumulative livepatch with version 0 is asked nothing, so it can take a sticky one away without acknowledging what that one changed.',
  world: {
    cpus: 2,
    tasks: [init, shell(410)],
    patches: [
      {
        name: other,
        replace: true,
        funcs: ['cmdline_proc_show'],
        note: 'Version 0, cumulative, by somebody who never heard of test_klp_sticky_0.',
      },
    ],
  },
  steps: [
    step(insmod(sticky), 'A sticky livepatch, version 1.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1, enabled: [sticky] }),
    step(echo('0', sticky), 'The front door is closed: sticky is 1, -EPERM.', {
      refusedBy: 'stickyMayNotBeDisabled',
      errno: 'EPERM',
    }),
    step(
      insmod(other),
      'Version 0 opts out, and any cumulative patch may replace a sticky one: our reading. The other asks for a versioned follow-up.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [sticky, other],
        funcStack: { cmdline_proc_show: [other, sticky], meminfo_proc_show: [`nop:${other}`, sticky] },
      },
      { ask: 'loads' },
    ),
    step(
      attempt,
      'The sticky patch is replaced and latest_version falls to 0: our reading. “Do not update latest-version” would leave 1.',
      { phase: 'idle', latestVersion: 0, listed: [other], enabled: [other], funcStack: { meminfo_proc_show: [] } },
      { ask: 'counter' },
    ),
    step(
      echo('0', other),
      'The replacement is not sticky; it may be disabled.',
      {
        refusedBy: null,
        phase: 'unpatching',
      },
      { ask: 'refusedBy' },
    ),
    step(attempt, 'The original code runs everywhere: what sticky was to prevent has happened, in two commands.', {
      phase: 'idle',
      listed: [],
      latestVersion: 0,
      funcStack: { cmdline_proc_show: [], meminfo_proc_show: [] },
    }),
    step(worker, 'Both references go.', { refcnt: { [sticky]: 0, [other]: 0 } }),
    step(rmmod(sticky), 'Nothing is left of the sticky patch.', { modules: [other] }),
  ],
} satisfies Scenario;
