/** A life cycle as data: where one task, or one livepatch, can stand, and which moves there are between those places. */

import { chartUnder, type Edge } from '../../chart/under';
import type { UpdateName } from '../../kernel/updates';

export interface CycleState<S extends string> {
  readonly id: S;
  /** A word or two. */
  readonly title: string;
  /** The kernel's own words for it, line by line: values, flags, functions. */
  readonly marks: readonly string[];
  /** One sentence. */
  readonly says: string;
}

export interface CycleMove<S extends string> {
  readonly from: S;
  readonly to: S;
  /** The updates of the chart that make this move; what they do is written there and nowhere else. */
  readonly by: readonly UpdateName[];
  /** The move in words. */
  readonly says: string;
  /** Kernel function. */
  readonly source: string;
  /** The event that makes it is about another one. */
  readonly byAnother?: true;
}

/** Names a move, as no two have the same ends. */
export const lineKey = ({ from, to }: Pick<CycleMove<string>, 'from' | 'to'>): string => `${from} ${to}`;

/** One move of one task or one livepatch. */
export interface Made<Who, S extends string> {
  readonly who: Who;
  readonly from: S;
  readonly to: S;
  readonly update: UpdateName;
}

/** No two moves have the same ends. */
export interface Cycle<S extends string> {
  readonly name: string;
  readonly states: readonly CycleState<S>[];
  /** The state that all others lead to and come from; a drawing leaves its moves to the list. */
  readonly apart: S | null;
  readonly moves: readonly CycleMove<S>[];
}

/**
 * The edges of the chart under this policy that make a move, in the order of the chart.
 * @throws when there is no such policy.
 */
export const chartEdgesOf = (policyId: string, by: readonly UpdateName[]): readonly Edge[] =>
  [...chartUnder(policyId).edges.values()].filter(({ actions }) => by.some((update) => actions.includes(update)));
