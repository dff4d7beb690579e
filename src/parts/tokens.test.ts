import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../../tools/imports';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const themes = ['light', 'dark', 'projector', 'projector-dark'] as const;
const meanings = ['ok', 'wait', 'stop', 'force', 'mark'];
const implementations = [0, 1, 2, 3, 4, 5, 6].map((n) => `impl-${n}`);
const plain = ['bg', 'surface', 'surface-2'];

/** The colours that a theme's own block declares. */
const coloursOf = (theme: string): ReadonlyMap<string, string> => {
  const block = css.match(new RegExp(`:root\\[data-theme=["']${theme}["']\\]\\s*\\{([^}]*)\\}`))?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
};

const channel = (eightBit: number): number => {
  const c = eightBit / 255;
  return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};

const luminance = (hex: string): number => {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * channel(rgb >> 16) + 0.7152 * channel((rgb >> 8) & 255) + 0.0722 * channel(rgb & 255);
};

/** WCAG 2 contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

describe.each(themes)('theme %s', (theme) => {
  const colours = coloursOf(theme);
  const colour = (name: string): string => {
    const value = colours.get(name);
    if (value === undefined) throw new Error(`${theme} has no colour --${name}`);
    return value;
  };
  const least = theme.startsWith('projector') ? 7 : 4.5;
  const papers = [...plain, ...[...meanings, ...implementations].map((name) => `${name}-bg`)];

  it.each(['text', 'text-2'])('--%s can be read on every ground', (ink) => {
    for (const paper of papers) expect.soft(contrast(colour(ink), colour(paper)), paper).toBeGreaterThanOrEqual(least);
  });

  it.each([...meanings, ...implementations])('--%s can be read on its own and on the plain grounds', (name) => {
    for (const paper of [`${name}-bg`, 'mark-bg', ...plain])
      expect
        .soft(contrast(colour(name), colour(paper)), paper)
        .toBeGreaterThanOrEqual(theme.startsWith('projector') ? 7 : 4.5);
  });

  it('the accent can carry its text, and be one', () => {
    expect(contrast(colour('accent'), colour('accent-text'))).toBeGreaterThanOrEqual(least);
    for (const paper of plain) expect(contrast(colour('accent'), colour(paper))).toBeGreaterThanOrEqual(least);
  });

  it('borders of controls and the focus ring are seen: 3 to 1', () => {
    for (const line of ['border-strong', 'focus'])
      for (const paper of plain) expect.soft(contrast(colour(line), colour(paper)), paper).toBeGreaterThanOrEqual(3);
  });
});

interface Declaration {
  readonly file: string;
  readonly property: string;
  readonly value: string;
}

const uncommented = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '');

const declarationsIn = (file: string, text: string): readonly Declaration[] =>
  [...uncommented(text).matchAll(/(?<=[{;\s])([\w-]+):\s*([^;{}]+);/g)].map(([, property = '', value = '']) => ({
    file,
    property,
    value,
  }));

const declarations = filesIn('src')
  .filter((file) => file.endsWith('.css') && file !== 'src/parts/tokens.css')
  .flatMap((file) => declarationsIn(file, readFileSync(file, 'utf8')));

/** A sheet of paper is measured in points and millimetres, black on white. */
const PAPER = 'src/export/handout.module.css';

/** A length of `--space-…`, none, a hairline, or one that grows with its text or the window. */
const SPACE =
  /^(0|auto|inherit|-?1px|-?[\d.]+(em|vh)|calc\(.*var\(--.*\)|(max|min)\(.*var\(--.*\)|var\(--[\w-]+(, 0)?\)|env\(.*\))$/;

const RAW_COLOUR =
  /#[\da-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|(?<![\w-])(black|white|gray|grey|red|green|blue|yellow|orange|purple|brown|silver)(?![\w-])/i;

/** The values of a list that may have functions in it: `0 calc(1px + 2px)` has two. */
const valuesOf = (value: string): readonly string[] => {
  let depth = 0;
  const spaced = [...value].map((char) => {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    return depth === 0 && char === ' ' ? '\n' : char;
  });
  return spaced.join('').split('\n');
};

const scales: readonly {
  readonly what: string;
  readonly of: RegExp;
  readonly isRaw: (value: string) => boolean;
  /** Where it may be, and why. */
  readonly except?: Readonly<Record<string, string>>;
}[] = [
  { what: 'weight', of: /^font-weight$/, isRaw: (value) => !/^(var\(--weight-\d\)|inherit|\d+ \d+)$/.test(value) },
  {
    what: 'size of text',
    of: /^font-size$/,
    isRaw: (value) => !/^(inherit|(calc\()?var\(--text-[\w]+\).*)$/.test(value),
    except: { [PAPER]: 'points', 'src/talk/stage.css': 'the unit itself, by the size of the window' },
  },
  {
    what: 'distance of lines',
    of: /^line-height$/,
    isRaw: (value) => !/^(0|1|inherit|(calc\()?var\(--[\w-]+\).*)$/.test(value),
  },
  {
    what: 'space',
    of: /^(padding|margin|gap|row-gap|column-gap)(-\w+)*$/,
    isRaw: (value) => valuesOf(value).some((one) => !SPACE.test(one)),
    except: { [PAPER]: 'millimetres' },
  },
  {
    what: 'rounding',
    of: /^border-(\w+-)*radius$/,
    isRaw: (value) => valuesOf(value).some((one) => !/^(0|50%|inherit|var\(--radius-\w+\))$/.test(one)),
  },
  {
    what: 'colour',
    of: /./,
    isRaw: (value) => RAW_COLOUR.test(value),
    except: { [PAPER]: 'black on white', 'src/talk/blank.module.css': 'a screen that shows nothing' },
  },
];

describe.each(scales)('every $what', ({ of, isRaw, except = {} }) => {
  const raw = declarations.filter(({ property, value }) => of.test(property) && isRaw(value));

  it('is one of the tokens', () => {
    expect(raw.filter(({ file }) => !(file in except))).toEqual([]);
  });

  it.each(Object.keys(except))('%s still needs to be an exception', (file) => {
    expect(raw.map((each) => each.file)).toContain(file);
  });
});

describe('what is seen before any style sheet', () => {
  const page = readFileSync('index.html', 'utf8');

  it('has no colour that the tokens have not', () => {
    const known = new Set(themes.flatMap((theme) => [...coloursOf(theme).values()]));
    expect(
      [...page.matchAll(/#[\da-f]{6}\b/g)].map(([colour]) => colour).filter((colour) => !known.has(colour)),
    ).toEqual([]);
  });

  it('has their weights', () => {
    const weights = [...css.matchAll(/--weight-\d: (\d+);/g)].map(([, weight]) => weight);
    const used = [...page.matchAll(/font(?:-weight)?: (\d{3})\b/g)].map(([, weight]) => weight);
    expect(used).not.toEqual([]);
    expect(used.filter((weight) => !weights.includes(weight))).toEqual([]);
  });
});
