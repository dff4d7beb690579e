/**
 * The history as a tree of lines. Line 0 is the script; every other line leaves its parent after step `at`, counted from
 * the boot as in a trace, and goes on with events of its own. Nothing is ever taken away from a line.
 */
import type { KernelEvent } from '../kernel/events';
import { sameJson } from '../shapes/record';
import type { HistoryLine } from './contract';

export type HistoryLines = readonly HistoryLine[];

/** Steps of one line, and lines of one history: more than any link may ask for, as a reader goes on where a link has ended. */
export const LONGEST_HISTORY = 10_000;

export const scriptLine = (events: readonly KernelEvent[]): HistoryLine => ({ parent: null, at: 0, events });

/** Every event from the boot to the end of the line. */
export const pathOf = (lines: HistoryLines, index: number): readonly KernelEvent[] => {
  const line = lines[index];
  if (!line) return [];
  return line.parent === null ? line.events : [...pathOf(lines, line.parent).slice(0, line.at), ...line.events];
};

/** The last step of the line. */
export const lengthOf = (lines: HistoryLines, index: number): number => {
  const line = lines[index];
  return line ? line.at + line.events.length : 0;
};

/** The line that step `step` of line `index` belongs to: the line itself, or the ancestor it shares the step with. */
export const ownerOf = (lines: HistoryLines, index: number, step: number): number => {
  const line = lines[index];
  return line && line.parent !== null && step <= line.at ? ownerOf(lines, line.parent, step) : index;
};

/** The steps on the way along a line after which one is left out. */
export const gapsOf = (lines: HistoryLines, index: number): readonly number[] => {
  const { parent = null, at = 0, gaps = [] } = lines[index] ?? {};
  return parent === null ? gaps : [...gapsOf(lines, parent).filter((step) => step <= at), ...gaps];
};

/** The step of the script after which a line, or the ancestor it hangs on, leaves it. `null` for the script itself. */
export const leavesScriptAt = (lines: HistoryLines, index: number): number | null => {
  const line = lines[index];
  if (!line || line.parent === null) return null;
  return line.parent === 0 ? line.at : leavesScriptAt(lines, line.parent);
};

/** An event after step `step` of line `index`: at the end of a line that may grow, or on a new line. */
export const withEvent = (
  lines: HistoryLines,
  index: number,
  step: number,
  event: KernelEvent,
  scriptMayGrow: boolean,
): { readonly lines: HistoryLines; readonly line: number } => {
  const line = lines[index];
  const grows = line !== undefined && step === lengthOf(lines, index) && (index !== 0 || scriptMayGrow);
  if (grows) {
    const longer: HistoryLine = { ...line, events: [...line.events, event] };
    return { lines: lines.map((each, at) => (at === index ? longer : each)), line: index };
  }
  const parent = ownerOf(lines, index, step);
  return { lines: [...lines, { parent, at: step, events: [event] }], line: lines.length };
};

/** How many events two histories have in common from the boot on. */
const shared = (a: readonly KernelEvent[], b: readonly KernelEvent[]): number => {
  const different = a.findIndex((event, at) => !sameJson(event, b[at]));
  return different < 0 ? a.length : different;
};

/**
 * The line that tells exactly this history, else one that begins with it, else a new line that leaves the known history as
 * late as possible. With `leaves`, only lines that leave the script after that step are meant, not the script itself.
 */
export const withPath = (
  lines: HistoryLines,
  path: readonly KernelEvent[],
  leaves: number | null = null,
): { readonly lines: HistoryLines; readonly line: number } => {
  const known = lines.flatMap((_, index) => {
    if (leaves !== null && leavesScriptAt(lines, index) !== leaves) return [];
    const own = pathOf(lines, index);
    return [{ index, length: own.length, common: shared(path, own) }];
  });
  const whole = known.filter(({ common }) => common === path.length);
  const found = whole.find(({ length }) => length === path.length) ?? whole[0];
  if (found) return { lines, line: found.index };
  const closest = known.reduce((best, each) => (each.common > best.common ? each : best), {
    index: 0,
    common: leaves ?? 0,
  });
  const parent = ownerOf(lines, closest.index, closest.common);
  return { lines: [...lines, { parent, at: closest.common, events: path.slice(closest.common) }], line: lines.length };
};

/** Whether somebody did something of their own here: left the script, or built a world and acted in it. */
export const isOwnWork = (lines: HistoryLines, ownWorld: boolean): boolean =>
  lines.length > 1 || (ownWorld && (lines[0]?.events.length ?? 0) > 0);
