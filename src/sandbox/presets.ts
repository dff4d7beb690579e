/** Machines to begin with. */
import type { WideWorld } from '../kernel/world';

export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly world: WideWorld;
}

const systemd = { tid: 1, comm: 'systemd', stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] };
const shell = { tid: 90, comm: 'bash', stack: ['do_wait', 'kernel_wait4', '__x64_sys_wait4'] };

/** A mixed crowd: most sleep outside of anything that is patched, a few are in the way. */
const mixed = (times: number): WideWorld => ({
  cpus: 16,
  tasks: [
    systemd,
    { tid: 1001, comm: 'nginx', count: 41 * times - 10, stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] },
    { tid: 6001, comm: 'java', count: 30 * times, stack: ['futex_wait_queue', 'futex_wait', 'do_futex'] },
    { tid: 9001, comm: 'postgres', count: 15 * times, stack: ['sk_wait_data', 'tcp_recvmsg', 'sock_recvmsg'] },
    {
      tid: 11_001,
      comm: 'kworker/u32:0',
      kind: 'kthread',
      count: 10 * times,
      where: 'uninterruptible',
      stack: ['worker_thread', 'kthread', 'ret_from_fork'],
    },
    {
      tid: 12_501,
      comm: 'nfsd',
      kind: 'kthread',
      count: 4 * times,
      where: 'runnable',
      stack: ['tcp_sendmsg', 'svc_send', 'nfsd'],
    },
    { tid: 13_001, comm: 'cruncher', count: 9, where: 'user' },
  ],
  patches: [{ name: 'tcp_fix', version: 1, funcs: ['tcp_recvmsg', 'tcp_sendmsg'] }],
});

export const presets: readonly Preset[] = [
  {
    id: 'empty',
    label: 'Empty machine',
    note: 'Two CPUs, and nothing on them.',
    world: { cpus: 2, tasks: [] },
  },
  {
    id: 'web',
    label: 'Web server',
    note: 'nginx asleep in epoll, php-fpm on two of four CPUs; a fix for tcp_sendmsg.',
    world: {
      cpus: 4,
      tasks: [
        systemd,
        shell,
        { tid: 101, comm: 'nginx', count: 8, stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] },
        { tid: 201, comm: 'php-fpm', count: 2, where: 'user' },
        {
          tid: 301,
          comm: 'php-fpm',
          count: 2,
          where: 'runnable',
          stack: ['tcp_sendmsg', 'sock_sendmsg', '__sys_sendto'],
        },
      ],
      patches: [{ name: 'tcp_fix', version: 1, funcs: ['tcp_sendmsg'] }],
    },
  },
  {
    id: 'database',
    label: 'Database, stuck',
    note: 'A postgres sleeps uninterruptibly in the function of ext4 that the fix replaces.',
    world: {
      cpus: 4,
      tasks: [
        systemd,
        shell,
        { tid: 101, comm: 'postgres', count: 12, stack: ['ep_poll', 'do_epoll_wait', '__x64_sys_epoll_wait'] },
        {
          tid: 201,
          comm: 'postgres',
          where: 'uninterruptible',
          stack: ['ext4:ext4_sync_file', 'vfs_fsync_range', 'do_fsync', '__x64_sys_fsync'],
        },
      ],
      patches: [{ name: 'ext4_fix', version: 1, funcs: ['ext4:ext4_sync_file'] }],
      targets: [{ name: 'ext4', functions: ['ext4_sync_file'], usedBy: 1 }],
    },
  },
  {
    id: 'kthread',
    label: 'A kthread that never sleeps',
    note: 'It loops on a CPU, in the kernel: no attempt can look at its stack, and no signal reaches it.',
    world: {
      cpus: 2,
      tasks: [
        systemd,
        shell,
        {
          tid: 101,
          comm: 'kworker/0:1',
          kind: 'kthread',
          where: 'kernel',
          cpu: 0,
          stack: ['process_one_work', 'worker_thread', 'kthread'],
        },
      ],
      patches: [{ name: 'my_fix', version: 1, funcs: ['process_one_work'] }],
    },
  },
  {
    id: 'kvm',
    label: 'KVM host',
    note: 'vCPU threads in and out of vcpu_run, vhost workers, and two CPUs without a tick.',
    world: {
      cpus: 4,
      nohzFull: [2, 3],
      tasks: [
        systemd,
        {
          tid: 101,
          comm: 'CPU 0/KVM',
          where: 'kernel',
          cpu: 2,
          stack: ['kvm:vcpu_run', 'kvm:kvm_arch_vcpu_ioctl_run'],
        },
        { tid: 102, comm: 'CPU 1/KVM', stack: ['kvm:kvm_vcpu_block', 'kvm:vcpu_run', 'kvm:kvm_arch_vcpu_ioctl_run'] },
        {
          tid: 201,
          comm: 'vhost-101',
          userWorker: true,
          stack: ['vhost:vhost_run_work_list', 'vhost_task_fn', 'ret_from_fork'],
        },
      ],
      patches: [{ name: 'kvm_fix', version: 1, funcs: ['kvm:vcpu_run'] }],
      targets: [{ name: 'kvm', functions: ['kvm_vcpu_block', 'vcpu_run', 'kvm_arch_vcpu_ioctl_run'] }],
    },
  },
  { id: 'thousand', label: '1,000 mixed tasks', note: '16 CPUs; a fix for TCP.', world: mixed(10) },
  { id: 'ten-thousand', label: '10,000 mixed tasks', note: 'As many as a world may have.', world: mixed(100) },
];
