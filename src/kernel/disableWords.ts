import type { Kernel } from './model';

/** “disable A and B”; while the transition of another patch runs, none of them can be disabled. */
export function disableWords({ transition }: Kernel, names: readonly string[]): string {
  const all = `disable ${names.join(' and ')}`;
  const waits = transition !== null && names.some((name) => name !== transition.patch);
  return waits ? `${all} once the transition of ${transition.patch} has completed` : all;
}
