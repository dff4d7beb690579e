import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boot } from '../kernel/boot';
import { policies } from '../kernel/policies';
import { problemsOf } from './problems.testkit';
import { lastStep, type Step, start, stepAfter } from './trace';
import { type Choice, chosen, manyThings } from './wander.testkit';

function walk(policy: string, made: readonly Choice[], check: (before: Step, after: Step) => void): void {
  let before = lastStep(start(policy, boot(manyThings)));
  for (const choice of made) {
    const after = stepAfter(policy, before, chosen(before.kernel, choice));
    check(before, after);
    before = after;
  }
}

const choices = fc.array(fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 100_000 })), { minLength: 40, maxLength: 80 });

describe.each(policies.map(({ id }) => id))('under %s', (policy) => {
  test('no sequence of events breaks an invariant', { timeout: 120_000 }, () => {
    const seen = { steps: 0, refused: 0, completed: 0, reversed: 0, forced: 0 };
    fc.assert(
      fc.property(choices, (made) => {
        walk(policy, made, (before, after) => {
          seen.steps += 1;
          if (after.refusal !== null) seen.refused += 1;
          for (const { type } of after.facts) {
            if (type === 'complete') seen.completed += 1;
            if (type === 'reversing') seen.reversed += 1;
            if (type === 'forcing') seen.forced += 1;
          }
          expect({ event: after.event, problems: problemsOf(policy, before, after) }).toEqual({
            event: after.event,
            problems: [],
          });
        });
      }),
      { numRuns: 60, seed: 20190211, endOnFailure: true },
    );
    expect(seen.steps).toBeGreaterThan(2400);
    for (const count of [seen.refused, seen.completed, seen.reversed, seen.forced]) expect(count).toBeGreaterThan(10);
  });
});

test('a kernel is plain JSON', () => {
  walk(
    'rfc-2019',
    Array.from({ length: 80 }, (_, index) => [index, index * 7919] as const),
    (_, after) => {
      expect(JSON.parse(JSON.stringify(after.kernel))).toEqual(after.kernel);
    },
  );
});
