import { Button } from '../../parts/Button';
import styles from './shownAs.module.css';

interface Props {
  readonly asList: boolean;
  readonly onChange: (asList: boolean) => void;
}

/** A chart is a drawing, or a list that says the same. */
export const ShownAs = ({ asList, onChange }: Props) => (
  <fieldset className={styles.toggle}>
    <legend className={styles.legend}>Shown as</legend>
    <Button aria-pressed={!asList} onClick={() => onChange(false)}>
      Drawing
    </Button>
    <Button aria-pressed={asList} onClick={() => onChange(true)}>
      List
    </Button>
  </fieldset>
);
