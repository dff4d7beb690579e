import { describe, expect, it } from 'vitest';
import { moveSeparator, type Sized, sharesOf, toShares, tracksOf } from './paneSizes';

const panes: readonly Sized[] = [
  { id: 'a', size: 50, least: 100 },
  { id: 'b', size: 30, least: 100 },
  { id: 'c', size: 20, least: 50 },
];

describe('the shares of a group', () => {
  it('are its own until somebody moves a separator', () => {
    expect(sharesOf({}, 'group', panes)).toEqual([50, 30, 20]);
  });

  it('are those that were kept', () => {
    expect(sharesOf({ group: { a: 10, b: 40, c: 50 } }, 'group', panes)).toEqual([10, 40, 50]);
  });

  it('are its own when other panes were kept under its name', () => {
    expect(sharesOf({ group: { a: 10, b: 90 } }, 'group', panes)).toEqual([50, 30, 20]);
    expect(sharesOf({ group: { a: 10, b: 40, d: 50 } }, 'group', panes)).toEqual([50, 30, 20]);
  });
});

describe('the tracks', () => {
  it('are shares with a least size, and what is folded takes what it needs', () => {
    const folded = panes.map((pane) => (pane.id === 'c' ? { ...pane, folded: true } : pane));
    expect(tracksOf(folded, [50, 30, 20])).toBe('minmax(100px, 50fr) 1px minmax(100px, 30fr) 1px auto');
  });
});

describe('moving a separator', () => {
  it('takes from one neighbour what the other wins', () => {
    expect(moveSeparator(panes, [300, 200, 100], 0, 40)).toEqual([340, 160, 100]);
    expect(moveSeparator(panes, [300, 200, 100], 1, -40)).toEqual([300, 160, 140]);
  });

  it('leaves each neighbour its least size', () => {
    expect(moveSeparator(panes, [300, 200, 100], 0, 999)).toEqual([400, 100, 100]);
    expect(moveSeparator(panes, [300, 200, 100], 1, -999)).toEqual([300, 100, 200]);
  });

  it('does nothing where there is no room for both', () => {
    expect(moveSeparator(panes, [60, 60, 100], 0, 20)).toEqual([60, 60, 100]);
  });
});

describe('what is kept', () => {
  it('is in per cent, and adds up', () => {
    expect(toShares(panes, [300, 200, 100], [25, 25, 50])).toEqual({
      a: 50,
      b: expect.closeTo(100 / 3),
      c: expect.closeTo(50 / 3),
    });
  });

  it('leaves the share of what is folded as it was', () => {
    const folded = panes.map((pane) => (pane.id === 'c' ? { ...pane, folded: true } : pane));
    expect(toShares(folded, [300, 100, 36], [50, 30, 20])).toEqual({ a: 60, b: 20, c: 20 });
  });
});
