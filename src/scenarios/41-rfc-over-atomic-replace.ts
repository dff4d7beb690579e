import { echo, init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [net1, net2, l1tf3, l1tf4] = ['net_v1', 'net_v2', 'l1tf_v3', 'l1tf_v4'] as const;

export const rfcOverAtomicReplace = {
  id: 'rfc-over-atomic-replace',
  title: 'What the RFC can refuse and atomic-replace could not',
  group: 'Policies compared',
  opening:
    'Before the RFC there were no checks: any livepatch may load and any may be disabled. Switch the policy to atomic-replace and see which of these refusals are gone.',
  world: { cpus: 1, tasks: [init, shell(410)] },
  steps: [
    step(insmod(net2), 'A cumulative livepatch for the network, version 2.', {
      phase: 'idle',
      refusedBy: null,
      enabled: [net2],
      latestVersion: 2,
    }),
    step(
      insmod(net1),
      'The release before it: 1 > 2 does not hold. Under atomic-replace it loads and replaces net_v2.',
      {
        refusedBy: 'versionNotNewer',
        errno: 'EINVAL',
        listed: [net2],
        modules: [net2],
        logs: [`livepatch: patch '${net1}' version 1 is not newer than the latest version 2`],
      },
      { ask: 'loads' },
    ),
    step(
      insmod(l1tf3),
      'A change that cannot be undone, so it is sticky. It is not cumulative: net_v2 stays enabled.',
      {
        refusedBy: null,
        enabled: [net2, l1tf3],
        latestVersion: 3,
      },
    ),
    step(
      echo('0', l1tf3),
      'Sticky, so it may not be disabled. Under atomic-replace it is disabled, whether that is safe or not.',
      {
        refusedBy: 'stickyMayNotBeDisabled',
        errno: 'EPERM',
        enabled: [net2, l1tf3],
        logs: [`livepatch: patch '${l1tf3}' is sticky and cannot be disabled`],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(l1tf4),
      'A cumulative successor that knows about the change may replace it. It replaces all livepatches: net_v2 as well.',
      {
        refusedBy: null,
        listed: [l1tf4],
        latestVersion: 4,
        funcStack: { vmx_vcpu_run: [l1tf4], tcp_sendmsg: [], udp_sendmsg: [] },
        enabled: [l1tf4],
      },
      { ask: 'enabledAfter' },
    ),
    step(
      echo('0', l1tf4),
      'The successor is not sticky: it can undo the change, so it may be disabled.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [],
        latestVersion: 0,
      },
      { ask: 'counter' },
    ),
  ],
} satisfies Scenario;
