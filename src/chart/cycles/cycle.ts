/** A life cycle as data: where one task, or one livepatch, can stand, and which moves there are between those places. */
import { policyOf } from '../../kernel/policies';
import type { UpdateName } from '../../kernel/updates';
import { phasesOf } from '../chart';
import type { Edge, PhaseConfig } from '../edge';
import { isStable } from '../step';

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
}

/** No two moves have the same ends. */
export interface Cycle<S extends string> {
  readonly name: string;
  readonly states: readonly CycleState<S>[];
  /** The state that all others lead to and come from; a drawing leaves its moves to the list. */
  readonly apart: S | null;
  readonly moves: readonly CycleMove<S>[];
}

/** @returns `undefined` when the cycle has no such move. */
export const moveOf = <S extends string>(cycle: Cycle<S>, from: S, to: S): CycleMove<S> | undefined =>
  cycle.moves.find((move) => move.from === from && move.to === to);

/** An edge of the big chart that runs one of a move's updates. */
export interface ChartEdge {
  readonly phase: string;
  readonly says: string;
  readonly source: string;
}

const known = new Map<string, ReturnType<typeof phasesOf>>();

/**
 * The phases of the chart under a policy, made once.
 * @throws when there is no such policy.
 */
export const phasesUnder = (policyId: string): ReturnType<typeof phasesOf> => {
  const made = known.get(policyId);
  if (made !== undefined) return made;
  const policy = policyOf(policyId);
  if (policy === undefined) throw new Error(`There is no policy '${policyId}'.`);
  const phases = phasesOf(policy);
  known.set(policyId, phases);
  return phases;
};

/** The edges of a phase, whatever event they answer. */
const edgesOf = ({ on = {}, always = [] }: PhaseConfig): readonly Edge[] => [...Object.values(on).flat(), ...always];

/**
 * The edges of the chart under this policy that make a move, in the order of the chart. What the waiting phases answer alike
 * comes once.
 * @throws when there is no such policy.
 */
export const chartEdgesOf = (policyId: string, by: readonly UpdateName[]): readonly ChartEdge[] => {
  const found = Object.entries(phasesUnder(policyId)).flatMap(([phase, config]) =>
    edgesOf(config)
      .filter(({ run = [] }) => by.some((update) => run.includes(update)))
      .map(({ says, source }): ChartEdge => ({ phase, says, source })),
  );
  const isFirst = ({ phase, says }: ChartEdge, at: number): boolean =>
    !isStable(phase) || found.findIndex((each) => isStable(each.phase) && each.says === says) === at;
  return found.filter(isFirst);
};
