import { useRef } from 'react';
import { join } from '../parts/join';
import { Drawing } from './Drawing';
import type { Mark, Span } from './geometry';
import styles from './track.module.css';
import { useWidth } from './useWidth';

interface Props {
  readonly className?: string | undefined;
  readonly last: number;
  /** A step, or a place inside an event. */
  readonly at: number;
  readonly step: number;
  readonly marks: readonly Mark[];
  readonly spans: readonly Span[];
  /** The last step that a branch shares with the script; `null` on the script. */
  readonly fork: number | null;
  /** The current step in words, for screen readers. */
  readonly valueText: string;
  readonly onGoto: (step: number) => void;
}

/**
 * The line with every step on it, and the playhead to drag along it: a picture, and over it the browser's own slider,
 * which brings keyboard, touch and screen readers.
 */
export const Track = ({ className, last, at, step, marks, spans, fork, valueText, onGoto }: Props) => {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div ref={frame} className={join(styles.frame, className)}>
      <input
        type="range"
        className={styles.slider}
        aria-label="Step"
        aria-valuetext={valueText}
        min={0}
        max={last}
        step={1}
        value={step}
        onChange={({ target }) => onGoto(target.valueAsNumber)}
      />
      {width > 0 && <Drawing width={width} last={last} at={at} fork={fork} marks={marks} spans={spans} />}
    </div>
  );
};
