import { describe, expect, it } from 'vitest';
import { PANEL_NAMES } from '../scenarios/look';
import { STORY, STORY_IN_TWO, THREE_COLUMNS, TWO_COLUMNS } from './arrangements';
import { GROUPS } from './groups';

const total = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 0);

describe.each([STORY, STORY_IN_TWO, THREE_COLUMNS, TWO_COLUMNS])('the arrangement $id', ({ columns }) => {
  it('has every panel once', () => {
    const panels = columns.flatMap(({ rows }) =>
      rows.flatMap((row) => ('panel' in row ? [row.panel] : GROUPS[row.group].panels)),
    );
    expect(panels.toSorted()).toEqual([...PANEL_NAMES].sort());
  });

  it('shares out all the room there is', () => {
    expect(total(columns)).toBe(100);
    for (const { rows } of columns) expect(total(rows.filter((row) => 'panel' in row))).toBeLessThanOrEqual(100);
  });
});
