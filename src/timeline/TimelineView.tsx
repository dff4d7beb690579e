import { type ReactNode, useMemo } from 'react';
import { Select } from '../parts/Select';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import type { Tick } from '../viewer/history';
import { type Mark, playhead, spansOf } from './geometry';
import { Outcome } from './Outcome';
import { Readout } from './Readout';
import { Track } from './Track';
import { Transport } from './Transport';
import styles from './timeline.module.css';
import { phaseWords } from './words';

const SPEEDS = [
  {
    label: null,
    choices: [0.5, 1, 2, 4].map((speed) => ({ value: String(speed), label: `${speed === 0.5 ? '½' : speed}×` })),
  },
];

interface Props {
  /** Every step of the current line, the boot first. */
  readonly ticks: readonly Tick[];
  readonly step: number;
  /** Which move inside the event; `null` after a whole event. */
  readonly micro: number | null;
  readonly phase: string;
  /** The last step that a branch shares with the script; `null` on the script. */
  readonly fork: number | null;
  /** How far the history is, while it is still computed. */
  readonly progress: ReactNode;
  readonly playing: boolean;
  readonly speed: number;
  readonly onToggle: () => void;
  readonly onSpeed: (speed: number) => void;
  readonly onGoto: (step: number) => void;
  readonly onHome: () => void;
  readonly onEnd: () => void;
  readonly onBack: () => void;
  readonly onOver: () => void;
  readonly onInto: () => void;
  readonly onOut: () => void;
}

const markOf = ({ step, refused, forced, gap }: Tick): Mark => ({
  step,
  gap,
  kind: step === 0 ? 'boot' : refused ? 'refused' : forced ? 'forced' : 'step',
});

const towards = ({ phase }: Tick) => (phase === 'patching' || phase === 'unpatching' ? phase : null);

/** The history along the bottom: where the reader is, every step on a line, and how to move. */
export const TimelineView = (props: Props) => {
  const { ticks, step, micro, phase } = props;
  const last = ticks.length - 1;
  const marks = useMemo(() => ticks.map(markOf), [ticks]);
  const spans = useMemo(() => spansOf(ticks.map(towards)), [ticks]);
  const here = ticks[step];
  const microsteps = here?.microsteps ?? 0;
  const words = here?.words ?? '';
  const atEnd = step === last && micro === null;

  return (
    <section className={styles.timeline} aria-label="Timeline" data-panel="Timeline" tabIndex={-1}>
      <div className={styles.top}>
        <Readout
          step={step}
          last={last}
          words={words}
          refused={here?.refused ?? false}
          gap={here?.gap ?? false}
          inside={micro === null ? null : { micro, microsteps, where: phaseWords(phase) }}
        />
        <Transport
          className={styles.transport}
          playing={props.playing}
          atStart={step === 0}
          atEnd={atEnd}
          inside={micro !== null}
          onHome={props.onHome}
          onBack={props.onBack}
          onToggle={props.onToggle}
          onOver={props.onOver}
          onEnd={props.onEnd}
          onInto={props.onInto}
          onOut={props.onOut}
        />
        <Select
          label="Speed"
          className={styles.speed}
          value={String(props.speed)}
          shown={`${props.speed}×`}
          groups={SPEEDS}
          onChange={(value) => props.onSpeed(Number(value))}
        />
      </div>
      <Track
        className={styles.track}
        last={last}
        at={playhead(step, micro, microsteps)}
        step={step}
        marks={marks}
        spans={spans}
        fork={props.fork}
        valueText={`Step ${step} of ${last}: ${words}${here?.refused ? ', refused' : ''}${here?.gap ? ', the next is left out' : ''}`}
        onGoto={props.onGoto}
      />
      {props.progress}
      <VisuallyHidden role="status" aria-live="polite">
        <Outcome />
      </VisuallyHidden>
    </section>
  );
};
