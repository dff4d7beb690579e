/** Where things stand on the timeline. Pure: numbers in, numbers out. */

/** What happened at a step, as far as its mark tells it. */
export type MarkKind = 'boot' | 'step' | 'refused' | 'forced';

export interface Mark {
  readonly step: number;
  readonly kind: MarkKind;
  /** A step is left out after it. */
  readonly gap?: boolean;
}

/** Steps `from` … `to` in which a transition runs. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly towards: 'patching' | 'unpatching';
}

/** Least distance in pixels between two ticks, and between two numbers under them. */
const TICK_GAP = 4;
const NUMBER_GAP = 44;
const ROUND = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000];

/**
 * Pixels of a position. Positions are steps; between `n − 1` and `n` lies the inside of event `n`. `inset` keeps room at
 * both ends for half a thumb.
 */
export const scale = (last: number, width: number, inset: number): ((at: number) => number) => {
  const room = Math.max(width - 2 * inset, 0);
  return (at) => inset + (last === 0 ? 0 : (Math.min(Math.max(at, 0), last) / last) * room);
};

/** Pixels between two neighbouring steps. */
export const gap = (last: number, width: number, inset: number): number =>
  last === 0 ? Math.max(width - 2 * inset, 0) : Math.max(width - 2 * inset, 0) / last;

const everyAtLeast = (pixels: number, least: number): number =>
  ROUND.find((every) => every * pixels >= least) ?? Math.ceil(least / Math.max(pixels, 1e-6));

/** Every how many steps a plain tick is drawn, so that ticks stay apart. */
export const tickEvery = (pixels: number): number => everyAtLeast(pixels, TICK_GAP);

/** Every how many steps a number is written. */
const numberEvery = (pixels: number): number => everyAtLeast(pixels, NUMBER_GAP);

/** The numbers to write: round ones, and always the last, which pushes a close neighbour out. */
export const numbersOf = (last: number, pixels: number): readonly number[] => {
  const every = numberEvery(pixels);
  const round = Array.from({ length: Math.floor(last / every) + 1 }, (_, n) => n * every);
  if (round.at(-1) === last) return round;
  const apart = round.filter((step) => step === 0 || (last - step) * pixels >= NUMBER_GAP);
  return [...apart, last];
};

/** The marks to draw: what tells something always, plain ticks only as many as stay apart. */
export const marksToDraw = (marks: readonly Mark[], pixels: number): readonly Mark[] => {
  const every = tickEvery(pixels);
  return marks.filter(({ step, kind }) => kind !== 'step' || step % every === 0);
};

/** Where the playhead stands: on the step, or inside its event in proportion to the microsteps taken. */
export const playhead = (step: number, micro: number | null, microsteps: number): number =>
  micro === null ? step : step - 1 + (micro + 1) / (microsteps + 1);

/** The part of the line that is the script, and the part that is a branch; `fork` is the last step they share. */
export const split = (
  last: number,
  fork: number | null,
): { readonly script: readonly [number, number]; readonly branch: readonly [number, number] | null } =>
  fork === null || fork >= last ? { script: [0, last], branch: null } : { script: [0, fork], branch: [fork, last] };

/** Runs of steps with the same direction become one band. */
export const spansOf = (towards: readonly (Span['towards'] | null)[]): readonly Span[] => {
  const spans: Span[] = [];
  let from = 0;
  for (let step = 1; step <= towards.length; step += 1) {
    const direction = towards[from] ?? null;
    if (step < towards.length && towards[step] === direction) continue;
    if (direction !== null) spans.push({ from, to: step - 1, towards: direction });
    from = step;
  }
  return spans;
};

/** Least width of a band in pixels. */
export const BAND_WIDTH = 5;

/**
 * The bands to draw: one in place of those of the same direction that would lie on each other. A history of thousands of reversals
 * has as many.
 */
export const spansToDraw = (spans: readonly Span[], pixels: number): readonly Span[] => {
  const drawn: Span[] = [];
  const last = new Map<Span['towards'], { readonly index: number; readonly end: number }>();
  for (const span of spans) {
    const start = span.from * pixels;
    const { index = -1, end = 0 } = last.get(span.towards) ?? {};
    const under = start < end ? drawn[index] : undefined;
    const at = under === undefined ? drawn.length : index;
    drawn[at] = { ...span, from: under?.from ?? span.from };
    last.set(span.towards, { index: at, end: Math.max((span.to + 1) * pixels, start + BAND_WIDTH) });
  }
  return drawn;
};
