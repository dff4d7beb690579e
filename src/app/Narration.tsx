import type { ReactNode } from 'react';
import { Button } from '../parts/Button';
import type { Choice } from '../parts/choice';
import { BranchIcon, ChevronIcon } from '../parts/icons';
import { Menu } from '../parts/Menu';
import styles from './narration.module.css';

interface Props {
  /** The sentence: what the scenario is about, or what to notice at this step. */
  readonly says: ReactNode;
  /** A remark about the sentence, smaller. */
  readonly aside: string | null;
  /** Every line of the history; the first is the script. */
  readonly lines: readonly Choice[];
  readonly line: string;
  /** The step after which this branch leaves the script; `null` on the script. */
  readonly fork: number | null;
  /** An own world has no scenario to go back to, only a first line. */
  readonly isWorld: boolean;
  /** Opens the machine for changes; without it, it is not the reader's own. */
  readonly onChange: (() => void) | undefined;
  /** Opens what is said of the step for changes; without it, it is not the reader's own. */
  readonly onTell: (() => void) | undefined;
  readonly onLine: (line: string) => void;
  readonly onBack: () => void;
}

/** One sentence, and how far one has strayed from the script. */
export const Narration = ({ says, aside, lines, line, fork, isWorld, onChange, onTell, onLine, onBack }: Props) => (
  <div className={styles.strip}>
    <div>
      <p className={styles.says} dir="auto">
        {says}
      </p>
      {aside !== null && <p className={styles.aside}>{aside}</p>}
    </div>
    {(lines.length > 1 || onChange !== undefined) && (
      <div className={styles.branch}>
        {onChange !== undefined && (
          <Button look="quiet" onClick={onChange}>
            Change this world …
          </Button>
        )}
        {onTell !== undefined && (
          <Button look="quiet" onClick={onTell}>
            Words …
          </Button>
        )}
        {fork !== null && (
          <>
            <span className={styles.badge}>
              <BranchIcon />
              Branch from step {fork}
            </span>
            <Button onClick={onBack}>{isWorld ? 'Back to the first branch' : 'Back to the scenario'}</Button>
          </>
        )}
        {lines.length > 1 && (
          <Menu
            label="Branches of this history"
            value={line}
            choices={lines}
            onChange={onLine}
            trigger={
              <Button look="quiet">
                {lines.length - 1} {lines.length === 2 ? 'branch' : 'branches'}
                <ChevronIcon />
              </Button>
            }
          />
        )}
      </div>
    )}
  </div>
);
