import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cycle } from '../src/diagram/cycles/cycle';
import { cycleDrawing, drawnMoves, fitting, INSET, MARK, TITLE } from '../src/diagram/cycles/drawing';
import { taskCycle } from '../src/diagram/cycles/task';
import { CYCLES_FILE, cyclesText } from './cycleLayout';

it('the file is what the layout engine makes of the life cycles; `npm run layout` makes it anew', async () => {
  expect(readFileSync(CYCLES_FILE, 'utf8')).toBe(await cyclesText());
});

const cycles: readonly Cycle<string>[] = [taskCycle];

describe.each(cycles)('the drawing of the life cycle $name', (cycle) => {
  const { width, height, boxes, lines } = cycleDrawing(cycle);

  it('has a box for every state and a line for every move, but for those from and to everywhere', () => {
    expect(boxes.map(({ state }) => state.id)).toEqual(cycle.states.map(({ id }) => id));
    expect(lines.map(({ move }) => move)).toEqual(drawnMoves(cycle));
    for (const { points } of lines) expect(points.length).toBeGreaterThanOrEqual(2);
  });

  it('has no two boxes on each other, and all of them inside', () => {
    for (const [at, a] of boxes.entries()) {
      expect([a.x >= 0, a.y >= 0, a.x + a.width <= width, a.y + a.height <= height]).toEqual([true, true, true, true]);
      for (const b of boxes.slice(at + 1)) {
        const apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
        expect({ a: a.state.id, b: b.state.id, apart }).toEqual({ a: a.state.id, b: b.state.id, apart: true });
      }
    }
  });

  it('has no line through a box, and every line begins and ends at the edge of its own', () => {
    const through = lines.flatMap(({ move, points }) =>
      points.slice(1).flatMap((to, at) => {
        const from = points[at] ?? to;
        return boxes
          .filter(
            (box) =>
              Math.max(from.x, to.x) > box.x &&
              Math.min(from.x, to.x) < box.x + box.width &&
              Math.max(from.y, to.y) > box.y &&
              Math.min(from.y, to.y) < box.y + box.height,
          )
          .map(({ state }) => `${move.from} → ${move.to} through ${state.id}`);
      }),
    );
    expect(through).toEqual([]);
    const ends = lines.map(({ move, points }) => {
      const isAt = (id: string, x = -1) =>
        boxes.some((box) => box.state.id === id && (x === box.x || x === box.x + box.width));
      return isAt(move.from, points[0]?.x) && isAt(move.to, points.at(-1)?.x);
    });
    expect(new Set(ends)).toEqual(new Set([true]));
  });

  it('has room for its words, and cuts what does not fit', () => {
    for (const { state, title, marks, hereY, width: wide, height: high } of boxes) {
      const room = wide - 2 * INSET;
      expect(state.title.length * TITLE.size * TITLE.em).toBeLessThanOrEqual(room);
      for (const { text } of marks) expect(text.length * MARK.size * MARK.em).toBeLessThanOrEqual(room);
      const lasts = [title.y, ...marks.map(({ y }) => y), hereY, high];
      for (const [at, y] of lasts.slice(1).entries()) expect(y - (lasts[at] ?? 0)).toBeGreaterThanOrEqual(10);
      const long = fitting('livepatch_with_a_very_long_name_indeed', { width: wide });
      expect(long.length * MARK.size * MARK.em).toBeLessThanOrEqual(room);
      expect(long).toMatch(/^livepatch.*…$/);
      expect(fitting('cat:611', { width: wide })).toBe('cat:611');
    }
  });
});
