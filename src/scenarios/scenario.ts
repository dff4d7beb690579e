/** A scenario is data: it is a menu entry, a page with a link, and a test. */
import type { KernelEvent } from '../kernel/events';
import type { Errno, PatchState } from '../kernel/model';
import type { RuleName } from '../kernel/rules';
import type { WideWorld } from '../kernel/world';
import type { Look } from './look';

export type ScenarioGroup =
  | 'First steps'
  | 'Versioning'
  | 'Sticky'
  | 'Transitions'
  | 'Replacement'
  | 'Target modules'
  | 'Policies compared'
  | 'Challenges'
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
  readonly refusedBy?: RuleName | null;
  readonly errno?: Errno | null;
  /** Tids that still have TIF_PATCH_PENDING, in order. */
  readonly pending?: readonly number[];
  /** Some idle task still has it. */
  readonly idlePending?: boolean;
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
  /** The callbacks that run in this step, each named once, in the order in which they first run. */
  readonly callbacks?: readonly string[];
  /** Reference counts. */
  readonly refcnt?: Readonly<Record<string, number>>;
}

/** What a reader may be asked before a step. The answer is found by taking the step, and what the step is
 * expected to do must tell it as well. */
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
  /** Where the camera of a talk goes; where the step changed something when it is not said. */
  readonly look?: Look;
  /** The readings of the RFC that its outcome rests on, by their keys: under the other reading something else would happen. */
  readonly restsOn?: readonly string[];
  /** For the speaker: a sentence or two that the audience does not see. */
  readonly notes?: string;
}

export interface ScenarioStep extends StepExtras {
  readonly event: KernelEvent;
  /** One sentence: what to notice. */
  readonly says: string;
  readonly expect?: Expectation;
}

/** What a challenge asks for, as data. `src/learn/goals.ts` reads it on a state. */
export type Goal =
  /** No transition is running. */
  | { readonly is: 'idle' }
  /** `insmod` of the module would succeed now. */
  | { readonly is: 'loadable'; readonly module: string }
  /** `insmod` of the module would be refused now, by this rule. */
  | { readonly is: 'refused'; readonly module: string; readonly rule: RuleName }
  /** The module is not in the kernel. */
  | { readonly is: 'unloaded'; readonly module: string }
  /** The livepatch is enabled. */
  | { readonly is: 'enabled'; readonly patch: string }
  /** The livepatch is not on `klp_patches`. */
  | { readonly is: 'unlisted'; readonly patch: string }
  /** `latest_version` has this value. */
  | { readonly is: 'counter'; readonly value: number }
  /** The livepatch is on top of the function's `func_stack`. */
  | { readonly is: 'onTop'; readonly patch: string; readonly func: string }
  /** Calls of none of the livepatch's functions reach it. */
  | { readonly is: 'covered'; readonly patch: string }
  /** Two tasks are inside the function, in different implementations. */
  | { readonly is: 'mixed'; readonly func: string }
  /** Two tasks of this name have a different `patch_state`. */
  | { readonly is: 'split'; readonly comm: string }
  /** A task cannot switch because of a function that a nop is about to give back. */
  | { readonly is: 'nopBlocks' }
  /** A task is inside code that no caller would reach any more. */
  | { readonly is: 'leftBehind' }
  /** No task is. */
  | { readonly is: 'noneLeftBehind' };

/** The steps of a scenario lead to a situation; from there the reader finds the way. */
export interface Challenge {
  /** The chapter that it ends. */
  readonly chapter: Exclude<ScenarioGroup, 'Challenges' | 'Kernel self-tests'>;
  /** What is to be reached, in words. */
  readonly goal: string;
  /** The same as data: all of it at the same time. */
  readonly reach: readonly Goal[];
  /** The modules that the shortest way is looked for with. */
  readonly modules: readonly string[];
  /** The readings of the RFC without which the shortest way would not lead there. */
  readonly restsOn?: readonly string[];
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
  readonly world: WideWorld;
  readonly steps: readonly ScenarioStep[];
  /** It opens at its last step, and what comes then is the reader's. */
  readonly challenge?: Challenge;
}

/** What a menu needs to know before the scenario itself is loaded. */
export type ScenarioTitle = Pick<Scenario, 'id' | 'title' | 'group' | 'policy'>;
