/**
 * Where the phases and edges of the statechart are drawn. The edges of all policies are laid out together, so that a phase has
 * the same place under each of them.
 */
import { type Box, boxOf, FRAME, hasBox } from '../src/diagram/boxes';
import { type Diagram, type DiagramNode, unionOf } from '../src/diagram/diagram';
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
  'elk.layered.nodePlacement.strategy': 'INTERACTIVE',
  'elk.layered.crossingMinimization.strategy': 'INTERACTIVE',
  'elk.layered.cycleBreaking.strategy': 'INTERACTIVE',
  'elk.layered.layering.strategy': 'INTERACTIVE',
  'elk.layered.interactiveReferencePoint': 'TOP_LEFT',
};

/** Which column a state at the top stands in, and how far down; where lines run is ELK’s work. */
const places: Readonly<Record<string, readonly [column: number, top: number]>> = {
  return: [0, 300],
  waiting: [1, 24],
  loading: [2, 190],
  writing: [3, 520],
  targets: [4, 24],
  switching: [4, 1214],
  completing: [5, 900],
};
/** Wider than any of them. */
const SPREAD = 1000;

const port = (id: string, x: number, y: number, side: 'WEST' | 'EAST') => ({
  id,
  x,
  y,
  width: 0,
  height: 0,
  layoutOptions: { 'elk.port.side': side },
});

/** A box of its own, or the boxes of a compound state, one below the other in the order of its file. */
interface Pile {
  readonly name: string;
  readonly framed: boolean;
  readonly boxes: readonly { readonly box: Box; readonly left: number; readonly top: number }[];
  /** Lines from one of its boxes to another, seen from its corner. */
  readonly inner: Readonly<Record<string, readonly number[]>>;
  readonly width: number;
  readonly height: number;
}

type Placed = Pile['boxes'][number];

/** Lines to one box share a way down or up beside the boxes; two ways beside each other where both are in use. */
const lanesOf = (
  boxes: readonly Placed[],
  right: number,
): { readonly inner: Pile['inner']; readonly lanes: number } => {
  const ways = boxes.flatMap(({ box: { name }, top }) => {
    const into = top + ENTRY;
    const from = boxes.flatMap((each) =>
      each.box.rows.flatMap(({ edge, port: y }) => (y === null || edge.to !== name ? [] : [{ edge, y: each.top + y }])),
    );
    const ends = [into, ...from.map(({ y }) => y)];
    return from.length === 0 ? [] : [{ into, from, start: Math.min(...ends), end: Math.max(...ends), lane: 0 }];
  });
  const known: typeof ways = [];
  for (const way of ways.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const busy = known.filter(({ start, end }) => start <= way.end && way.start <= end).map(({ lane }) => lane);
    while (busy.includes(way.lane)) way.lane += 1;
    known.push(way);
  }
  const inner = known.flatMap(({ into, from, lane }) => {
    const x = right + (lane + 1) * FRAME.lane;
    return from.map(({ edge, y }) => [edge.key, [right, y, x, y, x, into, right, into]] as const);
  });
  return { inner: Object.fromEntries(inner), lanes: 1 + Math.max(-1, ...known.map(({ lane }) => lane)) };
};

/** A compound state that answers events itself has a box with its name; another one has its name in the frame. */
const pileOf = (node: DiagramNode, inside: readonly Box[]): Pile => {
  const { name, compound } = node;
  if (!compound) {
    const box = boxOf(node);
    const { width, height } = box;
    return { name, framed: false, boxes: [{ box, left: 0, top: 0 }], inner: {}, width, height };
  }
  const own = hasBox(node);
  const boxes: Placed[] = [];
  let top = own ? 0 : FRAME.head;
  for (const box of own ? [boxOf(node), ...inside] : inside) {
    boxes.push({ box, left: FRAME.pad, top });
    top += box.height + FRAME.gap;
  }
  const right = FRAME.pad + Math.max(...boxes.map(({ box }) => box.width));
  const { inner, lanes } = lanesOf(boxes, right);
  const width = right + FRAME.pad + lanes * FRAME.lane;
  return { name, framed: true, boxes, inner, width, height: top - FRAME.gap + FRAME.pad };
};

const nodeOf = ({ name, boxes, inner, width, height }: Pile): ElkNode => ({
  id: name,
  width,
  height,
  x: (places[name]?.[0] ?? 0) * SPREAD,
  y: places[name]?.[1] ?? 0,
  layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  ports: boxes.flatMap(({ box, top }) => [
    port(`in ${box.name}`, 0, top + ENTRY, 'WEST'),
    ...box.rows.flatMap(({ edge, port: y }) =>
      y === null || edge.key in inner ? [] : [port(edge.key, width, top + y, 'EAST')],
    ),
  ]),
});

const edgesOf = ({ boxes, inner }: Pile): ElkExtendedEdge[] =>
  boxes
    .flatMap(({ box }) => box.rows)
    .flatMap(({ edge, port: y }) =>
      y === null || edge.key in inner ? [] : [{ id: edge.key, sources: [edge.key], targets: [`in ${edge.to}`] }],
    );

/** The boxes of the piles in their places, and every line from box to box. */
const unpiled = ({ nodes, edges, ...layout }: Layout, piles: readonly Pile[]): Layout => {
  const cornerOf = ({ name }: Pile): readonly [number, number] => [nodes[name]?.[0] ?? 0, nodes[name]?.[1] ?? 0];
  const boxes = piles.flatMap((pile) => {
    const [x, y] = cornerOf(pile);
    return pile.boxes.map(({ box, left, top }) => ({ box, x: x + left, y: y + top }));
  });
  const outer = boxes.flatMap(({ box, x }) =>
    box.rows.flatMap(({ edge: { key, to } }) => {
      const way = edges[key];
      const end = boxes.find((each) => each.box.name === to);
      return way === undefined
        ? []
        : [[key, [x + box.width, ...way.slice(1, -2), end?.x ?? 0, way.at(-1) ?? 0]] as const];
    }),
  );
  const inner = piles.flatMap((pile) => {
    const corner = cornerOf(pile);
    return Object.entries(pile.inner).map(
      ([key, way]) => [key, way.map((each, at) => each + (corner[at % 2] ?? 0))] as const,
    );
  });
  return {
    ...layout,
    frames: Object.fromEntries(
      piles
        .filter(({ framed }) => framed)
        .map((pile) => [pile.name, [...cornerOf(pile), pile.width, pile.height]] as const),
    ),
    nodes: Object.fromEntries(boxes.map(({ box, x, y }) => [box.name, [x, y]])),
    edges: Object.fromEntries([...outer, ...inner]),
  };
};

/** The same for the same chart. */
const layoutOf = async (diagram: Diagram): Promise<Layout> => {
  const piles = diagram
    .filter(({ parent }) => parent === null)
    .map((node) => pileOf(node, diagram.filter(({ parent }) => parent === node.name).map(boxOf)));
  const layout = await laidOut({
    id: 'chart',
    layoutOptions: options,
    children: piles.map(nodeOf),
    edges: piles.flatMap(edgesOf),
  });
  return unpiled(layout, piles);
};

/** As the file has it. */
export const chartText = async (): Promise<string> => `${textOf(await layoutOf(unionOf(policies)))}\n`;
