/**
 * A phase as a box of text: its rows are its outgoing edges in the order they are asked. Measured without a browser, by
 * counting characters, so that the layout can be made at build time. Lengths in pixels at a zoom of 1, from the top left
 * corner of the box.
 */
import type { StateName } from '../chart/phases';
import { askWords, type DiagramEdge, type DiagramNode } from './diagram';

export type Face = 'name' | 'description' | 'event' | 'ask' | 'says' | 'to';

export interface Line {
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  /** `end`: `x` is where the text ends. */
  readonly anchor: 'start' | 'end';
}

export interface Row {
  readonly edge: DiagramEdge;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Where the edge leaves the box on its right side; `null` when a word in the row says where it goes. */
  readonly port: number | null;
}

export interface Box {
  readonly name: StateName;
  readonly description: string;
  readonly stable: boolean;
  /** What a compound state answers itself: it stands in a frame with the states inside. */
  readonly compound: boolean;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly rows: readonly Row[];
}

/** Font sizes. */
export const FONT: Readonly<Record<Face, number>> = {
  name: 13,
  description: 11,
  event: 11,
  ask: 11,
  says: 11,
  to: 11,
};

/** Width of a character in em: exact for the monospaced face, and on the safe side for the other. */
const MONO = 0.6;
const TEXT = 0.57;
const ems: Readonly<Record<Face, number>> = {
  name: MONO,
  event: MONO,
  ask: MONO,
  to: MONO,
  description: TEXT,
  says: TEXT,
};

/** The width that a text takes, or a little more. */
export const widthOf = (text: string, face: Face): number => text.length * FONT[face] * ems[face];

/** In lines that are at most so wide; a word that is wider has a line of its own. */
export const wrap = (text: string, face: Face, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && widthOf(longer, face) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

const PAD = 12;
const LEADING = 15;
const GAP = 4;
const CHIP = 20;
const NARROW = 290;
const WIDE = 440;
const EVENT_COLUMN = 104;

const RETURN = '↩ return';
const AGAIN = '↻';

/** Where an edge goes, when no line is drawn for it. */
const toWords = ({ from, to }: DiagramEdge): string | null => {
  if (to === from) return AGAIN;
  return to === 'return' ? RETURN : null;
};

const text = (x: number, y: number, words: string, face: Face, anchor: Line['anchor'] = 'start'): Line => ({
  x,
  y,
  text: words,
  face,
  anchor,
});

/** The lines of a paragraph, the first base line at `y`. */
const paragraph = (x: number, y: number, words: string, face: Face, width: number): readonly Line[] =>
  wrap(words, face, width).map((line, at) => text(x, y + at * LEADING, line, face));

const headOf = ({ name, description }: DiagramNode, width: number): readonly Line[] => [
  text(PAD, 22, name, 'name'),
  ...paragraph(PAD, 39, description, 'description', width - 2 * PAD),
];

const below = (lines: readonly Line[]): number => Math.max(...lines.map(({ y }) => y)) + 9;

/** One edge of a phase that is passed through: what is asked, then what it does. */
const rowOf = (edge: DiagramEdge, y: number): Row => {
  const width = NARROW;
  const to = toWords(edge);
  const says =
    edge.guard.kind === 'rule' ? [] : paragraph(PAD, y + 15 + LEADING, edge.description, 'says', width - 2 * PAD);
  return {
    edge,
    x: 0,
    y,
    width,
    height: 22 + says.length * LEADING,
    lines: [
      text(PAD, y + 15, askWords(edge), 'ask'),
      ...(to === null ? [] : [text(width - PAD, y + 15, to, 'to', 'end')]),
      ...says,
    ],
    port: to === null ? y + 11 : null,
  };
};

const transientBox = (node: DiagramNode): Box => {
  const lines = headOf(node, NARROW);
  const rows: Row[] = [];
  let y = below(lines);
  for (const edge of node.edges) {
    const row = rowOf(edge, y);
    rows.push(row);
    y += row.height;
  }
  const { name, description, compound } = node;
  return { name, description, stable: false, compound, width: NARROW, height: y + GAP, lines, rows };
};

const chipWords = (edge: DiagramEdge): string => {
  const to = toWords(edge);
  if (edge.guard.kind === 'rule') return askWords(edge);
  const away = to ?? `→ ${edge.to}`;
  return edge.guard.kind === 'condition' ? `${askWords(edge)} ${away}` : away;
};

/** The edges that answer one event: chips beside its name, in as many lines as they need. */
const chipsOf = (edges: readonly DiagramEdge[], top: number): readonly Row[] => {
  const rows: Row[] = [];
  let x = EVENT_COLUMN;
  let y = top;
  for (const edge of edges) {
    const words = chipWords(edge);
    const width = Math.ceil(widthOf(words, 'ask')) + 10;
    if (x + width > WIDE - PAD && x > EVENT_COLUMN) {
      x = EVENT_COLUMN;
      y += CHIP;
    }
    const leaves = toWords(edge) === null;
    const left = leaves ? WIDE - PAD - width : x;
    rows.push({
      edge,
      x: left,
      y: y + 1,
      width,
      height: CHIP - 2,
      lines: [text(left + 5, y + 14, words, 'ask')],
      port: leaves ? y + CHIP / 2 : null,
    });
    x += width + GAP;
  }
  return rows;
};

const stableBox = (node: DiagramNode): Box => {
  const head = headOf(node, WIDE);
  const events = [...new Set(node.edges.map(({ event }) => event))];
  const names: Line[] = [];
  const rows: Row[] = [];
  let y = below(head);
  for (const event of events) {
    const chips = chipsOf(
      node.edges.filter((edge) => edge.event === event),
      y,
    );
    names.push(text(PAD, y + 14, event ?? '', 'event'));
    rows.push(...chips);
    y = Math.max(...chips.map((chip) => chip.y)) + CHIP - 1;
  }
  const { name, description, stable, compound } = node;
  return { name, description, stable, compound, width: WIDE, height: y + GAP, lines: [...head, ...names], rows };
};

/** The box around the states of a compound one: its margin, the room for its name, between two states, and for a line. */
export const FRAME = { pad: 14, head: 36, gap: 14, lane: 12 } as const;

/** A compound state without edges of its own is no box. */
export const hasBox = ({ compound, edges }: DiagramNode): boolean => !compound || edges.length > 0;

/** The box of a phase, its top left corner at 0, 0. */
export const boxOf = (node: DiagramNode): Box =>
  node.edges.some(({ event }) => event !== null) ? stableBox(node) : transientBox(node);
