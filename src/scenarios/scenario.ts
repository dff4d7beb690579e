/** A scenario is data: it is a menu entry, a page with a link, and a test. */
import type { KernelEvent } from '../kernel/events';
import type { Errno, PatchState } from '../kernel/model';
import type { World } from '../kernel/world';

export type ScenarioGroup =
  | 'First steps'
  | 'Versioning'
  | 'Sticky'
  | 'Transitions'
  | 'Replacement'
  | 'Target modules'
  | 'Policies compared'
  | 'Kernel self-tests';

/** What must hold after a step; every field given is one checked expectation. */
export interface Expectation {
  readonly phase?: 'idle' | 'patching' | 'unpatching';
  readonly latestVersion?: number;
  /** Patches that are enabled, in list order. */
  readonly enabled?: readonly string[];
  /** Names on `klp_patches`, in order. */
  readonly listed?: readonly string[];
  /** Loaded modules, in load order. */
  readonly modules?: readonly string[];
  /** The rule that refused, or `null` for a step that must be permitted. */
  readonly refusedBy?: string | null;
  readonly errno?: Errno | null;
  /** Tids that still have TIF_PATCH_PENDING, in order. */
  readonly pending?: readonly number[];
  readonly patchState?: Readonly<Record<number, PatchState>>;
  /** Newest frame per tid: the implementation it runs, `null` for the original. */
  readonly runs?: Readonly<Record<number, string | null>>;
  /** `func_stack` per old function, newest first; `nop:NAME` for a nop. */
  readonly funcStack?: Readonly<Record<string, readonly string[]>>;
  readonly forced?: readonly string[];
  /** Lines that this step adds to the kernel log, among others, in this order. */
  readonly logs?: readonly string[];
  /** Lines that this step must not add. */
  readonly unlogged?: readonly string[];
  /** Reference counts. */
  readonly refcnt?: Readonly<Record<string, number>>;
}

/** What a reader may be asked before a step. The answer is in no file: it is found by taking the step. */
export type Ask =
  /** Will the module load, and is the transition complete then? */
  | 'loads'
  /** What does the kernel answer: which rule refuses, if any? */
  | 'refusedBy'
  /** Which tasks have not switched afterwards? */
  | 'whichTaskBlocks'
  /** What does the version counter show afterwards? */
  | 'counter'
  /** Which livepatches are enabled afterwards? */
  | 'enabledAfter'
  /** Is a transition running afterwards, and in which direction? */
  | 'phaseAfter'
  /** Which implementation does the task run? */
  | 'runs'
  /** Which callbacks run? */
  | 'callbacks';

/** What a step may carry beside its event and its sentence. */
export interface StepExtras {
  /** A question for those who want to guess before they see. */
  readonly ask?: Ask;
}

export interface ScenarioStep extends StepExtras {
  readonly event: KernelEvent;
  /** One sentence: what to notice. */
  readonly says: string;
  readonly expect?: Expectation;
}

export interface Scenario {
  /** Lower-case words joined with `-`: the name in links. */
  readonly id: string;
  readonly title: string;
  readonly group: ScenarioGroup;
  /** One or two sentences before the first step. */
  readonly opening: string;
  /** The policy it opens with; the default policy when omitted. */
  readonly policy?: string;
  readonly world: World;
  readonly steps: readonly ScenarioStep[];
}

/** What a menu needs to know before the scenario itself is loaded. */
export type ScenarioTitle = Pick<Scenario, 'id' | 'title' | 'group' | 'policy'>;
