/** The staircase of a counter in a square of 100 × 100, the origin at the top left. */
import type { CounterCourse } from './counter';

export interface Dot {
  readonly step: number;
  readonly to: number;
  readonly x: number;
  readonly y: number;
}

/** Lowest and highest value of the axis. Zero is always on it. */
export const ticks = (values: readonly number[]): readonly [low: number, high: number] => [0, Math.max(0, ...values)];

const round = (value: number): number => Math.round(value * 100) / 100;

/** A step is a column; a value holds for the whole of it. */
const across = (count: number) => (step: number) => round((step / Math.max(count, 1)) * 100);

const upwards = (values: readonly number[]) => {
  const [low, high] = ticks(values);
  return (value: number): number => round(high === low ? 100 : 100 - ((value - low) / (high - low)) * 100);
};

/** The path of the staircase: a corner wherever the value changes, nothing in between. */
export const coursePath = (values: readonly number[]): string => {
  const x = across(values.length);
  const y = upwards(values);
  const corners = values.flatMap((value, step) =>
    step === 0 ? [`M0 ${y(value)}`] : value === values[step - 1] ? [] : [`H${x(step)}V${y(value)}`],
  );
  return `${corners.join('')}H100`;
};

/** Where the counter moved. */
export const dots = ({ values, moves }: CounterCourse): readonly Dot[] => {
  const x = across(values.length);
  const y = upwards(values);
  return moves.map(({ step, to }) => ({ step, to, x: x(step), y: y(to) }));
};
