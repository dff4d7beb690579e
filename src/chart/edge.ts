/** The words a phase file is written in: an edge, a refusal, a phase. */
import type { EventType } from '../kernel/events';
import type { ConditionName, RuleName } from '../kernel/rules';
import type { UpdateName } from '../kernel/updates';
import type { ReportName } from './reports';

/** `idle`, `patching` and `unpatching` are where events are waited for; all others are passed through. */
export const stablePhases = ['idle', 'patching', 'unpatching'] as const;
export type StablePhase = (typeof stablePhases)[number];

/** Transient phases carry the name of the kernel function they stand for. */
export const transientPhases = [
  'load_module',
  'klp_enable_patch',
  'klp_init_patch',
  '__klp_enable_patch',
  'klp_pre_patch_callback',
  'klp_patch_object',
  'klp_start_transition',
  'klp_try_complete_transition',
  'klp_send_signals',
  'do_idle',
  'klp_complete_transition',
  'klp_post_callbacks',
  'klp_free_patch_async',
  'enabled_store',
  'klp_reverse_transition',
  '__klp_disable_patch',
  'klp_pre_unpatch_callback',
  'force_store',
  'klp_transition_work_fn',
  'delete_module',
  'klp_module_coming',
  'klp_cleanup_module_patches_limited',
  'do_init_module',
  'klp_module_going',
  'return',
] as const;

export type Phase = StablePhase | (typeof transientPhases)[number];

export const isPhase = (name: unknown): name is Phase =>
  [...stablePhases, ...transientPhases].some((phase) => phase === name);

/** An update changes the kernel, a report says something about it; they run in the order written. */
export type ActionName = UpdateName | ReportName;

export interface Edge {
  /** Omitted: stays in the phase. */
  readonly to?: Phase;
  readonly when?: ConditionName;
  /** Taken when this rule refuses. */
  readonly refusedBy?: RuleName;
  readonly run?: readonly ActionName[];
  /** The edge in words, as the viewer shows it. */
  readonly says: string;
  /** Kernel function, or the sentence of the RFC. */
  readonly source: string;
}

export interface PhaseConfig {
  readonly description: string;
  readonly source: string;
  readonly on?: Partial<Record<EventType, readonly Edge[]>>;
  readonly always?: readonly Edge[];
}

/** A branch for the case that a rule refuses: it changes nothing unless `run` undoes what the call has begun. */
export const refuse = (
  rule: RuleName,
  source: string,
  then: { readonly to?: Phase; readonly run?: readonly ActionName[] } = {},
): Edge => ({ refusedBy: rule, to: 'return', ...then, says: `refused: ${rule}`, source });

/** The same for a policy's list of rules. */
export const refuseAll = (
  rules: readonly RuleName[],
  source: string,
  then: { readonly to?: Phase; readonly run?: readonly ActionName[] } = {},
): readonly Edge[] => rules.map((rule) => refuse(rule, source, then));
