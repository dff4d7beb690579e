import type { RuleName } from '../rules';
import type { UpdateName } from '../updates';

/** What a livepatch declares about itself. `states` are their ids. */
export type Aspect = 'version' | 'sticky' | 'replace' | 'replaceSet' | 'states' | 'stateVersions' | 'blockDisable';

/** A file that a policy shows in sysfs in addition to those of every kernel; all are read-only numbers. */
export type PolicyFile = 'version' | 'sticky' | 'replace' | 'replace_set' | 'stack_order';

/**
 * A policy is a list of named refusals, in the order they are asked, and what a replacing patch replaces.
 * `makeChart(policy)` puts them in; nothing else knows that policies exist.
 */
export interface Policy {
  readonly id: string;
  readonly title: string;
  /** When and where it was proposed or merged. */
  readonly since: string;
  /** What it asks, and where the model stops short of what was posted. */
  readonly summary: string;
  /** Asked by `klp_enable_patch()` before anything is done. */
  readonly onLoad: readonly RuleName[];
  /** Asked by `enabled_store()` on any write that would change `enabled`, whether it then reverses or disables. */
  readonly onWrite: readonly RuleName[];
  /** Asked on `echo 0` of a patch that is not in transition, before `-EBUSY`. */
  readonly onDisable: readonly RuleName[];
  /** Decides, when a patch is loaded, what it will replace. */
  readonly replaces: UpdateName;
  /** Done when a transition completes. */
  readonly onComplete: readonly UpdateName[];
  /** What its check on load compares, as a question, for the head of a column. */
  readonly question: string;
  /** What each of its rules asks for, in a few words: it must hold, or the rule refuses. */
  readonly asks: Readonly<Partial<Record<RuleName, string>>>;
  /** What there is instead of a counter, and what that means for loading; `null` where the counter is kept. */
  readonly insteadOfACounter: string | null;
  /** What of a livepatch it looks at; the rest can be dimmed. */
  readonly looksAt: readonly Aspect[];
  /** What a livepatch with the `replace` flag set is under it, as in `1 makes it cumulative`. */
  readonly replaceFlag: string;
  /** Files in `/sys/kernel/livepatch/<patch>/`. */
  readonly patchFiles: readonly PolicyFile[];
  /** Where each of its rules is written: a function of the kernel, or the mail that proposed it. */
  readonly sources: Readonly<Partial<Record<RuleName, string>>>;
}

/** It keeps the `latest_version` counter. */
export const keepsCounter = ({ onComplete }: Policy): boolean => onComplete.includes('updateLatestVersion');
