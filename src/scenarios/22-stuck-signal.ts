import { attempt, cont, echo, fsyncer, init, insmod, kdevtmpfs, shell, step, stop, toUser, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'livepatch_month_v1';

export const stuckSignal = {
  id: 'stuck-signal',
  title: 'A stuck transition: SIGSTOP and SIGCONT',
  group: 'Transitions',
  opening:
    'A signal takes a task out of its system call if it sleeps interruptibly. That helps dbus-daemon, but neither postgres in disk sleep nor a kthread.',
  world: {
    cpus: 2,
    tasks: [
      init,
      kdevtmpfs,
      shell(410),
      {
        tid: 702,
        comm: 'dbus-daemon',
        stack: ['unix_stream_data_wait', 'unix_stream_read_generic', 'unix_stream_recvmsg', 'sock_recvmsg'],
      },
      fsyncer(703),
    ],
    patches: [
      {
        name: patch,
        version: 1,
        funcs: ['unix_stream_read_generic', 'ext4_sync_file', 'devtmpfs_work_loop'],
        note: 'The fixes of a month in one livepatch.',
      },
    ],
  },
  steps: [
    step(insmod(patch), 'Three tasks are inside functions that the livepatch changes.', {
      phase: 'patching',
      pending: [34, 702, 703],
      logs: [
        'livepatch: klp_try_switch_task: kdevtmpfs:34 is sleeping on function devtmpfs_work_loop',
        'livepatch: klp_try_switch_task: dbus-daemon:702 is sleeping on function unix_stream_read_generic',
        'livepatch: klp_try_switch_task: postgres:703 is sleeping on function ext4_sync_file',
      ],
    }),
    step(
      stop(702),
      'SIGSTOP: dbus-daemon leaves the system call, switches at the exit to user space, and only then stops.',
      {
        pending: [34, 703],
        patchState: { 702: 1 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      cont(702),
      'SIGCONT: it goes on. The cost: it stood still for a moment, and its system call may return early.',
      {
        pending: [34, 703],
      },
    ),
    step(
      stop(703),
      'postgres sleeps uninterruptibly: kill succeeds, but the signal waits until the disk has answered.',
      {
        refusedBy: null,
        pending: [34, 703],
        patchState: { 703: 0 },
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(stop(34), 'A kthread ignores signals. This one never returns from devtmpfs_work_loop at all.', {
      refusedBy: 'taskCannot',
      errno: null,
      pending: [34, 703],
    }),
    step(wake(703), 'The disk answers.', { pending: [34, 703] }),
    step(
      toUser(703),
      'On its way to user space postgres switches, and then the stop that has waited stops it. The database stands still.',
      { pending: [34], patchState: { 703: 1 } },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      cont(703),
      'SIGCONT. Without it postgres would stay stopped: whoever sends SIGSTOP has to send SIGCONT as well.',
      { pending: [34] },
    ),
    step(attempt, 'Only the kthread is left, and it will never switch. The ways out are to reverse or to force.', {
      phase: 'patching',
      pending: [34],
      logs: ['livepatch: klp_try_switch_task: kdevtmpfs:34 is sleeping on function devtmpfs_work_loop'],
    }),
    step(
      echo('0', patch),
      'Reversed: all tasks that had switched have to switch back. kdevtmpfs has not switched, so it need not.',
      {
        phase: 'unpatching',
        pending: [1, 410, 702, 703],
        idlePending: true,
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(attempt, 'Nobody is in a new function: all switch. The idle task of CPU 1 was running and is woken.', {
      phase: 'unpatching',
      pending: [],
    }),
    step(
      attempt,
      'Unpatching complete. A livepatch that patches the main function of a kthread cannot complete without force.',
      {
        phase: 'idle',
        listed: [],
        latestVersion: 0,
      },
    ),
  ],
} satisfies Scenario;
