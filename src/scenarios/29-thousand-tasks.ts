import { attempt, exit, init, insmod, ret, step, tick, toUser, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_tcp_v1';

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const java = range(2500, 2505);
const qemu = range(5000, 5039);
const nfsd = range(7000, 7039);

export const thousandTasks = {
  id: 'thousand-tasks',
  title: 'A thousand tasks converge',
  group: 'Transitions',
  opening:
    'A busy server with 1,000 tasks and eight CPUs. The first attempt switches most tasks; the others switch in groups, in different ways.',
  world: {
    cpus: 8,
    tasks: [
      init,
      { tid: 2000, comm: 'nginx', count: 400, stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] },
      { tid: 2500, comm: 'java', count: 6, where: 'user' },
      { tid: 2600, comm: 'java', count: 213, stack: ['futex_wait_queue', 'futex_wait', 'do_futex'] },
      {
        tid: 3000,
        comm: 'postgres',
        count: 200,
        stack: ['wait_woken', 'sk_wait_data', 'tcp_recvmsg', 'inet_recvmsg', 'sock_recvmsg'],
      },
      { tid: 5000, comm: 'qemu-kvm', count: 40, reliable: false, stack: ['kvm_vcpu_block', 'kvm_vcpu_ioctl'] },
      {
        tid: 6000,
        comm: 'kworker/u16:0',
        kind: 'kthread',
        count: 100,
        where: 'uninterruptible',
        stack: ['worker_thread', 'kthread'],
      },
      {
        tid: 7000,
        comm: 'nfsd',
        kind: 'kthread',
        count: 40,
        where: 'runnable',
        stack: ['tcp_sendmsg', 'sock_sendmsg', 'svc_tcp_sendto', 'svc_send', 'nfsd'],
      },
    ],
    patches: [{ name: patch, version: 1, funcs: ['tcp_recvmsg', 'tcp_sendmsg'] }],
  },
  steps: [
    step(
      insmod(patch),
      'The first attempt switches 714 tasks. 286 have not switched: running, inside tcp_recvmsg or tcp_sendmsg, or with an unreliable stack.',
      {
        phase: 'patching',
        pending: [...java, ...range(3000, 3199), ...qemu, ...nfsd],
        logs: [
          'livepatch: klp_try_switch_task: java:2500 is running',
          'livepatch: klp_try_switch_task: postgres:3000 is sleeping on function tcp_recvmsg',
          'livepatch: klp_try_switch_task: qemu-kvm:5000 has an unreliable stack',
          'livepatch: klp_try_switch_task: nfsd:7000 is sleeping on function tcp_sendmsg',
          'livepatch: klp_try_switch_task: swapper/7:0 is running',
        ],
      },
    ),
    step(tick, 'One timer interrupt per CPU: the six java threads in user space switch.', {
      pending: [...range(3000, 3199), ...qemu, ...nfsd],
    }),
    step(wake(3000, 3119), 'Queries arrive: 120 postgres backends wake up. Waking up does not switch a task.', {
      pending: [...range(3000, 3199), ...qemu, ...nfsd],
    }),
    step(toUser(3000, 3119), 'Their recv() returns, and each switches on its way to user space.', {
      pending: [...range(3120, 3199), ...qemu, ...nfsd],
    }),
    step(attempt, 'The second attempt switches no task: 160 tasks are still blocked.', {
      phase: 'patching',
      pending: [...range(3120, 3199), ...qemu, ...nfsd],
    }),
    step(
      ret(7000, 7039),
      'The 40 nfsd threads return from tcp_sendmsg. A kthread does not return to user space, so TIF_PATCH_PENDING stays.',
      {
        pending: [...range(3120, 3199), ...qemu, ...nfsd],
      },
    ),
    step(attempt, 'The next attempt finds their stacks clean and switches them.', {
      phase: 'patching',
      pending: [...range(3120, 3199), ...qemu],
    }),
    step(wake(5000, 5039), 'The 40 vCPU threads of qemu wake up.', { pending: [...range(3120, 3199), ...qemu] }),
    step(
      toUser(5000, 5039),
      'On the exit to user space an unreliable stack does not matter: the kernel stack is empty there.',
      {
        pending: range(3120, 3199),
      },
    ),
    step(wake(3120, 3199), 'The last 80 backends are told to shut down.', { pending: range(3120, 3199) }),
    step(exit(3120, 3199), 'They exit. A task that has exited need not switch.', { pending: [], phase: 'patching' }),
    step(
      attempt,
      'All 920 remaining tasks have switched: complete.',
      {
        phase: 'idle',
        latestVersion: 1,
        patchState: { 1: -1, 2000: -1, 7039: -1 },
        logs: [`livepatch: '${patch}': patching complete`],
      },
      { ask: 'counter' },
    ),
  ],
} satisfies Scenario;
