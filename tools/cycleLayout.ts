/** Where the life cycle of a task is drawn; that of a livepatch has a plan of its own, `src/diagram/cycles/patchPlan.ts`. */
import type { Cycle } from '../src/diagram/cycles/cycle';
import { lineKey } from '../src/diagram/cycles/cycle';
import { boxOf, drawnMoves } from '../src/diagram/cycles/drawing';
import { type TaskState, taskCycle } from '../src/diagram/cycles/task';
import type { Layout } from '../src/diagram/layout';
import { LAYERED, laidOut, paddingOf, textOf } from './elk';

export const CYCLES_FILE = 'src/diagram/cycles/layout.json';

const options = {
  ...LAYERED,
  'elk.padding': paddingOf(12),
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
const cells: Readonly<Record<TaskState, Cell>> = {
  undefined: [0, 2],
  absent: [0, 3],
  initPatched: [2, 0],
  pendingPatched: [3, 0],
  patched: [4, 0],
  initUnpatched: [3, 4],
  pendingUnpatched: [2, 4],
  unpatched: [1, 4],
  leftBehind: [5, 2],
};
const SPREAD = 300;

/** The same for the same life cycle. */
const layoutOf = (cycle: Cycle<TaskState>): Promise<Layout> =>
  laidOut({
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
  });

/** As the file has it. */
export const cyclesText = async (): Promise<string> => `{\n  "Task": ${textOf(await layoutOf(taskCycle), '    ')}\n}\n`;
