import { Button } from '../../parts/Button';
import styles from './shownAs.module.css';

interface Props<W extends string> {
  /** From the one that is shown first. */
  readonly ways: readonly W[];
  readonly shown: W;
  readonly onChange: (shown: W) => void;
}

/** A chart can be shown in several ways that say the same. */
export const ShownAs = <W extends string>({ ways, shown, onChange }: Props<W>) => (
  <fieldset className={styles.toggle}>
    <legend className={styles.legend}>Shown as</legend>
    {ways.map((way) => (
      <Button key={way} aria-pressed={way === shown} onClick={() => onChange(way)}>
        {way}
      </Button>
    ))}
  </fieldset>
);
