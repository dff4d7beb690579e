import { attempt, freeze, init, insmod, onCpu, shell, step, wake } from './builders';
import type { Scenario } from './scenario';

const patch = 'test_klp_version_1';
const running = 'livepatch: klp_try_switch_task: kcompactd0:664 is running';

export const freezableSleep = {
  id: 'freezable-sleep',
  title: 'A kthread that is always running',
  group: 'Transitions',
  opening:
    'A kthread has no user space to return to, and the stack of a running task cannot be checked. By Linux 6.18 it checks its own stack when it goes to sleep freezably.',
  world: {
    cpus: 2,
    tasks: [
      init,
      shell(410),
      { tid: 664, comm: 'kcompactd0', kind: 'kthread', where: 'kernel', cpu: 1, stack: ['compact_zone', 'kcompactd'] },
    ],
  },
  steps: [
    step(insmod(patch), 'kcompactd0 is on CPU 1 and stays; that its stack is clean, nobody can see.', {
      phase: 'patching',
      pending: [664],
      logs: [running],
    }),
    step(
      attempt,
      'At each attempt it happens to be running. In 5.1 only the attempt could switch it.',
      {
        phase: 'patching',
        pending: [664],
        logs: [running],
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(
      freeze(664),
      'It goes to sleep freezably, looks at its own stack in schedule(), finds it clean and switches.',
      {
        pending: [],
        patchState: { 664: 1 },
        phase: 'patching',
      },
      { ask: 'whichTaskBlocks' },
    ),
    step(wake(664), 'It wakes for the next round.', { patchState: { 664: 1 } }),
    step(onCpu(664, 1), 'And is on CPU 1 again, but on the other side now.', { pending: [] }),
    step(attempt, 'Complete, while it runs: who has switched is not looked at again.', {
      phase: 'idle',
      latestVersion: 1,
      unlogged: [running],
    }),
  ],
} satisfies Scenario;
