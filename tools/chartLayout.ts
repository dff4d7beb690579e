/**
 * Where the phases and edges of the statechart are drawn. The edges of all policies are laid out together, so that a phase has
 * the same place under each of them.
 */
import { type Box, boxOf, hasBox } from '../src/diagram/boxes';
import { type Diagram, unionOf } from '../src/diagram/diagram';
import type { Layout } from '../src/diagram/layout';
import { policies } from '../src/kernel/policies';
import { type ElkExtendedEdge, type ElkNode, LAYERED, laidOut, paddingOf, textOf } from './elk';

export const CHART_FILE = 'src/diagram/layout.json';

const MARGIN = 24;
/** Where lines enter a box: beside its name. */
const ENTRY = 18;

const options = {
  ...LAYERED,
  'elk.padding': paddingOf(MARGIN),
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

/** The same for the same chart. */
const layoutOf = (diagram: Diagram): Promise<Layout> => {
  const boxes = diagram.filter(hasBox).map(boxOf);
  return laidOut({
    id: 'chart',
    layoutOptions: options,
    children: boxes.map(nodeOf),
    edges: boxes.flatMap(edgesOf),
  });
};

/** As the file has it. */
export const chartText = async (): Promise<string> => `${textOf(await layoutOf(unionOf(policies)))}\n`;
