import { IconButton } from '../parts/IconButton';
import {
  FirstIcon,
  LastIcon,
  PauseIcon,
  PlayIcon,
  StepBackIcon,
  StepIntoIcon,
  StepOutIcon,
  StepOverIcon,
} from '../parts/icons';
import { join } from '../parts/join';
import { type KeyAction, keyTable } from '../viewer/keys';
import styles from './transport.module.css';

/** The first key of the table that does this. */
const hotkey = (type: KeyAction['type']): string | undefined =>
  keyTable.find(({ action }) => action.type === type)?.shown;

interface Props {
  readonly className?: string | undefined;
  readonly playing: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly inside: boolean;
  readonly onHome: () => void;
  readonly onBack: () => void;
  readonly onToggle: () => void;
  readonly onOver: () => void;
  readonly onEnd: () => void;
  readonly onInto: () => void;
  readonly onOut: () => void;
}

/** The buttons of a debugger, and those of a tape. */
export const Transport = (props: Props) => (
  <div className={join(styles.transport, props.className)}>
    <div className={styles.group}>
      <IconButton label="First step" hotkey={hotkey('home')} aria-disabled={props.atStart} onClick={props.onHome}>
        <FirstIcon />
      </IconButton>
      <IconButton
        look="plain"
        label="Step back"
        hotkey={hotkey('stepBack')}
        aria-disabled={props.atStart}
        onClick={props.onBack}
      >
        <StepBackIcon />
      </IconButton>
      <IconButton
        look="primary"
        label={props.playing ? 'Pause' : 'Play'}
        hotkey={hotkey('playPause')}
        aria-disabled={props.atStart && props.atEnd}
        onClick={props.onToggle}
      >
        {props.playing ? <PauseIcon /> : <PlayIcon />}
      </IconButton>
      <IconButton
        look="plain"
        label="Step over"
        hotkey={hotkey('stepOver')}
        aria-disabled={props.atEnd}
        onClick={props.onOver}
      >
        <StepOverIcon />
      </IconButton>
      <IconButton label="Last step" hotkey={hotkey('end')} aria-disabled={props.atEnd} onClick={props.onEnd}>
        <LastIcon />
      </IconButton>
    </div>
    <div className={styles.group}>
      <IconButton label="Step into" hotkey={hotkey('stepInto')} aria-disabled={props.atEnd} onClick={props.onInto}>
        <StepIntoIcon />
      </IconButton>
      <IconButton label="Step out" hotkey={hotkey('stepOut')} aria-disabled={!props.inside} onClick={props.onOut}>
        <StepOutIcon />
      </IconButton>
    </div>
  </div>
);
