import { attempt, echo, fsyncer, init, insmod, kdevtmpfs, shell, sleep, step, toUser } from './builders';
import type { Scenario, ScenarioStep } from './scenario';

const patch = 'livepatch_month_v1';
const signaling = 'livepatch: signaling remaining tasks';
const unreliable = 'livepatch: klp_try_switch_task: tcp_recv_hang:1219 has an unreliable stack';

/** The failed attempts from the `from`-th to the `to`-th, which all say the same. */
const failures = (from: number, to: number): readonly ScenarioStep[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    step(
      attempt,
      `Attempt ${from + index} fails: the same three tasks have not switched, and no signal is sent yet.`,
      {
        phase: 'patching',
        pending: [34, 702, 1219],
        logs: [unreliable],
        unlogged: [signaling],
      },
      { look: { panel: 'Tasks' } },
    ),
  );

export const fakeSignal = {
  id: 'fake-signal',
  title: 'The fake signal, on the 16th failed attempt',
  group: 'Transitions',
  opening:
    'On the 16th failed attempt, and on every 15th after it, klp_send_signals() sends the fake signal to every task that still has TIF_PATCH_PENDING. Most steps here are one attempt.',
  world: {
    cpus: 2,
    tasks: [
      init,
      kdevtmpfs,
      shell(410),
      fsyncer(702),
      {
        tid: 1219,
        comm: 'tcp_recv_hang',
        reliable: false,
        stack: ['wait_woken', 'sk_wait_data', 'tcp_recvmsg', 'inet_recvmsg', 'sock_recvmsg'],
      },
    ],
    patches: [{ name: patch, version: 1, funcs: ['ext4_sync_file', 'devtmpfs_work_loop'] }],
  },
  steps: [
    step(
      insmod(patch),
      'insmod makes attempt 1. Two tasks sleep in functions that are being patched, one has a stack that cannot be unwound reliably.',
      {
        phase: 'patching',
        pending: [34, 702, 1219],
        logs: [
          'livepatch: klp_try_switch_task: kdevtmpfs:34 is sleeping on function devtmpfs_work_loop',
          'livepatch: klp_try_switch_task: postgres:702 is sleeping on function ext4_sync_file',
          unreliable,
        ],
      },
      { look: { panel: 'Tasks' } },
    ),
    ...failures(2, 15),
    step(
      attempt,
      'Attempt 16: the fake signal. tcp_recv_hang leaves its system call and switches, kdevtmpfs is only woken, and postgres sleeps on.',
      {
        phase: 'patching',
        pending: [34, 702],
        patchState: { 34: 0, 702: 0, 1219: 1 },
        logs: [unreliable, signaling],
      },
      {
        ask: 'whichTaskBlocks',
        look: { panel: 'Kernel log', line: 'livepatch: signaling remaining tasks' },
        notes:
          'Everything before this was waiting. Point at the log line: it is printed once per direction, however often the signal is sent.',
      },
    ),
    step(
      attempt,
      'Attempt 17: kdevtmpfs is awake but still in the same function. “signaling remaining tasks” is not printed again.',
      {
        phase: 'patching',
        pending: [34, 702],
        unlogged: [signaling, unreliable],
      },
      { look: { panel: 'Tasks', task: 34, frame: 'devtmpfs_work_loop' } },
    ),
    step(
      sleep(34, 'interruptible'),
      'kdevtmpfs finds nothing to do and sleeps again, in the same function as before.',
      {
        pending: [34, 702],
      },
      {
        look: { panel: 'Tasks', task: 34, frame: 'devtmpfs_work_loop' },
        notes: 'A kthread that always returns to the same function is a case in which no signal helps.',
      },
    ),
    step(
      echo('0', patch),
      'No signal will help here, so the transition is reversed. klp_signals_cnt starts again at 0.',
      {
        phase: 'unpatching',
        pending: [1, 410, 1219],
        idlePending: true,
        patchState: { 34: 0, 702: 0 },
      },
      { ask: 'whichTaskBlocks', look: { panel: 'Tasks' } },
    ),
    step(
      toUser(1219),
      'tcp_recv_hang returns to user space and switches back.',
      { pending: [1, 410] },
      { look: { panel: 'Tasks', task: 1219 } },
    ),
    step(
      attempt,
      'systemd and bash switch; the idle task of CPU 1 was running.',
      { phase: 'unpatching', pending: [] },
      { look: { panel: 'Tasks' } },
    ),
    step(
      attempt,
      'Unpatching complete.',
      { phase: 'idle', listed: [], latestVersion: 0 },
      { look: { panel: 'Version counter' } },
    ),
  ],
} satisfies Scenario;
