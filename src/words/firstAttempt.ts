import type { View } from '../viewer/contract';

/**
 * Who made the first of the attempts that have failed: `klp_try_complete_transition()` is called by `__klp_enable_patch()` and
 * `__klp_disable_patch()` at once, and only then by the worker. `null`: the worker, for the transition was reversed.
 */
export const firstAttemptBy = ({ trace: { steps }, cursor }: Pick<View, 'trace' | 'cursor'>): string | null => {
  const first = steps.findLastIndex(({ kernel }, at) => at < cursor.step && !kernel.transition?.signals) + 1;
  const type = steps[first]?.event?.type;
  if (type === 'insmod') return 'insmod';
  return type === 'echo.enabled' ? 'the write to enabled' : null;
};
