/** The cells of the task grid as bytes: which glyph stands where, and which ones the step changed. */
import { type Kernel, KLP_PATCHED, KLP_UNPATCHED } from '../../kernel/model';
import { LANE_STATUS_WORDS, threadName, waitsFor, whereWords } from '../../words/tasks';
import {
  CHANGED,
  LANE_STATUSES,
  laneStatusAt,
  SWITCHED,
  type TaskSummary,
  taskSummary,
  threadAt,
} from '../../words/threads';

/** What a cell shows; the low bits of a cell. `On` and `Off` are `patch_state` 1 and 0. */
export const GLYPHS = [
  'settled',
  'unpatched',
  'patched',
  'pendingOff',
  'pendingOn',
  'blockedOff',
  'blockedOn',
  'leftBehind',
] as const;
export type Glyph = (typeof GLYPHS)[number];
export const GLYPH_BITS = 15;
/** Set in a cell when the step changed the thread. */
export const MARKED = 16;
/** Set in a cell when the thread came to the other side in this step. */
export const ARRIVED = 32;

const glyphOf = (status: (typeof LANE_STATUSES)[number], on: boolean): Glyph => {
  switch (status) {
    case 'pending':
      return on ? 'pendingOn' : 'pendingOff';
    case 'blocked':
      return on ? 'blockedOn' : 'blockedOff';
    default:
      return status;
  }
};

/** Glyph number by status and `patch_state`, so that the loop over all tasks only looks it up. */
const GLYPH_CODES = LANE_STATUSES.map((status) => [
  GLYPHS.indexOf(glyphOf(status, false)),
  GLYPHS.indexOf(glyphOf(status, true)),
]);

/** One byte per place of `order`. */
export const gridCells = (kernel: Kernel, order: Uint32Array, changes: Uint8Array): Uint8Array => {
  const { status } = taskSummary(kernel);
  const cells = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place += 1) {
    const index = order[place] ?? 0;
    const task = kernel.tasks[index] ?? kernel.cpus[index - kernel.tasks.length]?.idle;
    const glyph = GLYPH_CODES[status[index] ?? 0]?.[task?.patchState === KLP_PATCHED ? 1 : 0] ?? 0;
    const change = changes[index] ?? 0;
    cells[place] = glyph | (change & CHANGED ? MARKED : 0) | (change & SWITCHED ? ARRIVED : 0);
  }
  return cells;
};

export interface KeyEntry {
  readonly glyph: Glyph;
  readonly word: string;
  readonly count: number;
  /** Another number than before the step. */
  readonly changed: boolean;
}

/** The key of the bar and of the grid. Its counts add up to all threads; what does not occur is left out. */
export const taskKey = (
  kernel: Kernel,
  summary: TaskSummary,
  before: TaskSummary | null = null,
): readonly KeyEntry[] => {
  const pendingOn = kernel.transition?.target === KLP_UNPATCHED;
  const order = ['patched', 'unpatched', 'leftBehind', 'pending', 'blocked', 'settled'] as const;
  return order
    .map((status) => ({
      glyph: glyphOf(status, pendingOn),
      word: LANE_STATUS_WORDS[status],
      count: summary.counts[status],
      changed: before !== null && before.counts[status] !== summary.counts[status],
    }))
    .filter(({ count }) => count > 0);
};

/** A cell in short, for a label beside it. */
export const cellName = (kernel: Kernel, index: number): string => {
  const thread = threadAt(kernel, index);
  return thread ? `${threadName(thread)} ${LANE_STATUS_WORDS[laneStatusAt(taskSummary(kernel), index)]}` : '';
};

/** A cell in words, for those who move through the grid by keyboard. */
export const cellWords = (kernel: Kernel, index: number, changed: boolean): string => {
  const thread = threadAt(kernel, index);
  if (!thread) return '';
  const status = LANE_STATUS_WORDS[laneStatusAt(taskSummary(kernel), index)];
  const says = waitsFor(kernel, thread).replaceAll('`', '');
  const parts = [`${threadName(thread)}, ${status}`, whereWords(kernel, thread), changed ? 'changed in this step' : ''];
  return `${parts.filter(Boolean).join(', ')}.${says ? ` ${says}` : ''}`;
};
