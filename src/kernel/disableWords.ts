import type { Kernel } from './model';
import { patchOf } from './queries';
import { isLeaving } from './removing';

/**
 * “disable A and B”. While a transition runs none but its own livepatch can be disabled; and what it takes away is gone by
 * itself once it has completed.
 */
export function disableWords(kernel: Kernel, names: readonly string[]): string {
  const { transition } = kernel;
  const stay = names.filter((name) => {
    const patch = patchOf(kernel, name);
    return patch === undefined || !isLeaving(kernel, patch);
  });
  const completed = `the transition of ${transition?.patch} has completed`;
  if (stay.length === 0) return `wait until ${completed}`;
  const waits = transition !== null && (stay.length < names.length || stay.some((name) => name !== transition.patch));
  return `disable ${stay.join(' and ')}${waits ? ` once ${completed}` : ''}`;
}
