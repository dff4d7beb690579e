/** One microstep, update by update: a task may pass through several states of its life cycle inside one edge of the chart. */

import type { ActionName } from '../../chart/klp';
import type { Microstep } from '../../chart/step';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel } from '../../kernel/model';
import { type UpdateName, updates } from '../../kernel/updates';

/** The kernel after one update. */
export interface Passed {
  readonly update: UpdateName;
  readonly kernel: Kernel;
}

const isUpdate = (name: ActionName): name is UpdateName => name in updates;

/**
 * The kernels inside a microstep, after each of its updates; the last one is the microstep's own.
 * @param before the kernel before the microstep.
 * @param event the event whose microstep it is.
 */
export const passage = (before: Kernel, event: KernelEvent, { edge, kernel }: Microstep): readonly Passed[] => {
  const names = edge.actions.filter(isUpdate);
  let reached = before;
  return names.map((update, at) => {
    // The last one is there already: the same object, so that what is remembered about it is found again.
    reached = at === names.length - 1 ? kernel : updates[update].apply(reached, event);
    return { update, kernel: reached };
  });
};
