import { Button } from '../parts/Button';
import { useMachineEditor } from '../session/useMachineEditor';
import { useViewer } from '../session/useViewer';
import { type MachinePart, rowOf } from '../viewer/machineRows';
import styles from './change.module.css';
import { changeWords } from './changeWords';

interface Props {
  readonly part: MachinePart;
  /** What the button says, where others stand beside it. */
  readonly label?: string;
}

/** Opens the editor of machines on what is shown here, where the machine is what says it. */
export const ChangePart = ({ part, label = changeWords(part) }: Props) => {
  const change = useMachineEditor();
  const isSaid = useViewer(({ world }) => rowOf(world, part) !== null);
  return (
    change !== null &&
    isSaid && (
      <Button
        look="quiet"
        className={styles.change}
        // There is one on each card.
        aria-label={part.kind === 'module' ? `Change ${part.name} …` : undefined}
        onClick={() => change(part)}
      >
        {label}
      </Button>
    )
  );
};
