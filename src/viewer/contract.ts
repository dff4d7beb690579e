/** What the viewer promises to the panels. */
import type { Fact } from '../chart/facts';
import type { Microstep } from '../chart/step';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Policy } from '../kernel/policies';
import type { Renames } from '../kernel/renaming';
import type { Verdict } from '../kernel/verdict';
import type { WideWorld } from '../kernel/world';
import type { Scenario } from '../scenarios/scenario';
import type { Step, Trace } from '../trace/trace';

/**
 * Where the reader is. `micro` is an index into `steps[step].microsteps` while stepping inside an event, `null` when the
 * whole event is over.
 */
export interface Cursor {
  readonly step: number;
  readonly micro: number | null;
}

/**
 * A line of history. The script (line 0) is the scenario's own events; every other line leaves its parent after
 * step `at` and goes on with `events`.
 */
export interface HistoryLine {
  readonly parent: number | null;
  readonly at: number;
  readonly events: readonly KernelEvent[];
  /** Its steps after which one is left out that made no sense on a changed machine. */
  readonly gaps?: readonly number[];
}

/** What is selected; panels highlight it and the task panel opens its lane. */
export type Selection =
  | { readonly kind: 'task'; readonly tid: number; readonly cpu?: number }
  | { readonly kind: 'patch'; readonly name: string }
  | { readonly kind: 'func'; readonly object: string; readonly func: string }
  | null;

/** Everything that panels read: the state after the current step, and what it was before. */
export interface View {
  readonly policy: Policy;
  readonly trace: Trace;
  readonly cursor: Cursor;
  readonly step: Step;
  /** The microstep the cursor is in; `null` after a whole event. */
  readonly microstep: Microstep | null;
  readonly kernel: Kernel;
  /** The kernel before this step or microstep; `null` at the boot. */
  readonly before: Kernel | null;
  readonly phase: string;
  /** The facts of the current step, or of the current microstep. */
  readonly facts: readonly Fact[];
}

/** What a machine has more than it had: a sentence, and what of it was not understood. */
export interface Added {
  readonly says: string;
  readonly lines: readonly string[];
}

export interface Verbs {
  /** Something happens now: appended to the current branch, or a new branch from here. */
  readonly act: (event: KernelEvent) => void;
  /** Would it be allowed now, and which rule says so? Runs the chart on a copy; nothing changes. */
  readonly preview: (event: KernelEvent) => Verdict;
  readonly select: (selection: Selection) => void;
  readonly stepOver: () => void;
  readonly stepBack: () => void;
  readonly stepInto: () => void;
  readonly stepOut: () => void;
  readonly goto: (step: number, micro?: number | null) => void;
  readonly home: () => void;
  readonly end: () => void;
  readonly openScenario: (id: string) => void;
  readonly openWorld: (world: WideWorld, events?: readonly KernelEvent[]) => void;
  /**
   * Another machine under the history that is on the screen. What still makes sense there is kept; the first event that does
   * not is reported, with a way back. Branches stay, and what a scenario tells is still told. `added` is reported, too. What is
   * renamed in it is meant by what names it in the history.
   */
  readonly changeWorld: (world: WideWorld, added?: Added, renames?: Renames) => void;
  /** A scenario that came in a file, at one of its steps: told like any other, but no link knows its name. */
  readonly openFile: (scenario: Scenario, at?: number) => void;
  /** In a comparison, lets this policy lead: it changes places with the one that led, or takes its place. */
  readonly setPolicy: (id: string) => void;
  /** Shows these policies side by side on the same events; the first one leads. One alone ends the comparison. */
  readonly compare: (policies: readonly string[]) => void;
  /** Shows another line (branch) of the history, at the step where it left its parent. */
  readonly openLine: (line: number) => void;
  readonly backToScript: () => void;
}
