import { init, insmod, shell, step } from './builders';
import type { Scenario } from './scenario';

const [net, hotfix, stats, respin] = ['net_v1', 'tcp_hotfix', 'tcp_stats', 'net_v1_hotfix'] as const;
const [first, second] = ['test_klp_version_1', 'test_klp_version_2'] as const;
const line = (name: string): string =>
  `livepatch: Livepatch patch (${name}) is not compatible with the already installed livepatches.`;

export const setsGiveUp = {
  id: 'sets-give-up',
  title: 'What replace sets give up: a livepatch on top',
  group: 'Policies compared',
  opening:
    'Every livepatch replaces its predecessor in the set, and sets share no function: a small fix can no longer go on top of another livepatch. Switch to system-state, where all of these load.',
  policy: 'replace-set',
  world: {
    cpus: 1,
    tasks: [init, shell(410)],
    patches: [
      {
        name: hotfix,
        version: 2,
        funcs: ['tcp_sendmsg'],
        note: 'A fix of one function. It names no set, so it is in set 0.',
      },
      { name: stats, version: 3, replaceSet: 4, states: [{ id: 1, version: 1 }], funcs: ['udp_recvmsg'] },
      { name: respin, version: 4, replaceSet: 1, states: [{ id: 1, version: 1 }], funcs: ['tcp_sendmsg'] },
    ],
  },
  steps: [
    step(insmod(net), 'The network product, set 1: two functions and state 1.', {
      refusedBy: null,
      phase: 'idle',
      funcStack: { tcp_sendmsg: [net], tcp_recvmsg: [net] },
    }),
    step(
      insmod(hotfix),
      'A fix for tcp_sendmsg in another set is refused: set 1 patches that function. Under the other policies it goes on top.',
      {
        refusedBy: 'functionOfAnotherSet',
        errno: 'EINVAL',
        listed: [net],
        logs: [line(hotfix)],
      },
      { ask: 'loads' },
    ),
    step(
      insmod(stats),
      'Another function, but set 1 uses state 1: refused. Under system-state 1 ≥ 1 holds, and it loads.',
      {
        refusedBy: 'stateOfAnotherSet',
        errno: 'EINVAL',
        listed: [net],
        logs: [line(stats)],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(respin),
      'The same fix in set 1 loads, but it replaces net_v1: tcp_recvmsg is the original again. It has to contain all changes of the set.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [respin],
        funcStack: { tcp_sendmsg: [respin], tcp_recvmsg: [] },
        enabled: [respin],
      },
      { ask: 'enabledAfter' },
    ),
    step(insmod(first), 'A livepatch that names no set is in set 0.', {
      refusedBy: null,
      phase: 'idle',
      listed: [respin, first],
    }),
    step(insmod(second), 'So is the next one: it replaces the first, although neither has the replace flag set.', {
      refusedBy: null,
      phase: 'idle',
      listed: [respin, second],
      funcStack: { cmdline_proc_show: [second], meminfo_proc_show: [second] },
    }),
  ],
} satisfies Scenario;
