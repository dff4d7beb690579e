/**
 * The life cycles in their places: boxes measured by counting characters, lines where a layout engine has put them. Whole
 * pixels at a zoom of 1.
 */

import type { Layout } from '../layout';
import { type Point, pointsOf } from '../path';
import { shortened } from '../shortened';
import { type Cycle, type CycleMove, type CycleState, lineKey } from './cycle';
import json from './layout.json';

const layouts: Readonly<Record<string, Layout>> = json;

/** Font sizes, and the width of a character in em: exact for the monospaced face, on the safe side for the other. */
export const TITLE = { size: 13, em: 0.57 } as const;
export const MARK = { size: 11, em: 0.6 } as const;

const PAD = 10;
const LEADING = 16;
/** Wide enough for the name of a livepatch of the self-tests. */
const LEAST = 140;

export interface TextLine {
  readonly text: string;
  /** Of the base line, from the top of the box. */
  readonly y: number;
}

export interface CycleBox<S extends string> {
  readonly state: CycleState<S>;
  readonly width: number;
  readonly height: number;
  readonly title: TextLine;
  readonly marks: readonly TextLine[];
  /** Base line of the words that say who is here. */
  readonly hereY: number;
}

const widthOf = (text: string, { size, em }: { readonly size: number; readonly em: number }): number =>
  text.length * size * em;

/** Where text begins inside a box. */
export const INSET = PAD;

/** A box as wide as its words, with a last line left free for who is here. */
export const boxOf = <S extends string>(state: CycleState<S>): CycleBox<S> => {
  const widest = Math.max(widthOf(state.title, TITLE), ...state.marks.map((mark) => widthOf(mark, MARK)));
  const first = PAD + TITLE.size - 2;
  const marks = state.marks.map((text, at) => ({ text, y: first + LEADING * (at + 1) }));
  const hereY = first + LEADING * (marks.length + 1) + 4;
  return {
    state,
    width: Math.max(LEAST, Math.ceil(widest) + 2 * PAD),
    height: hereY + PAD,
    title: { text: state.title, y: first },
    marks,
    hereY,
  };
};

/** As much of a text as fits on the free line of a box. */
export const fitting = (text: string, { width }: { readonly width: number }, inShort = text): string =>
  shortened(text, Math.floor((width - 2 * PAD) / (MARK.size * MARK.em)), inShort);

/** A move from or to everywhere would cover all others: where such a state is lit, the words say the rest. */
export const drawnMoves = <S extends string>({ apart, moves }: Cycle<S>): readonly CycleMove<S>[] =>
  moves.filter(({ from, to }) => from !== apart && to !== apart);

export interface CycleDrawing<S extends string> {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (CycleBox<S> & Point)[];
  readonly lines: readonly { readonly move: CycleMove<S>; readonly points: readonly Point[] }[];
}

/** @throws when the layout was made for another life cycle: `npm run layout` makes it anew. */
export const cycleDrawing = <S extends string>(cycle: Cycle<S>): CycleDrawing<S> => {
  const layout = layouts[cycle.name];
  if (layout === undefined) throw new Error(`There is no layout for the life cycle '${cycle.name}'.`);
  const placeOf = (id: string): Point => {
    const [x, y] = layout.nodes[id] ?? [];
    if (x === undefined || y === undefined) throw new Error(`The layout has no place for '${id}'.`);
    return { x, y };
  };
  return {
    width: layout.width,
    height: layout.height,
    boxes: cycle.states.map((state) => ({ ...boxOf(state), ...placeOf(state.id) })),
    lines: drawnMoves(cycle).map((move) => ({ move, points: pointsOf(layout.edges[lineKey(move)] ?? []) })),
  };
};
