import { attempt, echo, init, insmod, shell, step, toUser } from './builders';
import type { Scenario } from './scenario';

const [l1tf3, l1tf4, rollup, other] = ['l1tf_v3', 'l1tf_v4', 'rollup_v5', 'test_klp_version_2'] as const;
const unsupported = `livepatch: The livepatch '${l1tf3}' does not support disable`;

export const blockDisableBlocks = {
  id: 'block-disable-blocks',
  title: 'What block_disable can say and system-state could not',
  group: 'Policies compared',
  opening:
    'The series of January 2025 lets a state say that it cannot be undone. That is the RFC’s sticky flag again, per state, and stronger: it forbids the reversal too. Compare with system-state.',
  policy: 'block-disable',
  world: {
    cpus: 1,
    tasks: [
      init,
      shell(410),
      { tid: 720, comm: 'CPU 0/KVM', where: 'runnable', stack: ['vmx_vcpu_run', 'vcpu_enter_guest', 'kvm_vcpu_ioctl'] },
    ],
  },
  steps: [
    step(
      insmod(l1tf3),
      'State 3 has block_disable. A vCPU thread was preempted in vmx_vcpu_run and blocks the transition.',
      {
        refusedBy: null,
        phase: 'patching',
        enabled: [l1tf3],
        pending: [720],
      },
    ),
    step(
      echo('0', l1tf3),
      'The reversal is refused as well: the check comes before it. The RFC and system-state allow this reversal.',
      {
        refusedBy: 'disableNotSupported',
        errno: 'EINVAL',
        phase: 'patching',
        enabled: [l1tf3],
        pending: [720],
        logs: [unsupported],
      },
      { ask: 'refusedBy' },
    ),
    step(
      toUser(720),
      'The only ways out are to wait or to force the transition. The vCPU thread returns to user space and switches.',
      {
        phase: 'patching',
        pending: [],
      },
    ),
    step(attempt, 'Fully patched.', { phase: 'idle', enabled: [l1tf3] }),
    step(
      echo('0', l1tf3),
      'Refused again, with the same log line. Under rfc-2019 a sticky patch is refused here too, with -EPERM.',
      {
        refusedBy: 'disableNotSupported',
        errno: 'EINVAL',
        enabled: [l1tf3],
        logs: [unsupported],
      },
      { ask: 'refusedBy' },
    ),
    step(
      insmod(rollup),
      'It is cumulative and does not list state 3, which cannot be undone: refused.',
      {
        refusedBy: 'blockedStateNotListed',
        errno: 'EINVAL',
        listed: [l1tf3],
        logs: [`livepatch: Livepatch patch (${rollup}) is not compatible with the already installed livepatches.`],
      },
      { ask: 'refusedBy' },
    ),
    step(insmod(other), 'It is not cumulative and replaces no livepatch, so no state is checked.', {
      refusedBy: null,
      phase: 'idle',
      listed: [l1tf3, other],
    }),
    step(
      insmod(l1tf4),
      'It is cumulative and lists state 3 without block_disable: it takes the state over and replaces both.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [l1tf4],
      },
    ),
    step(
      echo('0', l1tf4),
      'Only its own states count now, and none has block_disable: it can be disabled.',
      {
        refusedBy: null,
        phase: 'idle',
        listed: [],
      },
      { ask: 'refusedBy' },
    ),
  ],
} satisfies Scenario;
