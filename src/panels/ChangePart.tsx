import { Button } from '../parts/Button';
import { IconButton } from '../parts/IconButton';
import { Icon } from '../parts/icons';
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
  if (change === null || !isSaid) return null;
  // Words would take the room of a long name on a card.
  return part.kind === 'module' ? (
    <IconButton label={label} className={styles.change} onClick={() => change(part)}>
      <Icon>
        <path d="M4 16l.8-3.4L13.4 4l2.6 2.6-8.6 8.6zM11.6 5.8l2.6 2.6" />
      </Icon>
    </IconButton>
  ) : (
    <Button look="quiet" className={styles.change} onClick={() => change(part)}>
      {label}
    </Button>
  );
};
