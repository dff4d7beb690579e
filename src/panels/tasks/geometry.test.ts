import { describe, expect, it } from 'vitest';
import { cellCorner, gridLayout, placeAfter, placeAt } from './geometry';

describe('gridLayout', () => {
  it.each([
    [100, 18],
    [1000, 11],
    [3000, 8],
    [10_000, 6],
  ])('%i tasks get cells of %i pixels', (count, cell) => {
    expect(gridLayout(count, 600).cell).toBe(cell);
  });

  it('has larger cells where the text is larger, and never smaller ones', () => {
    expect(gridLayout(1000, 600, 1.5).cell).toBe(17);
    expect(gridLayout(1000, 600, 0.8).cell).toBe(11);
  });

  it.each([
    [1004, 560, 300],
    [1004, 560, 160],
    [10_008, 760, 500],
  ])('shows %i cells in %i × %i pixels, as small as it takes', (count, width, height) => {
    const layout = gridLayout(count, width, 1, height);
    expect(layout.height).toBeLessThanOrEqual(height);
    expect(gridLayout(count, width, 1, layout.height - 1).cell).toBeLessThan(layout.cell);
  });

  it('has no cell smaller than three pixels, however little room there is', () => {
    expect(gridLayout(10_000, 300, 1, 50).cell).toBe(3);
  });

  it('has room for every cell, in columns that fit', () => {
    for (const width of [1, 100, 366, 900]) {
      const layout = gridLayout(1004, width);
      expect(layout.rows * layout.columns).toBeGreaterThanOrEqual(1004);
      expect((layout.rows - 1) * layout.columns).toBeLessThan(1004);
      expect(layout.columns === 1 || layout.columns * layout.pitchX <= width).toBe(true);
    }
  });
});

describe('placeAt', () => {
  const layout = gridLayout(1004, 600);

  it('finds every cell by its corner', () => {
    for (const place of [0, 1, layout.columns - 1, layout.columns, 1003]) {
      const { x, y } = cellCorner(layout, place);
      expect(placeAt(layout, x + 1, y + 1)).toBe(place);
    }
  });

  it.each([
    [-1, 5],
    [5, -1],
    [599, 5],
    [599, layout.height - 2],
    [5, layout.height + 5],
  ])('finds none at %i, %i', (x, y) => {
    expect(placeAt(layout, x, y)).toBeNull();
  });
});

describe('placeAfter', () => {
  const layout = gridLayout(1004, 600);
  const { columns } = layout;

  it.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 5, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 5, 5 + columns],
    ['ArrowUp', 5, 5],
    ['ArrowDown', 1003, 1003],
    ['Home', 500, 0],
    ['End', 500, 1003],
    ['PageDown', 5, null],
    ['x', 5, null],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(placeAfter(layout, from, key)).toBe(to);
  });
});
