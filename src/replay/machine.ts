/** The machine that self-tests run on: everyone asleep, so that nothing but the tests themselves holds a patch up. */
import type { World } from '../kernel/world';

export const machine: World = {
  cpus: 2,
  tasks: [
    { tid: 1, comm: 'systemd' },
    { tid: 2, comm: 'kthreadd', kind: 'kthread' },
    { tid: 412, comm: 'sshd' },
    { tid: 973, comm: 'bash' },
  ],
};
