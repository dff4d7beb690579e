import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasBox } from '../src/diagram/boxes';
import { unionOf } from '../src/diagram/diagram';
import { drawingOf, type Rect } from '../src/diagram/drawing';
import { type Point, pathOf } from '../src/diagram/path';
import { policies } from '../src/kernel/policies';
import { CHART_FILE, chartText } from './chartLayout';

const chart = unionOf(policies);
const { frames, boxes, lines, width, height } = drawingOf(chart);

/** How far two ranges lie in each other; at most 0 when they do not. */
const shared = (a: number, b: number, c: number, d: number): number =>
  Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d));

/** The compound state that a state is in, or is. */
const frameOf = (name: string): string | null => {
  const node = chart.find((each) => each.name === name);
  return node?.compound === true ? name : (node?.parent ?? null);
};

const segmentsOf = (points: readonly Point[]): readonly (readonly [Point, Point])[] =>
  points.slice(1).flatMap((to, at) => {
    const from = points[at];
    return from === undefined ? [] : [[from, to] as const];
  });

/** Does the segment go through the inside of the rectangle, and not only along its side? */
const crosses = ([a, b]: readonly [Point, Point], box: Rect): boolean =>
  shared(a.x - 0.5, b.x + 0.5, box.x + 1, box.x + box.width - 1) > 0 &&
  shared(a.y - 0.5, b.y + 0.5, box.y + 1, box.y + box.height - 1) > 0;

describe('the layout of the statechart', () => {
  it('is the one that belongs to the chart', async () => {
    const fresh = await chartText();
    expect(
      readFileSync(CHART_FILE, 'utf8') === fresh,
      `${CHART_FILE} is out of date: the chart has changed. Run \`npm run layout\` and commit the file.`,
    ).toBe(true);
  });

  it('has a place for every phase, and a line for every edge that is not told in its row', () => {
    expect(boxes.map(({ name }) => name)).toEqual(chart.filter(hasBox).map(({ name }) => name));
    const drawn = chart.flatMap(({ edges }) => edges.filter(({ from, to }) => to !== 'return' && to !== from));
    expect(lines.map(({ edge }) => edge.key)).toEqual(drawn.map(({ key }) => key));
    expect(lines.length).toBeGreaterThan(25);
  });

  it('has no two boxes over each other, and all of them inside', () => {
    for (const [at, box] of boxes.entries()) {
      expect(box.x, box.name).toBeGreaterThanOrEqual(0);
      expect(box.y, box.name).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, box.name).toBeLessThanOrEqual(width);
      expect(box.y + box.height, box.name).toBeLessThanOrEqual(height);
      for (const other of boxes.slice(at + 1)) {
        const over =
          shared(box.x, box.x + box.width, other.x, other.x + other.width) > 0 &&
          shared(box.y, box.y + box.height, other.y, other.y + other.height) > 0;
        expect(over, `${box.name} and ${other.name}`).toBe(false);
      }
    }
  });

  it('leads every line from its row to the box it enters, and through no box on the way', () => {
    for (const { edge, points } of lines) {
      const from = boxes.find(({ name }) => name === edge.from);
      const to = boxes.find(({ name }) => name === edge.to);
      const row = from?.rows.find((each) => each.edge.key === edge.key);
      expect(points[0], edge.key).toEqual({
        x: (from?.x ?? 0) + (from?.width ?? 0),
        y: (from?.y ?? 0) + (row?.port ?? 0),
      });
      // From the left, but from the right where both are in one frame.
      const [left, wide] = [to?.x ?? 0, to?.width ?? 0];
      expect(points.at(-1)?.x, edge.key).toBe(frameOf(edge.from) === frameOf(edge.to) ? left + wide : left);
      for (const segment of segmentsOf(points)) {
        const [a, b] = segment;
        expect(a.x === b.x || a.y === b.y, `${edge.key} is not at right angles`).toBe(true);
        const through = boxes.filter((box) => crosses(segment, box)).map(({ name }) => name);
        expect(through, edge.key).toEqual([]);
        const ends = [frameOf(edge.from), frameOf(edge.to)];
        const foreign = frames.filter((frame) => !ends.includes(frame.name) && crosses(segment, frame));
        expect(foreign, edge.key).toEqual([]);
      }
    }
  });

  it('has a frame around the states of every compound state, and no other box in it', () => {
    expect(frames.map(({ name }) => name)).toEqual(chart.filter(({ compound }) => compound).map(({ name }) => name));
    for (const frame of frames) {
      const inside = boxes.filter(
        (box) =>
          box.x > frame.x &&
          box.x + box.width < frame.x + frame.width &&
          box.y >= frame.y &&
          box.y + box.height < frame.y + frame.height,
      );
      const own = chart.filter(({ name, parent }) => parent === frame.name || (name === frame.name && frame.named));
      expect(inside.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
    }
  });

  it('rounds the corners of a line and keeps its ends', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 20, y: 0 },
        { x: 20, y: 30 },
      ]),
    ).toBe('M0 0L14 0Q20 0 20 6L20 30');
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 4, y: 0 },
        { x: 4, y: 30 },
      ]),
    ).toBe('M0 0L2 0Q4 0 4 6L4 30');
  });
});
