/** What Chromium's own trace says of a key press. */

/** Milliseconds from the time stamp of the key press, which is when the browser got it. */
export interface Paint {
  /** Until the frame with its effect was painted: what the page itself can do. */
  readonly painted: number;
  /** Until that frame was on the screen: what a page calls the duration of an event, there rounded to 8 ms. */
  readonly shown: number;
}

/** One entry of a trace, as far as it is read here. Times are microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Process and thread. */
  readonly pid?: number;
  readonly tid?: number;
  readonly args?: { readonly data?: Readonly<Record<string, unknown>> };
}

/** Where the page marks the key press, and where the frame after it, in the trace's own time. */
export const MARKS = { pressed: 'pressed', frame: 'frame' } as const;
/** The last part of painting a frame, before it is handed to the compositor. */
const PAINTED = 'Layerize';
const TIMED = 'EventTiming';

/**
 * The paint of each key press, in order, in a trace with the categories `devtools.timeline` and `blink.user_timing`. A task that
 * is posted for after the frame would measure too much: after an input Chromium holds tasks back until the frame is on the screen.
 * @throws {Error} when something is missing.
 */
export function paintsOf(trace: readonly TraceEvent[]): readonly Paint[] {
  const events = trace.toSorted((a, b) => a.ts - b.ts);
  const timed = events.filter(({ name, ph, args }) => name === TIMED && ph === 'b' && args?.data?.type === 'keydown');
  const pressed = events.filter(({ name }) => name === MARKS.pressed);
  return pressed.map((press, index) => {
    const frame = after(events, press.ts, MARKS.frame);
    const paint = after(events, frame.ts, PAINTED);
    const shown = timed[index]?.args?.data?.duration;
    if (typeof shown !== 'number') throw new Error(`The trace has no ${TIMED} of key press ${index + 1}`);
    return { painted: (paint.ts + (paint.dur ?? 0) - press.ts) / 1_000, shown };
  });
}

/** What the page is busy with: its own script, which styles apply, where everything stands, and painting it. */
export const WORK = ['script', 'style', 'layout', 'paint'] as const;

export type Work = Readonly<Record<(typeof WORK)[number], number>>;

const KINDS: Readonly<Record<string, (typeof WORK)[number]>> = {
  EventDispatch: 'script',
  FunctionCall: 'script',
  TimerFire: 'script',
  FireAnimationFrame: 'script',
  RunMicrotasks: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
};

/**
 * Milliseconds per key press that the page's thread spent on each kind of work from the first press on, animations after a step
 * included. What was done inside of something else, a layout that a script has asked for, counts for itself alone.
 * @throws {Error} when no key was pressed.
 */
export function workOf(trace: readonly TraceEvent[]): Work {
  const presses = trace.filter(({ name }) => name === MARKS.pressed).toSorted((a, b) => a.ts - b.ts);
  const [first] = presses;
  if (first === undefined) throw new Error('The trace has no key press');
  const spans = trace
    .filter(
      ({ ph, dur, ts, pid, tid }) => ph === 'X' && dur && ts >= first.ts && pid === first.pid && tid === first.tid,
    )
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const spent = { script: 0, style: 0, layout: 0, paint: 0 };
  const around: TraceEvent[] = [];
  for (const span of spans) {
    const kind = KINDS[span.name];
    if (kind === undefined) continue;
    for (let last = around.at(-1); last && last.ts + (last.dur ?? 0) <= span.ts; last = around.at(-1)) around.pop();
    const outer = around.at(-1);
    const outerKind = outer && KINDS[outer.name];
    if (outerKind !== undefined) spent[outerKind] -= span.dur ?? 0;
    spent[kind] += span.dur ?? 0;
    around.push(span);
  }
  const perPress = (microseconds: number): number => microseconds / 1_000 / presses.length;
  return {
    script: perPress(spent.script),
    style: perPress(spent.style),
    layout: perPress(spent.layout),
    paint: perPress(spent.paint),
  };
}

function after(events: readonly TraceEvent[], ts: number, name: string): TraceEvent {
  const found = events.find((event) => event.name === name && event.ts >= ts);
  if (found === undefined) throw new Error(`The trace has no ${name} after ${ts}`);
  return found;
}
