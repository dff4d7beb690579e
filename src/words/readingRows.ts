/** The readings as the Readings dialog lists them: each with a step that depends on it, and the link there. */
import { defaultPolicy, policyOf } from '../kernel/policies';
import { type Reading, readings } from '../kernel/readings';
import { headOf } from '../link/readable';
import { titles } from '../scenarios';
import { readingCases } from '../scenarios/readings';

/** A step of a scenario. */
export interface ReadingStep {
  readonly title: string;
  readonly step: number;
  /** The address of the step: `#/…`. */
  readonly hash: string;
  readonly here: string;
  readonly otherwise: string;
}

export interface ListedReading extends Reading {
  /** Title of the policy whose text leaves the room. */
  readonly policyTitle: string;
  readonly steps: readonly ReadingStep[];
}

const stepsFor = (key: string): readonly ReadingStep[] =>
  readingCases
    .filter(({ reading }) => reading === key)
    .map(({ scenario: id, step, here, otherwise }) => {
      const found = titles.find((each) => each.id === id);
      const policy = found?.policy ?? defaultPolicy.id;
      return {
        title: found?.title ?? id,
        step,
        hash: headOf({ policy, source: { kind: 'scenario', id, branch: null }, step, micro: null }),
        here,
        otherwise,
      };
    });

/** In the order of the list. */
export const listedReadings: readonly ListedReading[] = readings.map((reading) => ({
  ...reading,
  policyTitle: policyOf(reading.policy)?.title ?? reading.policy,
  steps: stepsFor(reading.key),
}));
