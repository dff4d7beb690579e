import { memo } from 'react';
import { join } from '../parts/join';
import { BAND_WIDTH, gap, type Mark, marksToDraw, numbersOf, type Span, scale, spansToDraw, split } from './geometry';
import styles from './track.module.css';

/** Half the slider's thumb: the slider keeps it inside the line, so the line starts there too. */
const INSET = 9;
const HEIGHT = 44;
const LINE = 16;
const BAND = 18;
/** Pixels between two steps from which on a ring has room. */
const RING = 14;

interface LineProps {
  readonly width: number;
  readonly last: number;
  /** The last step that a branch shares with the script; `null` on the script. */
  readonly fork: number | null;
}

const from = (start: number, end: number): string => `M${start} ${LINE} H${end}`;

/** The steps in which a transition runs, hatched by its direction, and the line itself: broken where it is a branch. */
const Line = memo(({ width, last, fork, spans }: LineProps & { readonly spans: readonly Span[] }) => {
  const x = scale(last, width, INSET);
  const { script, branch } = split(last, fork);
  return (
    <g>
      <defs>
        <pattern id="timeline-patching" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className={styles.hatch} d="M-1 7 7 -1 M-4 4 4 -4 M2 10 10 2" />
        </pattern>
        <pattern id="timeline-unpatching" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className={styles.hatch} d="M-1 -1 7 7 M-4 2 4 10 M2 -4 10 4" />
        </pattern>
      </defs>
      {spansToDraw(spans, gap(last, width, INSET)).map(({ from: first, to, towards }) => {
        const left = x(first);
        const box = { x: left, y: LINE - BAND / 2, height: BAND, width: Math.max(x(to + 1) - left, BAND_WIDTH), rx: 3 };
        return (
          <g key={first} data-span={towards}>
            <rect className={styles.band} {...box} />
            <rect fill={`url(#timeline-${towards})`} {...box} />
          </g>
        );
      })}
      <path className={styles.script} d={from(x(script[0]), x(script[1]))} />
      {branch !== null && <path className={join(styles.script, styles.broken)} d={from(x(branch[0]), x(branch[1]))} />}
    </g>
  );
});

/** The line up to the playhead. */
const Passed = ({ width, last, fork, at }: LineProps & { readonly at: number }) => {
  const x = scale(last, width, INSET);
  const { script, branch } = split(at, fork);
  return (
    <g>
      <path className={styles.passed} d={from(x(script[0]), x(script[1]))} />
      {branch !== null && <path className={join(styles.passed, styles.broken)} d={from(x(branch[0]), x(branch[1]))} />}
    </g>
  );
};

interface GlyphProps {
  readonly kind: Mark['kind'];
  readonly x: number;
  readonly branch: boolean;
  /** Too many steps for a ring each. */
  readonly dense: boolean;
}

const Glyph = ({ kind, x, branch, dense }: GlyphProps) => {
  switch (kind) {
    case 'boot':
      return <circle className={styles.boot} cx={x} cy={LINE} r={4} />;
    case 'refused':
      return <path className={styles.refused} d={`M${x - 4.5} ${LINE - 4.5} l9 9 M${x + 4.5} ${LINE - 4.5} l-9 9`} />;
    case 'forced':
      return <path className={styles.forced} d={`M${x} ${LINE - 6} l6 11 h-12 z`} />;
    case 'step':
      return branch ? (
        <circle className={styles.branchTick} cx={x} cy={LINE} r={dense ? 1.25 : 3} />
      ) : (
        <path className={styles.tick} d={`M${x} ${LINE - 5} v10`} />
      );
  }
};

/** A mark for every step, by what happened there, and the numbers below. */
const Marks = memo(({ width, last, fork, marks }: LineProps & { readonly marks: readonly Mark[] }) => {
  const x = scale(last, width, INSET);
  const pixels = gap(last, width, INSET);
  return (
    <g>
      {fork !== null && fork < last && <path className={styles.tick} d={`M${x(fork)} ${LINE - 12} v24`} />}
      {marksToDraw(marks, pixels).map(({ step, kind }) => (
        <Glyph key={step} kind={kind} x={x(step)} branch={fork !== null && step > fork} dense={pixels < RING} />
      ))}
      {marks.map(
        ({ step, gap: isGap }) =>
          isGap && <path key={step} className={styles.refused} d={`M${x(step) + 6} ${LINE + 17} l4 -6 4 6`} />,
      )}
      {numbersOf(last, pixels).map((number) => (
        <text key={number} className={styles.number} x={x(number)} y={HEIGHT - 3}>
          {number}
        </text>
      ))}
    </g>
  );
});

/** Exact about where it stands, and wide enough to take hold of. */
const Head = ({ x }: { readonly x: number }) => (
  <rect className={styles.head} style={{ translate: `${x}px 0` }} x={-5} y={LINE - 13} width={10} height={26} rx={5} />
);

interface Props extends LineProps {
  readonly at: number;
  readonly marks: readonly Mark[];
  readonly spans: readonly Span[];
}

/** The picture behind the slider. What it shows is said by the slider and the words above it. */
export const Drawing = ({ at, marks, spans, ...line }: Props) => (
  <svg className={styles.drawing} width={line.width} height={HEIGHT} aria-hidden="true">
    <Line {...line} spans={spans} />
    <Passed {...line} at={at} />
    <Marks {...line} marks={marks} />
    <Head x={scale(line.last, line.width, INSET)(at)} />
  </svg>
);
