/** ELK, which lays out what the app draws: at build time, and no part of the app. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Layout } from '../src/diagram/layout';

export type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js';

/** From left to right, lines at right angles. */
export const LAYERED = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
} as const;

export const paddingOf = (margin: number): string => `[top=${margin},left=${margin},bottom=${margin},right=${margin}]`;

const cornersOf = ({ sections = [] }: ElkExtendedEdge): readonly number[] =>
  sections
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .flatMap(({ x, y }) => [Math.round(x), Math.round(y)]);

/** The same for the same graph, on every machine. */
export const laidOut = async (wanted: ElkNode): Promise<Layout> => {
  const { width = 0, height = 0, children = [], edges = [] } = await new ELK().layout(wanted);
  return {
    width: Math.round(width),
    height: Math.round(height),
    nodes: Object.fromEntries(children.map(({ id, x = 0, y = 0 }) => [id, [Math.round(x), Math.round(y)]])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, cornersOf(edge)])),
  };
};

const record = (entries: Readonly<Record<string, readonly number[]>>, indent: string): string =>
  Object.entries(entries)
    .map(([key, numbers]) => `${indent}  ${JSON.stringify(key)}: ${JSON.stringify(numbers)}`)
    .join(',\n');

/** One box or line in a line of text, so that a small change of the chart is a small change of the file. */
export const textOf = ({ width, height, frames, nodes, edges }: Layout, indent = '  '): string =>
  [
    '{',
    `${indent}"width": ${width},`,
    `${indent}"height": ${height},`,
    ...(frames === undefined ? [] : [`${indent}"frames": {\n${record(frames, indent)}\n${indent}},`]),
    `${indent}"nodes": {\n${record(nodes, indent)}\n${indent}},`,
    `${indent}"edges": {\n${record(edges, indent)}\n${indent}}`,
    `${indent.slice(2)}}`,
  ].join('\n');
