import { describe, expect, it } from 'vitest';
import { policies } from '../../kernel/policies';
import { lineKey } from './cycle';
import { gatesOn } from './gates';
import { patchCycle } from './patch';
import { BOX_HEIGHT, fittingIn, LEADING, plans, SMALL_SIZE, TITLE_SIZE } from './patchPlan';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const apart = (a: Area, b: Area): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

/** A segment as the area that it covers. */
const segmentsOf = (corners: readonly number[]): readonly Area[] =>
  corners.flatMap((x, at) => {
    if (at % 2 !== 0 || at < 2) return [];
    const [fromX, fromY, y] = [corners[at - 2] ?? 0, corners[at - 1] ?? 0, corners[at + 1] ?? 0];
    expect(fromX === x || fromY === y).toBe(true);
    return [{ x: Math.min(fromX, x), y: Math.min(fromY, y), width: Math.abs(x - fromX), height: Math.abs(y - fromY) }];
  });

describe.each(plans)('the $name plan of the life of a livepatch', ({ width, height, nodes, edges, gates }) => {
  const boxes = new Map<string, Area>(
    Object.entries(nodes).map(([id, [x, y, wide]]) => [id, { x, y, width: wide, height: BOX_HEIGHT }]),
  );
  const rooms = new Map<string, Area>(
    Object.entries(gates).map(([key, [x, y, wide, high]]) => [key, { x, y, width: wide, height: high }]),
  );
  const all = [...boxes, ...rooms];

  it('has a box for every state, wide enough for its title, and a line for every move', () => {
    expect([...boxes.keys()].toSorted()).toEqual(patchCycle.states.map(({ id }) => id).toSorted());
    expect(Object.keys(edges).toSorted()).toEqual(patchCycle.moves.map(lineKey).toSorted());
    for (const { id, title } of patchCycle.states)
      expect({ id, room: (boxes.get(id)?.width ?? 0) >= title.length * TITLE_SIZE * 0.51 + 7 }).toEqual({
        id,
        room: true,
      });
  });

  it('has no two boxes on each other, no words of a rule on a box, and all of them inside', () => {
    for (const [at, [name, a]] of all.entries()) {
      expect([name, a.x >= 0, a.y >= 0, a.x + a.width <= width, a.y + a.height <= height]).toEqual([
        name,
        ...Array.from({ length: 4 }, () => true),
      ]);
      for (const [other, b] of all.slice(at + 1))
        expect({ name, other, apart: apart(a, b) }).toEqual({ name, other, apart: true });
    }
  });

  it('has no line through a box or through words, and every line goes from its box to its box', () => {
    for (const [key, corners] of Object.entries(edges)) {
      const [from = '', to = ''] = key.split(' ');
      for (const segment of segmentsOf(corners)) {
        const through = all.filter(([, area]) => {
          const inside = { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
          return !apart({ ...segment, width: segment.width + 0.1, height: segment.height + 0.1 }, inside);
        });
        expect({ key, through: through.map(([name]) => name) }).toEqual({ key, through: [] });
      }
      const isAt = (id: string, x = -1, y = -1): boolean => {
        const box = boxes.get(id);
        if (box === undefined) return false;
        const across = x === box.x || x === box.x + box.width;
        const along = y === box.y || y === box.y + box.height;
        const within = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
        return within && (across || along);
      };
      expect({ key, ends: [isAt(from, ...corners.slice(0, 2)), isAt(to, ...corners.slice(-2))] }).toEqual({
        key,
        ends: [true, true],
      });
    }
  });

  it.each(policies)('has room for what the rules of $id ask', (policy) => {
    for (const move of patchCycle.moves) {
      const asked = gatesOn(policy.id, patchCycle, move);
      const room = rooms.get(lineKey(move));
      if (room === undefined) continue;
      for (const { asks } of asked) expect(fittingIn(`✕ ${asks}`, room.width)).toBe(`✕ ${asks}`);
      // One line each, and one more for the rule that refuses.
      expect((asked.length + 1) * LEADING + SMALL_SIZE - LEADING).toBeLessThanOrEqual(room.height);
    }
  });
});

describe.each(policies)('the rules of $id on the life of a livepatch', (policy) => {
  const on = (from: string, to: string): readonly string[] => {
    const move = patchCycle.moves.find((each) => each.from === from && each.to === to);
    return move === undefined
      ? []
      : gatesOn(policy.id, patchCycle, move).flatMap(({ edge }) =>
          edge.guard.kind === 'rule' ? [edge.guard.name] : [],
        );
  };

  it('stand where they are asked: on load, on a reversal, on disabling', () => {
    expect(on('loading', 'enabling')).toEqual([...policy.onLoad, 'transitionInProgress']);
    expect(on('patching', 'unpatching')).toEqual(policy.onWrite);
    expect(on('patched', 'disabling').toSorted()).toEqual(
      [...policy.onWrite, ...policy.onDisable, 'transitionInProgress'].toSorted(),
    );
    expect(on('patched', 'replacing')).toEqual([]);
  });

  it('are written in words, all of them', () => {
    for (const rule of [...policy.onLoad, ...policy.onWrite, ...policy.onDisable])
      expect(policy.asks[rule]).toBeDefined();
  });
});
