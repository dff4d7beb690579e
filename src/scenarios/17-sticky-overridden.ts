import { attempt, call, echo, init, insmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const [sticky, v2] = ['test_klp_sticky_0', 'test_klp_version_2'] as const;

export const stickyOverridden = {
  id: 'sticky-overridden',
  title: 'A sticky patch overridden from above',
  group: 'Sticky',
  opening:
    'Another hole: a livepatch that is not cumulative goes on top of a sticky one. The sticky patch stays enabled, but no call reaches its code.',
  world: { cpus: 2, tasks: [init, shell(410), { tid: 611, comm: 'cat', where: 'runnable' }] },
  steps: [
    step(insmod(sticky), 'The sticky patch, version 1.', { phase: 'patching' }),
    step(attempt, 'Fully patched.', { phase: 'idle', latestVersion: 1 }),
    step(call(611, 'cmdline_proc_show'), 'cat runs the sticky patch’s function.', { runs: { 611: sticky } }),
    step(toUser(611), 'cat returns to user space.', { phase: 'idle' }),
    step(
      insmod(v2),
      'Version 2 > 1, not cumulative. It patches both functions of the sticky patch; no rule checks for that.',
      {
        refusedBy: null,
        phase: 'patching',
        funcStack: { cmdline_proc_show: [v2, sticky], meminfo_proc_show: [v2, sticky] },
      },
      { ask: 'loads' },
    ),
    step(attempt, 'Both are enabled; every call goes to version 2, which is on top.', {
      phase: 'idle',
      latestVersion: 2,
      enabled: [sticky, v2],
    }),
    step(
      call(611, 'cmdline_proc_show'),
      'cat runs version 2. Only its author knows whether it can handle what the sticky patch changed.',
      {
        runs: { 611: v2 },
      },
      { ask: 'runs' },
    ),
    step(
      echo('0', sticky),
      'No call reaches the sticky patch, but it may still not be disabled; only a cumulative follow-up can take it away.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        enabled: [sticky, v2],
      },
      { ask: 'refusedBy' },
    ),
    step(toUser(611), 'cat returns from version 2.', { phase: 'idle' }),
    step(echo('0', v2), 'Version 2 is not sticky, so it may be disabled.', {
      refusedBy: null,
      phase: 'unpatching',
      enabled: [sticky],
    }),
    step(
      attempt,
      'The sticky patch is on top again, and latest_version is 1, the highest enabled version.',
      {
        phase: 'idle',
        latestVersion: 1,
        funcStack: { cmdline_proc_show: [sticky], meminfo_proc_show: [sticky] },
      },
      { ask: 'counter' },
    ),
  ],
} satisfies Scenario;
