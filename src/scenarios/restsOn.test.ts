/**
 * What rests on a reading of the RFC says so. For the two readings of the counter it is worked out: everything is played as
 * the other reading would have it, and what no longer holds must name the reading; what names it must no longer hold.
 */
import { describe, expect, it } from 'vitest';
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import { readingOf } from '../kernel/readings';
import { isReached } from '../learn/goals';
import { solutions } from '../learn/solutions';
import { lastStep, type Step, start } from '../trace/trace';
import { challenges, loadChallenge } from './challenges';
import { check } from './check';
import { loadScenario, titles } from './index';
import { type OtherReadingKey, otherReadings, stepOtherwise } from './otherReadings.testkit';
import { readingCases } from './readings';
import type { Scenario } from './scenario';

const scenarios: readonly Scenario[] = [
  ...(await Promise.all(titles.map(({ id }) => loadScenario(id)))),
  ...(await Promise.all(challenges.map(({ id }) => loadChallenge(id)))).filter((challenge) => challenge !== null),
].filter(({ policy = defaultPolicy.id }) => policy === defaultPolicy.id);

/** Numbers of the steps of which something no longer holds; and whether the goal of a challenge is missed. */
function falling(reading: OtherReadingKey, { id, world, steps, challenge }: Scenario) {
  const policy = defaultPolicy.id;
  let now: Step = lastStep(start(policy, boot(world)));
  const fallen = steps.flatMap(({ event, expect: wanted }, index) => {
    now = stepOtherwise(reading, policy, now, event);
    const logs = now.facts.flatMap((fact) => lines(fact, event)).map(({ text }) => text);
    return check({ ...now, logs }, wanted ?? {}).every(({ holds }) => holds) ? [] : [index + 1];
  });
  if (challenge === undefined) return { fallen, missed: false };
  for (const event of solutions[id] ?? []) now = stepOtherwise(reading, policy, now, event);
  return { fallen, missed: !isReached(challenge, { policy, step: now }) };
}

const keys = Object.keys(otherReadings).filter((key): key is OtherReadingKey => key in otherReadings);

describe.each(keys)('under the other reading of %s', (reading) => {
  it.each(scenarios)('what falls of $id says so, and nothing else', (scenario) => {
    const { fallen, missed } = falling(reading, scenario);
    const named = scenario.steps.flatMap(({ restsOn = [] }, index) => (restsOn.includes(reading) ? [index + 1] : []));
    expect(named).toEqual(fallen);
    expect(scenario.challenge?.restsOn?.includes(reading) ?? false).toBe(missed);
  });
});

describe('what rests on a reading', () => {
  const all = scenarios.flatMap(({ steps, challenge }) => [
    ...steps.flatMap(({ restsOn = [] }) => restsOn),
    ...(challenge?.restsOn ?? []),
  ]);

  it('names one that there is, and each is named', () => {
    for (const key of all) expect(readingOf(key), key).toBeDefined();
    for (const { reading } of readingCases) expect(all).toContain(reading);
  });

  it.each(readingCases)('is said of the step that shows $reading', ({ reading, scenario, step }) => {
    const found = scenarios.find(({ id }) => id === scenario)?.steps[step - 1];
    expect(found?.restsOn).toContain(reading);
  });
});
