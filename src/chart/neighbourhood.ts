/** The neighbourhood of a step: what the chart asked on the way, what it took, what it passed over, and where that led. */
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { rules } from '../kernel/rules';
import type { Verdict } from '../kernel/verdict';
import type { Phase } from './phases';
import type { Microstep } from './step';
import { chartUnder, type Edge } from './under';

/** One microstep, with all edges that could have been taken there. */
export interface Crossing {
  /** The phase in which the edges were asked. */
  readonly phase: Phase;
  /** The kernel they were asked about. */
  readonly kernel: Kernel;
  /** Asked first, in this order; their guards did not fire. */
  readonly asked: readonly Edge[];
  readonly taken: Edge;
  /** Not asked any more. */
  readonly passedOver: readonly Edge[];
  readonly leadsTo: Phase;
}

/**
 * Microstep by microstep.
 * @param before the phase and the kernel before the event.
 * @throws when no policy has this id.
 */
export const neighbourhood = (
  policy: string,
  before: { readonly phase: Phase; readonly kernel: Kernel },
  event: KernelEvent,
  microsteps: readonly Microstep[],
): readonly Crossing[] => {
  const { asks } = chartUnder(policy);
  return microsteps.map(({ edge, asked, phase: leadsTo }, at) => {
    const { phase, kernel } = microsteps[at - 1] ?? before;
    const edges = asks(phase, at === 0 ? event.type : null);
    return { phase, kernel, asked, taken: edge, passedOver: edges.slice(asked.length + 1), leadsTo };
  });
};

/** What the rule of an edge answers; `null` when it asks a condition, or nothing. */
export const verdictOf = ({ guard }: Edge, kernel: Kernel, event: KernelEvent): Verdict | null =>
  guard.kind === 'rule' ? rules[guard.name].apply(kernel, event) : null;

/** The name of the rule or condition that decides about an edge. */
export const guardName = ({ guard }: Edge): string => (guard.kind === 'otherwise' ? 'otherwise' : guard.name);
