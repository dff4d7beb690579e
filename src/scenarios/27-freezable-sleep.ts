import { attempt, freeze, init, insmod, onCpu, shell, step, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const running = 'livepatch: klp_try_switch_task: kcompactd0:664 is running';

export const freezableSleep = {
  id: 'freezable-sleep',
  title: 'A kthread that is always running',
  group: 'Transitions',
  opening:
    'A kthread never returns to user space, and the stack of a running task cannot be checked. Since Linux 6.16 a kthread checks its own stack when it goes to a freezable sleep.',
  world: {
    cpus: 2,
    tasks: [
      init,
      shell(410),
      { tid: 664, comm: 'kcompactd0', kind: 'kthread', where: 'kernel', cpu: 1, stack: ['kcompactd', 'kthread'] },
    ],
  },
  steps: [
    step(
      insmod(patch),
      'kcompactd0 is running on CPU 1, so its stack cannot be checked, although no patched function is on it.',
      {
        phase: 'patching',
        pending: [664],
        logs: [running],
      },
    ),
    step(
      attempt,
      'At each attempt kcompactd0 happens to be running. In Linux 5.1 only an attempt could switch it.',
      {
        phase: 'patching',
        pending: [664],
        logs: [running],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      freeze(664),
      'kcompactd0 goes to a freezable sleep: in __schedule() it checks its own stack, finds it clean and switches.',
      {
        pending: [],
        patchState: { 664: 1 },
        phase: 'patching',
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(wake(664), 'kcompactd0 wakes up for its next round.', { patchState: { 664: 1 } }),
    step(onCpu(664, 1), 'It is running on CPU 1 again, and has switched.', { pending: [] }),
    step(
      attempt,
      'Complete, although kcompactd0 is running: the stack of a task that has switched is not checked again.',
      {
        phase: 'idle',
        latestVersion: 1,
        unlogged: [running],
      },
    ),
  ],
} satisfies Scenario;
