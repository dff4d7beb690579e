import { attempt, echo, force, fsyncer, init, insmod, rmmod, shell, step, worker } from './builders';
import type { Scenario } from './scenario';

const [net1, net2, disk] = ['net_v1', 'net_v2', 'disk_v1'] as const;

export const setsSideBySide = {
  id: 'sets-side-by-side',
  title: 'What replace sets can say and system-state could not',
  group: 'Policies compared',
  opening:
    'Two independent products, each with cumulative livepatches. Elsewhere a cumulative livepatch replaces all others; with replace sets, only its own predecessor. Compare with system-state.',
  policy: 'replace-set',
  world: { cpus: 1, tasks: [init, shell(410), fsyncer(520)] },
  steps: [
    step(insmod(net1), 'The network product, set 1.', { refusedBy: null, phase: 'idle', enabled: [net1] }),
    step(
      insmod(disk),
      'The storage product, set 2, replaces nothing. system-state refuses it: it is cumulative and does not list state 1.',
      {
        refusedBy: null,
        phase: 'patching',
        listed: [net1, disk],
        pending: [520],
        funcStack: { ext4_sync_file: [disk], tcp_sendmsg: [net1] },
        enabled: [net1, disk],
      },
      { ask: 'enabledAfter' },
    ),
    step(
      force(disk),
      'postgres hangs in ext4_sync_file, so the transition is forced. Only replaced patches of set 2 would be marked: there are none.',
      { refusedBy: null, pending: [], forced: [] },
    ),
    step(attempt, 'Both products are enabled.', { phase: 'idle', enabled: [net1, disk], forced: [] }),
    step(
      insmod(net2),
      'The second network release replaces the first. The storage product is not affected.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [disk, net2],
        funcStack: { tcp_sendmsg: [net2], tcp_recvmsg: [], udp_sendmsg: [net2], ext4_sync_file: [disk] },
        enabled: [disk, net2],
      },
      { ask: 'enabledAfter' },
    ),
    step(worker, 'The first network release was not forced, so the worker drops its reference.', {
      refcnt: { [net1]: 0, [disk]: 1, [net2]: 1 },
    }),
    step(rmmod(net1), 'Its module can be removed.', { refusedBy: null, modules: [disk, net2] }),
    step(
      insmod(net1),
      'Within a set the versions of states are compared: 1 ≥ 2 does not hold.',
      {
        refusedBy: 'setStatesNotCompatible',
        errno: 'EINVAL',
        listed: [disk, net2],
        modules: [disk, net2],
        logs: [`livepatch: Livepatch patch (${net1}) is not compatible with the already installed livepatches.`],
      },
      { ask: 'refusedBy' },
    ),
    step(echo('0', disk), 'Any livepatch may be disabled; the network product stays enabled.', {
      refusedBy: null,
      phase: 'idle',
      listed: [net2],
      enabled: [net2],
    }),
  ],
} satisfies Scenario;
