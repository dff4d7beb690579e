/** Plays events as the other reading of the counter would have it: what is kept is the kernel, but for its counter. */
import type { KernelEvent } from '../kernel/events';
import { type Kernel, KLP_PATCHED } from '../kernel/model';
import { listedPatches } from '../kernel/queries';
import { type Step, stepAfter } from '../trace/trace';

type OtherReading = (before: Step, after: Step) => number;

const highestListed = ({ kernel }: Step): number =>
  listedPatches(kernel).reduce((highest, { enabled, version }) => (enabled ? Math.max(highest, version) : highest), 0);

/** A cumulative patch with version 0 has replaced others in this step. */
const replacedByVersion0 = ({ facts, kernel }: Step): boolean =>
  facts.some(
    (fact) =>
      fact.type === 'complete' &&
      fact.target === KLP_PATCHED &&
      kernel.patches.some(({ name, version, replace }) => name === fact.patch && version === 0 && replace),
  );

/** What `latest_version` would be after a step, by the key of the reading that is given up. */
export const otherReadings = {
  /** The patch in transition counts from the start, and no longer from the start of its disabling. */
  'counter-in-transition': (_, after) => highestListed(after),
  /** A version-0 patch does not touch the counter. */
  'version-0-replace': (before, after) =>
    replacedByVersion0(after) ? before.kernel.latestVersion : after.kernel.latestVersion,
} as const satisfies Record<string, OtherReading>;

export type OtherReadingKey = keyof typeof otherReadings;

const withCounter = (kernel: Kernel, latestVersion: number): Kernel =>
  latestVersion === kernel.latestVersion ? kernel : { ...kernel, latestVersion };

/** What happens to a step when the other reading holds. */
export function stepOtherwise(reading: OtherReadingKey, policy: string, before: Step, event: KernelEvent): Step {
  const after = stepAfter(policy, before, event);
  return { ...after, kernel: withCounter(after.kernel, otherReadings[reading](before, after)) };
}
