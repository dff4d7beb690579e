import { attempt, echo, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [v2, v3, v4] = ['livepatch_v2', 'livepatch_v3', 'livepatch_v4'] as const;
const [addon, v6] = ['livepatch_addon_v5', 'livepatch_v6'] as const;
const line = (name: string): string =>
  `livepatch: Livepatch patch (${name}) is not compatible with the already installed livepatches.`;

export const stateRefuses = {
  id: 'state-refuses',
  title: 'What system-state refuses and the RFC would load',
  group: 'Policies compared',
  opening:
    'Since Linux 5.5 a livepatch can list the system states that it changes, each with a version. Step through, then switch the policy to rfc-2019 and compare.',
  policy: 'system-state',
  world: {
    cpus: 2,
    tasks: [init, shell(410)],
    patches: [
      { name: v2, version: 2, replace: true, states: [{ id: 1, version: 2 }], funcs: ['tcp_recvmsg'] },
      { name: v3, version: 3, replace: true, funcs: ['tcp_recvmsg'], note: 'Newer, cumulative, lists no state.' },
      {
        name: v4,
        version: 4,
        replace: true,
        states: [{ id: 1, version: 1 }],
        funcs: ['tcp_recvmsg', 'tcp_sendmsg'],
        note: 'Newer, cumulative, lists state 1 with version 1.',
      },
      { name: addon, version: 5, funcs: ['udp_sendmsg'], note: 'Not cumulative, lists no state.' },
      { name: v6, version: 6, replace: true, states: [{ id: 1, version: 3 }], funcs: ['tcp_recvmsg', 'udp_sendmsg'] },
    ],
  },
  steps: [
    step(insmod(v2), 'This livepatch changes state 1, with version 2.', { phase: 'patching', refusedBy: null }),
    step(attempt, 'Fully patched. There is no latest_version under this policy.', {
      phase: 'idle',
      enabled: [v2],
      latestVersion: 0,
    }),
    step(
      insmod(v3),
      'It is cumulative and does not list state 1, so it cannot take that change over: refused. Under rfc-2019 it loads: 3 > 2.',
      { refusedBy: 'statesNotCompatible', errno: 'EINVAL', listed: [v2], modules: [v2], logs: [line(v3)] },
      { ask: 'refusedBy' },
    ),
    step(insmod(v4), 'It lists state 1 with version 1, and 1 ≥ 2 does not hold. Under rfc-2019 it loads: 4 > 2.', {
      refusedBy: 'statesNotCompatible',
      errno: 'EINVAL',
      listed: [v2],
      logs: [line(v4)],
    }),
    step(
      insmod(addon),
      'It is not cumulative: state 1 stays with the first livepatch, so it need not be listed.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [v2, addon],
      },
      { ask: 'loads' },
    ),
    step(attempt, 'Both are enabled.', { phase: 'idle', enabled: [v2, addon] }),
    step(insmod(v6), 'It lists state 1 with version 3 ≥ 2: it can take the state over, and replaces both.', {
      refusedBy: null,
      phase: 'patching',
      listed: [v2, addon, v6],
    }),
    step(
      insmod(v4),
      'The states are checked before the running transition: -EINVAL, not -EBUSY. Reading 6 takes the same order for the RFC’s versions.',
      {
        refusedBy: 'statesNotCompatible',
        errno: 'EINVAL',
        phase: 'patching',
        logs: [line(v4)],
      },
      { ask: 'refusedBy' },
    ),
    step(attempt, 'Complete: one livepatch is enabled, with state 1 in version 3.', { phase: 'idle', listed: [v6] }),
    step(echo('0', v6), 'Any livepatch may be disabled: states are checked only at load, and no livepatch is sticky.', {
      refusedBy: null,
      phase: 'unpatching',
    }),
  ],
} satisfies Scenario;
