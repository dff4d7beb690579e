import type { Kernel } from '../../kernel/model';
import type { Policy } from '../../kernel/policies';
import { counted } from '../../words/plural';
import styles from './panel.module.css';

interface Props {
  readonly kernel: Kernel;
  readonly policy: Policy;
}

/** Before anything has happened: what the reader is about to see, and where. */
export const Boot = ({ kernel, policy }: Props) => (
  <div className={styles.story}>
    <h3 className={styles.asked}>The machine has just booted</h3>
    <p>
      {counted(kernel.tasks.length)} {kernel.tasks.length === 1 ? 'task' : 'tasks'} on {kernel.cpus.length}{' '}
      {kernel.cpus.length === 1 ? 'CPU' : 'CPUs'}, and no livepatch. The rules are those of “{policy.title}”:{' '}
      {policy.summary}
    </p>
    <p>
      From here on, this panel explains each step: what was asked, which rule answered and with which values, the
      sentence or the kernel function it comes from, and what came of it. Step over to go on, or step into an event to
      see the functions it runs through.
    </p>
  </div>
);
