/** The colours of figures: those of `parts/tokens.css`, written out, because a figure has to stand alone. A test compares them. */

interface Pair {
  readonly ink: string;
  readonly paper: string;
}

export interface Palette {
  readonly bg: string;
  readonly surface: string;
  readonly line: string;
  readonly edge: string;
  readonly text: string;
  readonly text2: string;
  readonly accent: string;
  readonly ok: Pair;
  readonly wait: Pair;
  readonly stop: Pair;
  readonly force: Pair;
  /** By the index of the implementation, 0 being the original. */
  readonly impl: readonly Pair[];
}

const pair = (ink: string, paper: string): Pair => ({ ink, paper });

const light: Palette = {
  bg: '#f4f1ea',
  surface: '#fdfcf9',
  line: '#d9d3c6',
  edge: '#857e70',
  text: '#211f1b',
  text2: '#5b564c',
  accent: '#1f5490',
  ok: pair('#00594f', '#d5ece6'),
  wait: pair('#774500', '#fbe6bd'),
  stop: pair('#9a3200', '#fadfd1'),
  force: pair('#6b2f85', '#efe0f5'),
  impl: [
    pair('#4a463e', '#e7e2d7'),
    pair('#00557f', '#d6e9f5'),
    pair('#744600', '#fce3b4'),
    pair('#005c44', '#cdecdf'),
    pair('#842a5e', '#f7deeb'),
    pair('#8d3a00', '#fbdccb'),
    pair('#575000', '#f3edb0'),
  ],
};

const dark: Palette = {
  bg: '#151412',
  surface: '#1d1c19',
  line: '#3a3732',
  edge: '#8a8375',
  text: '#ece8e0',
  text2: '#b5aea2',
  accent: '#8fbcf2',
  ok: pair('#7fd6c4', '#133a34'),
  wait: pair('#f2c063', '#40300f'),
  stop: pair('#ff9e76', '#47210f'),
  force: pair('#d9a9ee', '#3a2348'),
  impl: [
    pair('#cfc8bb', '#35322c'),
    pair('#8ccdf5', '#123850'),
    pair('#f5c25c', '#432f08'),
    pair('#74dcb6', '#0e3d2e'),
    pair('#f0a6cd', '#47203a'),
    pair('#ffa477', '#4a220c'),
    pair('#e9df6b', '#3a360a'),
  ],
};

/** For paper: black on white. What colour says elsewhere, shapes and words say here. */
const plain = pair('#000000', '#ffffff');
const print: Palette = {
  bg: '#ffffff',
  surface: '#ffffff',
  line: '#999999',
  edge: '#444444',
  text: '#000000',
  text2: '#333333',
  accent: '#000000',
  ok: plain,
  wait: plain,
  stop: plain,
  force: plain,
  impl: [pair('#333333', '#ffffff'), ...Array.from({ length: 6 }, () => pair('#000000', '#e8e8e8'))],
};

export const palettes = { light, dark, print } as const;

export type FigureTheme = keyof typeof palettes;

export const implPair = ({ impl }: Palette, index: number): Pair => impl[index] ?? plain;
