/** The history as the timeline and the list of branches show it. All answers are stable references. */
import { defaultPolicy } from '../kernel/policies';
import { eventWords } from '../phrases/events';
import type { Trace } from '../trace/trace';
import type { HistoryLine } from './contract';
import { gapsOf, type HistoryLines, leavesScriptAt, lengthOf } from './lines';
import { memoize } from './memoize';
import { notesOf } from './notes';
import type { ViewerState } from './state';

/** One step of the timeline. */
export interface Tick {
  readonly step: number;
  readonly words: string;
  /** The shell command of the event; `null` when nobody types it. */
  readonly command: string | null;
  readonly refused: boolean;
  /** Tasks were switched whatever they were doing. */
  readonly forced: boolean;
  /** The stable phase after the step: `idle`, `patching` or `unpatching`. */
  readonly phase: string;
  /** How many microsteps there are to step into. */
  readonly microsteps: number;
  /** It belongs to a branch, not to the script. */
  readonly branch: boolean;
  /** After it one is left out that made no sense on a changed machine. */
  readonly gap: boolean;
}

const ticksOf = memoize((trace: Trace, leaves: number | null, gaps: string): readonly Tick[] =>
  notesOf(trace).map(({ words, command, refused, forced, microsteps }, step) => ({
    step,
    words,
    command,
    refused,
    forced,
    phase: trace.steps[step]?.phase ?? 'idle',
    microsteps,
    branch: leaves !== null && step > leaves,
    gap: gaps.includes(` ${step} `),
  })),
);

/** The steps of the current line, the boot first. */
export const ticks = ({ trace, lines, line }: Pick<ViewerState, 'trace' | 'lines' | 'line'>): readonly Tick[] =>
  ticksOf(trace, leavesScriptAt(lines, line), ` ${gapsOf(lines, line).join('  ')} `);

/** The same steps for a reader who guesses first: what comes after step `at` does not tell how it ends. */
export const veiled = memoize((all: readonly Tick[], at: number): readonly Tick[] =>
  all.map((tick) => (tick.step <= at ? tick : { ...tick, refused: false, forced: false, phase: 'idle' })),
);

/** One line of the history, as a list of branches names it. */
export interface Branch {
  readonly line: number;
  /** `Script`, or where it left its parent and what was done there. */
  readonly label: string;
  readonly current: boolean;
  /** The line it left; `null` for the script. */
  readonly parent: number | null;
  /** The step after which it left its parent. */
  readonly at: number;
  /** How many events of its own it has. */
  readonly events: number;
  /** Its last step. */
  readonly length: number;
  /** How many lines lie between it and the script. */
  readonly depth: number;
}

const depthOf = (lines: HistoryLines, { parent }: HistoryLine): number => {
  const above = parent === null ? undefined : lines[parent];
  return above === undefined ? 0 : 1 + depthOf(lines, above);
};

const labelOf = ({ at, events }: HistoryLine): string => {
  const [first, ...rest] = events;
  const more = rest.length === 0 ? '' : `, ${rest.length} more`;
  return `after step ${at}: ${first === undefined ? 'nothing yet' : eventWords(first)}${more}`;
};

const branchesOf = memoize((lines: HistoryLines, current: number, script: string): readonly Branch[] =>
  lines.map((each, line) => ({
    line,
    label: each.parent === null ? script : labelOf(each),
    current: line === current,
    parent: each.parent,
    at: each.at,
    events: each.events.length,
    length: lengthOf(lines, line),
    depth: depthOf(lines, each),
  })),
);

/** Every line, the script first, in the order in which they came to be. */
export const branches = ({ lines, line, source }: Pick<ViewerState, 'lines' | 'line' | 'source'>): readonly Branch[] =>
  branchesOf(lines, line, source.kind === 'scenario' ? 'Script' : 'First line');

/** What the scenario says about the place where the reader is. */
export interface ScriptInfo {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly opening: string;
  /** The sentence of this step; at the boot the opening sentence; `null` on a branch, and where nobody has written one. */
  readonly says: string | null;
  readonly step: number;
  /** The last step of the script. */
  readonly last: number;
  /** On a branch, the step of the script where it left, which "back to the scenario" returns to. */
  readonly leftAt: number | null;
  /** The policy its sentences are about, when another one is chosen. */
  readonly writtenFor: string | null;
}

type Scripted = Pick<ViewerState, 'scenario' | 'lines' | 'line' | 'cursor' | 'policy'>;

const infoOf = memoize(
  (
    scenario: NonNullable<ViewerState['scenario']>,
    step: number,
    leftAt: number | null,
    writtenFor: string | null,
  ): ScriptInfo => {
    const { id, title, group, opening, steps } = scenario;
    const onBranch = leftAt !== null && step > leftAt;
    // Of a scenario of the reader's own nobody may have written it.
    const sentence = (step === 0 ? opening : steps[step - 1]?.says) || null;
    return {
      id,
      title,
      group,
      opening,
      says: onBranch ? null : sentence,
      step,
      last: steps.length,
      leftAt,
      writtenFor,
    };
  },
);

/** `null` in a world of the reader's own, and until a scenario has come. */
export const scriptInfo = (state: Scripted): ScriptInfo | null => {
  const { scenario, lines, line, cursor, policy } = state;
  if (scenario === null) return null;
  const own = scenario.policy ?? defaultPolicy.id;
  return infoOf(scenario, cursor.step, leavesScriptAt(lines, line), own === policy ? null : own);
};
