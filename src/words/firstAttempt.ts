import type { View } from '../viewer/contract';

/**
 * Who made the first of the attempts that have failed: `klp_try_complete_transition()` is called by `__klp_enable_patch()` and
 * `__klp_disable_patch()` at once, and only then by the worker. `null`: the worker, for the transition was reversed.
 */
export const firstAttemptBy = ({
  trace: { steps },
  cursor: { step },
}: Pick<View, 'trace' | 'cursor'>): string | null => {
  // By the phases: to look at the kernels of a long history would compute them again.
  const before = steps[step - 1]?.phase ?? 'idle';
  const first = before === 'idle' ? step : steps.findLastIndex(({ phase }, at) => at < step && phase !== before) + 1;
  if (steps[first - 1]?.phase !== 'idle') return null;
  const type = steps[first]?.event?.type;
  if (type === 'insmod') return 'insmod';
  return type === 'echo.enabled' ? 'the write to enabled' : null;
};
