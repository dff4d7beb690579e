/** Random walks that leave the scenarios at any step: nothing may break, whatever comes next. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { policies } from '../kernel/policies';
import { possibleEvents } from '../kernel/possibleEvents';
import { moduleOf, patchOf } from '../kernel/queries';
import { problemsOf } from '../trace/problems.testkit';
import { lastStep, run, type Step, stepAfter } from '../trace/trace';
import { loadScenario, titles } from './index';
import type { Scenario } from './scenario';

const scenarios: readonly Scenario[] = (await Promise.all(titles.map(({ id }) => loadScenario(id)))).filter(
  ({ id }) => id !== 'thousand-tasks',
);

const has = (step: Step, type: string): boolean => step.facts.some((fact) => fact.type === type);

/** Code that a task runs must be there: nobody may be inside a livepatch whose module can be removed. */
const danglingProblems = (kernel: Kernel): readonly string[] =>
  kernel.tasks.flatMap(({ tid, stack }) =>
    stack
      .filter(({ impl }) => impl !== null && patchOf(kernel, impl) === undefined)
      .filter(({ impl }) => (moduleOf(kernel, impl ?? '')?.refcnt ?? 0) === 0)
      .map(({ func, impl }) => `task ${tid} is in ${func} of ${impl}, whose module can be removed`),
  );

const frameProblems = (kernel: Kernel): readonly string[] =>
  kernel.tasks.flatMap(({ tid, stack }) =>
    stack
      .filter(({ object }) => object !== 'vmlinux' && moduleOf(kernel, object) === undefined)
      .map(({ func, object }) => `task ${tid} is in ${func} of ${object}, which is not loaded`),
  );

/** A forced patch keeps exactly the reference that it would have dropped. */
const referenceProblems = (kernel: Kernel): readonly string[] =>
  kernel.modules
    .filter(({ refcnt }) => refcnt < 0 || refcnt > 1)
    .map(({ name, refcnt }) => `the refcnt of ${name} is ${refcnt}`);

const problems = (policy: string, before: Step, after: Step, everForced: boolean): readonly string[] => [
  ...problemsOf(policy, before, after),
  ...referenceProblems(after.kernel),
  ...(everForced ? [] : danglingProblems(after.kernel)),
  ...frameProblems(after.kernel),
];

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)];

/** Weighted: an attempt now and then, so that transitions complete. */
const choose = (kernel: Kernel, group: number, at: number): KernelEvent => {
  const { modules, patches, tasks, machine } = possibleEvents(kernel);
  const lists = [modules, patches, patches, tasks, tasks, tasks, machine] as const;
  if (group === 7 || group === 8) return { type: 'attempt' };
  if (group === 9) return { type: 'free' };
  return pick(lists[group] ?? machine, at) ?? { type: 'attempt' };
};

const choices = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9999 })), { minLength: 40, maxLength: 80 });

describe.each(policies.map(({ id }) => id))('a walk under %s', (policy) => {
  it('breaks no invariant', { timeout: 120_000 }, () => {
    const seen = { steps: 0, refused: 0, complete: 0 };
    fc.assert(
      fc.property(fc.nat({ max: scenarios.length - 1 }), fc.nat({ max: 30 }), choices, (which, at, steps) => {
        const scenario = scenarios[which];
        if (scenario === undefined) return;
        const script = scenario.steps.map(({ event }) => event);
        const start = run(policy, boot(scenario.world), script.slice(0, at % (script.length + 1)));
        let before = lastStep(start);
        let forced = start.steps.some((step) => has(step, 'forcing'));
        const events: KernelEvent[] = [];
        for (const [group, choice] of steps) {
          const event = choose(before.kernel, group, choice);
          events.push(event);
          const after = stepAfter(policy, before, event);
          forced ||= has(after, 'forcing');
          seen.steps += 1;
          if (after.refusal !== null) seen.refused += 1;
          if (has(after, 'complete')) seen.complete += 1;
          const found = problems(policy, before, after, forced);
          if (found.length > 0)
            expect({ id: scenario.id, at: start.steps.length - 1, events, found }).toEqual('no problem');
          before = after;
        }
      }),
      { seed: 20190211, numRuns: 60 },
    );
    expect(seen.steps).toBeGreaterThanOrEqual(2400);
    expect(seen.refused).toBeGreaterThan(100);
    expect(seen.complete).toBeGreaterThan(50);
  });
});
