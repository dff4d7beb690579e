/**
 * `npm run layout`: where the life cycles of a task and of a livepatch are drawn, into `src/diagram/cycles.json`. ELK does the
 * work here, at build time, and is no part of the app.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Cycle } from '../src/chart/cycles/cycle';
import { type PatchLife, patchCycle } from '../src/chart/cycles/patch';
import { type TaskState, taskCycle } from '../src/chart/cycles/task';
import { boxOf, type CycleLayout, drawnMoves, lineKey } from '../src/diagram/cycles';

export const CYCLES_FILE = 'src/diagram/cycles.json';

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
  'elk.separateConnectedComponents': 'false',
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '10',
  'elk.spacing.edgeEdge': '7',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '7',
  'elk.layered.thoroughness': '60',
  // Columns and their order come from `cells`; the rest is ELK's work.
  'elk.layered.cycleBreaking.strategy': 'INTERACTIVE',
  'elk.layered.layering.strategy': 'INTERACTIVE',
  'elk.layered.crossingMinimization.strategy': 'INTERACTIVE',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
};

type Cell = readonly [column: number, row: number];

/** One way from left to right, the way back under it: a layered layout does not find a ring by itself. */
const cells: Readonly<Record<TaskState, Cell>> & Readonly<Record<PatchLife, Cell>> = {
  undefined: [0, 2],
  absent: [0, 3],
  initPatched: [2, 0],
  pendingPatched: [3, 0],
  patched: [4, 0],
  initUnpatched: [3, 4],
  pendingUnpatched: [2, 4],
  unpatched: [1, 4],
  leftBehind: [5, 2],
  loading: [1, 0],
  enabling: [2, 0],
  patching: [3, 0],
  cancelled: [3, 2],
  disabling: [5, 1],
  replacing: [5, 3],
  unpatching: [4, 3],
  disabled: [2, 4],
  moduleLeft: [1, 3],
  pinned: [1, 4],
};
const SPREAD = 300;

const cornersOf = ({ sections = [] }: ElkExtendedEdge): readonly number[] =>
  sections
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .flatMap(({ x, y }) => [Math.round(x), Math.round(y)]);

/** The same for the same life cycle, on every machine. */
export const layoutOf = async <S extends TaskState | PatchLife>(cycle: Cycle<S>): Promise<CycleLayout> => {
  const wanted: ElkNode = {
    id: cycle.name,
    layoutOptions: options,
    children: cycle.states.map(boxOf).map(({ state: { id }, width, height }) => ({
      id,
      width,
      height,
      x: cells[id][0] * SPREAD,
      y: cells[id][1] * SPREAD,
    })),
    edges: drawnMoves(cycle).map((move) => ({ id: lineKey(move), sources: [move.from], targets: [move.to] })),
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

/** Both, as the file has them. */
export const cyclesText = async (): Promise<string> =>
  `${JSON.stringify({ Task: await layoutOf(taskCycle), Patch: await layoutOf(patchCycle) })}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(CYCLES_FILE, await cyclesText());
  console.log(`Written: ${CYCLES_FILE}`);
}
