import { expect, it } from 'vitest';
import { paintsOf, type TraceEvent, workOf } from './trace';

const event = (ts: number, name: string, more: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ph: 'X',
  ts,
  ...more,
});
const timed = (ts: number, type: string, duration: number): TraceEvent =>
  event(ts, 'EventTiming', { ph: 'b', args: { data: { type, duration } } });

/** Two key presses as Chromium traces them, without what is not read: a frame of before, the frame of the key, one more. */
const press = (at: number): readonly TraceEvent[] => [
  event(at, 'pressed', { ph: 'I' }),
  timed(at + 10, 'keydown', 28.5),
  timed(at + 20, 'keypress', 28.4),
  event(at + 100, 'Layerize', { dur: 50 }),
  event(at + 7_000, 'frame', { ph: 'I' }),
  event(at + 9_000, 'Layerize', { dur: 1_250 }),
  event(at + 15_000, 'Layerize', { dur: 1_000 }),
];

it('measures a key press to the end of painting the frame after it, and takes from the browser when that was on the screen', () => {
  expect(paintsOf([...press(500_000), ...press(100_000)])).toEqual([
    { painted: 10.25, shown: 28.5 },
    { painted: 10.25, shown: 28.5 },
  ]);
});

it.each(['frame', 'Layerize', 'EventTiming'])('does not measure without %s', (missing) => {
  const trace = press(0).filter(({ name }) => name !== missing);
  expect(() => paintsOf(trace)).toThrow(`The trace has no ${missing}`);
});

it('says what a press was spent on: of what happens inside of something else, only the inner', () => {
  const here = { pid: 1, tid: 2 };
  const spans: readonly TraceEvent[] = [
    event(0, 'Layout', { dur: 900_000, ...here }),
    event(1_000_000, 'pressed', { ph: 'I', ...here }),
    event(1_000_100, 'EventDispatch', { dur: 20_000, ...here }),
    event(1_001_000, 'FunctionCall', { dur: 10_000, ...here }),
    event(1_002_000, 'UpdateLayoutTree', { dur: 2_000, ...here }),
    event(1_004_000, 'Layout', { dur: 3_000, ...here }),
    event(1_030_000, 'Paint', { dur: 4_000, ...here }),
    event(1_030_000, 'Paint', { dur: 50_000, pid: 1, tid: 3 }),
    event(2_000_000, 'pressed', { ph: 'I', ...here }),
    event(2_001_000, 'Commit', { dur: 1_000, ...here }),
  ];
  expect(workOf(spans)).toEqual({ script: 7.5, style: 1, layout: 1.5, paint: 2.5 });
  expect(() => workOf(spans.filter(({ name }) => name !== 'pressed'))).toThrow('The trace has no key press');
});
