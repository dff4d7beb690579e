/** The statechart for its panel: the drawing, which edges the step took, and where the reader is in it. */

import { type Diagram, type DiagramEdge, type DiagramNode, diagramOf, unionOf } from '../../diagram/diagram';
import { boxFor, type Drawing, drawingOf, type PlacedLine, type Rect } from '../../diagram/drawing';
import { type Policy, policies } from '../../kernel/policies';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { microstepsSeen } from '../../viewer/microstepsSeen';

export { bigLines, bigName } from '../../diagram/bigName';
export { FONT, FRAME, type Line, type Row, widthOf } from '../../diagram/boxes';
export { askWords, type DiagramEdge, type DiagramNode } from '../../diagram/diagram';
export {
  boxFor,
  type Drawing,
  type Frame,
  type PlacedBox,
  type PlacedLine,
} from '../../diagram/drawing';
export { mermaidOf } from '../../diagram/mermaid';
export { pathOf } from '../../diagram/path';

/** The edges of every policy: what is drawn, so that a phase keeps its place when the policy changes. */
export const wholeChart: Diagram = unionOf(policies);

export const wholeDrawing: Drawing = drawingOf(wholeChart);

const phaseCount = wholeChart.filter(({ compound }) => !compound).length;

/** The chart of the policy alone. */
export const chartUnder = memoize((policy: Policy): Diagram => diagramOf(policy));

/** What the reader has chosen in the chart. */
export type Picked = { readonly kind: 'phase' | 'edge'; readonly key: string } | null;

export const nodeOf = (phase: string): DiagramNode | undefined => wholeChart.find((node) => node.name === phase);

/** The phases inside a compound state. */
export const phasesIn = ({ name }: DiagramNode): readonly string[] =>
  wholeChart.filter(({ parent }) => parent === name).map((node) => node.name);

const edges: ReadonlyMap<string, DiagramEdge> = new Map(
  wholeChart.flatMap((node) => node.edges.map((edge) => [edge.key, edge])),
);

export const edgeWithKey = (key: string): DiagramEdge | undefined => edges.get(key);

/** Is the edge asked under this policy? */
export const isUnder = ({ id }: Policy, edge: DiagramEdge): boolean => edge.policies.includes(id);

export interface TakenEdge {
  readonly edge: DiagramEdge;
  /** Which of the step's microsteps took it, counted from 1; an edge may be taken again. */
  readonly numbers: readonly number[];
  /** Taken by the microstep the reader is in. */
  readonly current: boolean;
}

/** The edges that the step has taken so far, in the order in which each was first taken. */
export const takenEdges = memoize((view: View): readonly TakenEdge[] => {
  const taken = new Map<string, TakenEdge>();
  for (const [
    at,
    {
      edge: { key },
    },
  ] of microstepsSeen(view).entries()) {
    const edge = edgeWithKey(key);
    if (edge === undefined) continue;
    const before = taken.get(key);
    taken.set(key, { edge, numbers: [...(before?.numbers ?? []), at + 1], current: view.cursor.micro === at });
  }
  return [...taken.values()];
});

/** As it is written beside an edge: `3`, `3, 5`, `3 … 9`. */
export const numbersText = (numbers: readonly number[]): string =>
  numbers.length > 2 ? `${numbers[0]} … ${numbers.at(-1)}` : numbers.join(', ');

/** The place of the reader in the chart, in one sentence, for those who do not see it. */
export const chartSentence = memoize((view: View): string => {
  const { trace, cursor } = view;
  const seen = microstepsSeen(view);
  const before = trace.steps[cursor.step - 1]?.phase ?? view.phase;
  const phases = [...new Set([before, ...seen.map(({ phase }) => phase)])];
  const way =
    seen.length === 0
      ? 'No edge has been taken yet.'
      : `Edges taken in this step: ${seen.length}, through ${phases.join(', ')}.`;
  return `Statechart of ${phaseCount} phases under “${view.policy.title}”. Active phase: ${view.phase}. ${way}`;
});

/** The smallest rectangle around some. */
const around = (rects: readonly Rect[]): Rect => {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
};

/** The row of an edge, in the coordinates of the drawing. */
export const rowRect = (edge: DiagramEdge): Rect | null => {
  const box = boxFor(wholeDrawing, edge.from);
  const row = box?.rows.find(({ edge: { key } }) => key === edge.key);
  return box && row ? { x: box.x + row.x, y: box.y + row.y, width: row.width, height: row.height } : null;
};

export const lineOf = (edge: DiagramEdge): PlacedLine | undefined =>
  wholeDrawing.lines.find((line) => line.edge.key === edge.key);

const boxRect = (phase: string): readonly Rect[] => wholeDrawing.boxes.filter((box) => box.name === phase);

/** So much of a high box is shown around the row that was taken. */
const NEAR = 150;

const aroundRow = (row: Rect, box: Rect): Rect => ({ ...box, y: row.y - NEAR, height: row.height + 2 * NEAR });

/**
 * What a reader who follows wants to see: the active phase and the way to it; where a rule refused on the way, the phase that
 * asked it; inside an event, the edge just taken.
 */
export const followed = memoize((view: View): Rect => {
  const taken = takenEdges(view);
  const current = taken.find((each) => each.current);
  const edges = (current ? [current] : taken).map(({ edge }) => edge);
  const rows = edges.flatMap((edge) => rowRect(edge) ?? []);
  const active = around(boxRect(view.phase));
  const [row] = rows;
  if (row !== undefined && edges.every(({ from, to }) => from === to && to === view.phase))
    return aroundRow(row, active);
  const refused = current ? undefined : taken.find(({ edge }) => edge.guard.kind === 'rule');
  if (refused) return around(boxRect(refused.edge.from));
  const passed = current ? rows : edges.flatMap(({ from }) => boxRect(from));
  return around([active, ...passed, ...edges.flatMap(({ to }) => boxRect(to))]);
});
