/** Lines as a layout engine gives them, and as SVG draws them. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners one after the other, x and y in turn. */
export const pointsOf = (numbers: readonly number[]): readonly Point[] =>
  numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []));

const ROUND = 6;

/** The path of a line, in the words of SVG, its corners rounded. */
export const pathOf = (points: readonly Point[]): string =>
  points
    .map((point, at) => {
      const before = points[at - 1];
      const after = points[at + 1];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const from = towards(point, before);
      const to = towards(point, after);
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join('');

/** A little way from one point to another, at most half of it. */
const towards = (from: Point, to: Point): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(ROUND, length / 2) / length;
  return { x: round(from.x + (to.x - from.x) * part), y: round(from.y + (to.y - from.y) * part) };
};

const round = (value: number): number => Math.round(value * 10) / 10;
