/** A comparison in words: a row per step, where to look, and which edges of the chart only some policies have. */
import { chartDifference, type EdgeDifference } from '../chart/difference';
import type { Edge } from '../chart/under';
import { defaultPolicy, keepsCounter, mergedPolicy, type Policy, policies } from '../kernel/policies';
import { strerror } from '../kernel/strerror';
import type { Refusal } from '../kernel/verdict';
import { LIMITS } from '../link/limits';
import { plural } from '../phrases/plural';
import type { ComparedStep, Comparison } from '../trace/compare';
import type { Tick } from '../viewer/history';
import { memoize } from '../viewer/memoize';

/** What one policy answered. */
export interface ComparedCell {
  readonly policy: string;
  readonly kind: 'boot' | 'allowed' | 'refused';
  /** `allowed`, `refused, -EPERM`. */
  readonly says: string;
  /** The rule that refused. */
  readonly rule: string | null;
  /** Why it refused, in a sentence, with the error as a shell prints it. */
  readonly because: string | null;
  /** Equal letters are equal machines after the step; `null` while all machines are equal. */
  readonly machine: string | null;
}

export interface ComparedRow {
  readonly step: number;
  readonly words: string;
  readonly cells: readonly ComparedCell[];
  /** What differs, in a few words; `null` when nothing does. */
  readonly differs: string | null;
  readonly verdictsDiffer: boolean;
}

/** `A` for the first. */
const letter = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at);

const becauseOf = ({ because, errno }: Refusal): string =>
  errno === null ? because : `${because} ${strerror(errno)}.`;

const cellOf = (step: ComparedStep, policy: string, at: number): ComparedCell => {
  const refusal = step.refusals[at] ?? null;
  const machine = step.machinesDiffer ? letter(step.machines[at] ?? 0) : null;
  if (refusal === null) {
    const kind = step.event === null ? 'boot' : 'allowed';
    return { policy, kind, says: kind, rule: null, because: null, machine };
  }
  const says = refusal.errno === null ? 'refused' : `refused, -${refusal.errno}`;
  return { policy, kind: 'refused', says, rule: refusal.rule, because: becauseOf(refusal), machine };
};

const differs = ({ verdictsDiffer, machinesDiffer }: ComparedStep): string | null => {
  if (verdictsDiffer) return 'verdicts differ';
  return machinesDiffer ? 'machines differ' : null;
};

const rows = new WeakMap<Comparison, readonly ComparedRow[]>();

/** A row for each step, the boot first. `ticks` are those of the leading trace. Once per comparison. */
export const comparedRows = (comparison: Comparison, ticks: readonly Tick[]): readonly ComparedRow[] => {
  const known = rows.get(comparison);
  if (known !== undefined) return known;
  const made = comparison.steps.map((step, at) => ({
    step: at,
    words: ticks[at]?.words ?? '',
    cells: comparison.policies.map((policy, index) => cellOf(step, policy, index)),
    differs: differs(step),
    verdictsDiffer: step.verdictsDiffer,
  }));
  rows.set(comparison, made);
  return made;
};

/** The first difference after this step; `null` when there is none. */
export const differenceAfter = ({ differences }: Comparison, step: number): number | null =>
  differences.find((difference) => difference > step) ?? null;

const names = new Intl.ListFormat('en-GB');

/** Where the policies part, in a sentence. */
export const comparisonWords = ({ steps, differences, policies: compared }: Comparison): string => {
  const [first] = differences;
  if (first === undefined) return 'These policies answer alike to all of these events, and their machines stay equal.';
  const verdicts = steps.filter(({ verdictsDiffer }) => verdictsDiffer).length;
  const step = steps[first];
  if (!step?.verdictsDiffer) return `Step ${first} is the first one that leaves different machines.`;
  const refusing = compared.filter((_, at) => step.refusals[at] !== null);
  const whom =
    refusing.length === compared.length
      ? 'all refuse, by different rules'
      : `${names.format(refusing)} ${refusing.length === 1 ? 'refuses' : 'refuse'}`;
  return `They part at step ${first}: ${whom}. The verdicts differ at ${plural(verdicts, 'step')} in all.`;
};

/** One edge of the chart that not all have, or on which not all do the same. */
export interface EdgeRow {
  readonly edge: Edge;
  /** The policies that have it; `null` when all do. */
  readonly only: readonly string[] | null;
  readonly runs: EdgeDifference['runs'];
  /**
   * The same in little room, with the policies numbered from 1 in their order: `1 3` has only 1 and 3, `−2` all but 2, `+1` does
   * more under 1, `≠` other things under each.
   */
  readonly mark: string;
}

/** The numbers of policies in the comparison, counted from 1. */
const numbersOf = (ids: readonly string[], compared: readonly Policy[]): string =>
  compared.flatMap(({ id }, at) => (ids.includes(id) ? [at + 1] : [])).join(' ');

const markOf = ({ policies: have, runs }: EdgeDifference, compared: readonly Policy[]): string => {
  if (have.length === compared.length) {
    const whose = [...new Set(runs.map(({ policies: ids }) => numbersOf(ids, compared)))];
    return whose.length === 1 ? `+${whose[0]}` : '≠';
  }
  const without = compared.map(({ id }) => id).filter((id) => !have.includes(id));
  return have.length <= without.length ? numbersOf(have, compared) : `−${numbersOf(without, compared)}`;
};

const differencesOf = memoize((compared: readonly Policy[]): readonly EdgeRow[] =>
  chartDifference(compared).map((difference) => {
    const { edge, policies: have, runs } = difference;
    return {
      edge,
      only: have.length < compared.length ? have : null,
      runs,
      mark: markOf(difference, compared),
    };
  }),
);

/** In the order of the phases. The same again for the same list of policies. */
export const chartDifferences = (compared: readonly Policy[]): readonly EdgeRow[] => differencesOf(compared);

const panels = ['Why', 'Loaded patches', 'Version counter', 'Kernel log', 'Module library', 'Sysfs'] as const;
export type ComparedPanel = (typeof panels)[number];

/** The panels of one policy, from top to bottom: the counter only where it is kept. */
export const panelsUnder = (policy: Policy): readonly ComparedPanel[] =>
  panels.filter((panel) => panel !== 'Version counter' || keepsCounter(policy));

/** The panels that any of them has, from top to bottom. */
export const panelsOf = (compared: readonly Policy[]): readonly ComparedPanel[] =>
  panels.filter((panel) => compared.some((policy) => panelsUnder(policy).includes(panel)));

/** The policies that can still be added. */
export const addable = (compared: readonly Policy[]): readonly Policy[] =>
  compared.length >= LIMITS.policies ? [] : policies.filter((policy) => !compared.includes(policy));

/**
 * What a comparison begins with: the policy in force beside the one that the scenario is written for, or else what was merged
 * beside what the RFC proposed.
 */
export const firstComparison = (policy: string, written: string | null): readonly string[] => {
  const beside = [written, mergedPolicy.id, defaultPolicy.id].find((id) => id !== null && id !== policy);
  return [policy, ...(typeof beside === 'string' ? [beside] : [])];
};
