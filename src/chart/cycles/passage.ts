/** One microstep, update by update: a task may pass through several states of its life cycle inside one edge of the chart. */
import type { KernelEvent } from '../../kernel/events';
import type { Kernel } from '../../kernel/model';
import { type UpdateName, updates } from '../../kernel/updates';
import { type ActionName, isPhase } from '../edge';
import type { FactOf } from '../facts';
import type { Micro } from '../step';
import { phasesUnder } from './cycle';

/** The kernel after one update. */
export interface Passed {
  readonly update: UpdateName;
  readonly kernel: Kernel;
}

const isUpdate = (name: ActionName): name is UpdateName => name in updates;

/** The updates that an edge of the chart runs, in order. Within a phase and an event, its words tell an edge. */
const updatesOf = (policy: string, { from, says }: FactOf<'took'>, event: KernelEvent): readonly UpdateName[] => {
  if (!isPhase(from)) throw new Error(`There is no phase '${from}'.`);
  const { on = {}, always = [] } = phasesUnder(policy)[from];
  const edge = [...(on[event.type] ?? []), ...always].find((each) => each.says === says);
  if (edge === undefined) throw new Error(`There is no edge '${says}' in ${from}.`);
  return (edge.run ?? []).filter(isUpdate);
};

/**
 * The kernels inside a microstep, after each of its updates; the last one is the microstep's own.
 * @param before the kernel before the microstep.
 * @param event the event whose microstep it is.
 * @throws when the edge is none of the chart under this policy.
 */
export const passage = (
  policy: string,
  before: Kernel,
  event: KernelEvent,
  { edge, kernel }: Micro,
): readonly Passed[] => {
  const names = updatesOf(policy, edge, event);
  let reached = before;
  return names.map((update, at) => {
    // The last one is there already: the same object, so that what is remembered about it is found again.
    reached = at === names.length - 1 ? kernel : updates[update].apply(reached, event);
    return { update, kernel: reached };
  });
};
