import { describe, expect, it } from 'vitest';
import { PANEL_NAMES } from '../scenarios/look';
import { THREE_COLUMNS, TWO_COLUMNS } from './arrangements';

const total = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 0);

describe.each([THREE_COLUMNS, TWO_COLUMNS])('the arrangement $id', ({ columns }) => {
  it('has every panel once', () => {
    const panels = columns.flatMap(({ rows }) => rows.map(({ panel }) => panel));
    expect(panels.toSorted()).toEqual([...PANEL_NAMES].sort());
  });

  it('shares out all the room there is', () => {
    expect([total(columns), ...columns.map(({ rows }) => total(rows))]).toEqual([100, ...columns.map(() => 100)]);
  });
});
