/**
 * `npm run layout`: where the phases and edges of the statechart are drawn, into `src/diagram/layout.json`. The edges of all
 * policies are laid out together, so that a phase has the same place under each of them. ELK does the work here, at build
 * time, and is no part of the app.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { type Box, boxOf, hasBox } from '../src/diagram/boxes';
import { type Diagram, unionOf } from '../src/diagram/diagram';
import type { Layout } from '../src/diagram/drawing';
import { policies } from '../src/kernel/policies';

export const LAYOUT_FILE = 'src/diagram/layout.json';

const MARGIN = 24;
/** Where lines enter a box: beside its name. */
const ENTRY = 18;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '10',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.crossingMinimization.strategy': 'LAYER_SWEEP',
  'elk.layered.thoroughness': '40',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

const port = (id: string, x: number, y: number, side: 'WEST' | 'EAST') => ({
  id,
  x,
  y,
  width: 0,
  height: 0,
  layoutOptions: { 'elk.port.side': side },
});

const nodeOf = ({ name, width, height, rows }: Box): ElkNode => ({
  id: name,
  width,
  height,
  layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  ports: [
    port(`in ${name}`, 0, ENTRY, 'WEST'),
    ...rows.flatMap(({ edge, port: y }) => (y === null ? [] : [port(edge.key, width, y, 'EAST')])),
  ],
});

const edgesOf = ({ rows }: Box): ElkExtendedEdge[] =>
  rows.flatMap(({ edge, port: y }) =>
    y === null ? [] : [{ id: edge.key, sources: [edge.key], targets: [`in ${edge.to}`] }],
  );

const cornersOf = ({ sections = [] }: ElkExtendedEdge): readonly number[] =>
  sections
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .flatMap(({ x, y }) => [Math.round(x), Math.round(y)]);

/** The same for the same chart, on every machine. */
export const layoutOf = async (diagram: Diagram): Promise<Layout> => {
  const boxes = diagram.filter(hasBox).map(boxOf);
  const wanted: ElkNode = {
    id: 'chart',
    layoutOptions: options,
    children: boxes.map(nodeOf),
    edges: boxes.flatMap(edgesOf),
  };
  const graph = await new ELK().layout(wanted);
  return {
    width: Math.round(graph.width ?? 0),
    height: Math.round(graph.height ?? 0),
    nodes: Object.fromEntries(
      (graph.children ?? []).map(({ id, x = 0, y = 0 }) => [id, [Math.round(x), Math.round(y)]]),
    ),
    edges: Object.fromEntries((graph.edges ?? []).map((edge) => [edge.id, cornersOf(edge)])),
  };
};

const record = (entries: Readonly<Record<string, readonly number[]>>): string =>
  Object.entries(entries)
    .map(([key, numbers]) => `    ${JSON.stringify(key)}: ${JSON.stringify(numbers)}`)
    .join(',\n');

/** One node or edge per line, so that a change of the chart is a small change of the file. */
export const layoutText = ({ width, height, nodes, edges }: Layout): string =>
  `{\n  "width": ${width},\n  "height": ${height},\n  "nodes": {\n${record(nodes)}\n  },\n  "edges": {\n${record(edges)}\n  }\n}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(LAYOUT_FILE, layoutText(await layoutOf(unionOf(policies))));
  console.log(`Written: ${LAYOUT_FILE}`);
}
