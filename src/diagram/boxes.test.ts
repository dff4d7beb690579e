import { describe, expect, it } from 'vitest';
import { policies } from '../kernel/policies';
import { bigLines, bigName } from './bigName';
import { boxOf, FONT, hasBox, type Line, widthOf, wrap } from './boxes';
import { unionOf } from './diagram';

const boxes = unionOf(policies).filter(hasBox).map(boxOf);

/** The rectangle that a line of text takes. */
const inkOf = ({ x, y, text, face, anchor }: Line) => {
  const width = widthOf(text, face);
  return {
    left: anchor === 'end' ? x - width : x,
    right: anchor === 'end' ? x : x + width,
    top: y - FONT[face],
    bottom: y + 3,
    text,
  };
};

describe('the box of a phase', () => {
  it('holds its words, and none lies over another', () => {
    let checked = 0;
    for (const { name, width, height, lines, rows } of boxes) {
      const inks = [...lines, ...rows.flatMap((row) => row.lines)].map(inkOf);
      for (const [at, one] of inks.entries()) {
        checked += 1;
        expect(one.left, `${name}: ${one.text}`).toBeGreaterThanOrEqual(0);
        expect(one.right, `${name}: ${one.text}`).toBeLessThanOrEqual(width);
        expect(one.bottom, `${name}: ${one.text}`).toBeLessThanOrEqual(height);
        for (const other of inks.slice(at + 1)) {
          const apart =
            one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
          expect(apart, `${name}: “${one.text}” and “${other.text}”`).toBe(true);
        }
      }
    }
    expect(checked).toBeGreaterThan(300);
  });

  it('has a row for each edge, and no row lies over another or leaves the box', () => {
    for (const { name, width, height, rows } of boxes) {
      for (const [at, row] of rows.entries()) {
        expect(row.x + row.width, name).toBeLessThanOrEqual(width);
        expect(row.y + row.height, name).toBeLessThanOrEqual(height);
        for (const other of rows.slice(at + 1)) {
          const apart =
            row.x + row.width <= other.x ||
            other.x + other.width <= row.x ||
            row.y + row.height <= other.y ||
            other.y + other.height <= row.y;
          expect(apart, `${row.edge.key} and ${other.edge.key}`).toBe(true);
        }
      }
    }
    expect(boxes.flatMap(({ rows }) => rows)).toHaveLength(unionOf(policies).flatMap(({ edges }) => edges).length);
  });

  it('says in the row where an edge goes when it ends in return or stays', () => {
    const wordsOf = (key: string) =>
      boxes
        .flatMap(({ rows }) => rows)
        .find(({ edge }) => edge.key === key)
        ?.lines.map(({ text }) => text);
    expect(wordsOf('klp_init_patch symbolNotFound')).toEqual(['✕ symbolNotFound', '↩ return']);
    expect(wordsOf('waiting echo.param workerReleased')).toEqual(['when workerReleased ↻']);
    expect(wordsOf('patching attempt otherwise')).toEqual(['→ klp_transition_work_fn']);
    expect(wordsOf('klp_module_going otherwise')?.slice(0, 2)).toEqual(['otherwise', '↻']);
  });
});

describe('a text in lines', () => {
  it('breaks between words and keeps them all', () => {
    const words = 'The patch’s functions leave their func_stacks.';
    const lines = wrap(words, 'says', 160);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(words);
    for (const line of lines) expect(widthOf(line, 'says')).toBeLessThanOrEqual(160);
  });

  it('gives a word that is too long a line of its own', () => {
    expect(wrap('a klp_cleanup_module_patches_limited b', 'name', 60)).toEqual([
      'a',
      'klp_cleanup_module_patches_limited',
      'b',
    ]);
  });
});

describe('a name that is read from far away', () => {
  it('breaks after underscores only, and fits its box', () => {
    for (const { name, width, height } of boxes) {
      const big = bigName(name, width, height);
      expect(big.lines.join('')).toBe(name);
      for (const line of big.lines.slice(0, -1)) expect(line.endsWith('_')).toBe(true);
      for (const line of big.lines) expect(line.length * big.size * 0.6).toBeLessThanOrEqual(width);
      const [first] = bigLines(big, height);
      expect(first).toBeGreaterThan(0);
      expect(bigLines(big, height).at(-1)).toBeLessThan(height);
      expect(big.size).toBeGreaterThanOrEqual(20);
    }
  });
});
