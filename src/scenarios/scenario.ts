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

export interface ScenarioStep {
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
