import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Palette, palettes } from './palette';

const css = readFileSync(new URL('../../parts/tokens.css', import.meta.url), 'utf8');

const token = (theme: string, name: string): string | undefined => {
  const block = css.match(new RegExp(`:root\\[data-theme='${theme}'\\]\\s*\\{([^}]*)\\}`))?.[1] ?? '';
  return block.match(new RegExp(`--${name}:\\s*(#[0-9a-f]{6});`))?.[1];
};

describe.each(['light', 'dark'] as const)('the %s figure', (theme) => {
  const palette: Palette = palettes[theme];

  it.each([
    ['bg', palette.bg],
    ['surface', palette.surface],
    ['border', palette.line],
    ['border-strong', palette.edge],
    ['text', palette.text],
    ['text-2', palette.text2],
    ['accent', palette.accent],
  ])('has the app’s --%s', (name, colour) => {
    expect(colour).toBe(token(theme, name));
  });

  it.each(['ok', 'wait', 'stop', 'force'] as const)('has the app’s pair --%s', (name) => {
    expect(palette[name]).toEqual({ ink: token(theme, name), paper: token(theme, `${name}-bg`) });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('has the app’s implementation %i', (index) => {
    expect(palette.impl[index]).toEqual({
      ink: token(theme, `impl-${index}`),
      paper: token(theme, `impl-${index}-bg`),
    });
  });
});

it('the figure for paper has no colour at all', () => {
  const hues = JSON.stringify(palettes.print).match(/#[0-9a-f]{6}/g) ?? [];
  expect(hues.length).toBeGreaterThan(20);
  expect(hues.filter((hex) => !/^#(..)\1\1$/.test(hex))).toEqual([]);
});
