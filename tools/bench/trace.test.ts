import { expect, it } from 'vitest';
import { paintsOf, type TraceEvent } from './trace';

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
