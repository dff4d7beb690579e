import type { Kernel } from '../../kernel/model';
import type { Policy } from '../../kernel/policies';
import { later } from '../../parts/later';
import { Quietly } from '../../parts/Quietly';
import { counted } from '../../phrases/plural';
import styles from './panel.module.css';

const ToBegin = later(async () => (await import('./ToBegin')).ToBegin);

interface Props {
  readonly kernel: Kernel;
  readonly policy: Policy;
  /** Nothing follows yet. */
  readonly isAll: boolean;
}

/** Before anything has happened: what the reader is about to see, and where. */
export const Boot = ({ kernel, policy, isAll }: Props) => (
  <div className={styles.story}>
    <h3 className={styles.asked}>The machine has just booted</h3>
    <p>
      {counted(kernel.tasks.length)} {kernel.tasks.length === 1 ? 'task' : 'tasks'} on {kernel.cpus.length}{' '}
      {kernel.cpus.length === 1 ? 'CPU' : 'CPUs'}, and no livepatch. The rules are those of “{policy.title}”:{' '}
      {policy.summary}
    </p>
    {isAll && (
      <Quietly now before={<div className={styles.coming} />}>
        <ToBegin />
      </Quietly>
    )}
    <p>
      From here on, this panel explains each step: what was asked, which rule answered and with which values, the
      sentence or the kernel function it comes from, and what came of it.
      {!isAll && ' Step over to go on, or step into an event to see the functions it runs through.'}
    </p>
  </div>
);
