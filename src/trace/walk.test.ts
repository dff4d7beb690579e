import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affordances } from '../kernel/affordances';
import { boot } from '../kernel/boot';
import { policyProblems, refusalProblems, stateProblems, switchProblems } from '../kernel/invariants';
import { policies } from '../kernel/policies';
import type { World } from '../kernel/world';
import { lastStep, type Step, start, stepAfter, type Trace } from './trace';

const world: World = {
  cpus: 3,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show', 'ksys_read'] },
    { tid: 103, comm: 'cruncher', where: 'user' },
    { tid: 104, comm: 'kworker/u8:1', kind: 'kthread', where: 'uninterruptible' },
    { tid: 105, comm: 'odd', reliable: false },
  ],
  patches: [
    { name: 'lp_states', replace: true, states: [{ id: 1, version: 3 }], funcs: ['meminfo_proc_show'] },
    {
      name: 'lp_blocked',
      replaceSet: 1,
      states: [{ id: 1, version: 4, blockDisable: true }],
      funcs: ['cmdline_proc_show', 'test_klp_mod_target:test_klp_mod_target_show'],
    },
    { name: 'lp_set_1', replaceSet: 1, states: [{ id: 1, version: 4 }], funcs: ['cmdline_proc_show'] },
    { name: 'lp_v0', replace: true, funcs: ['uptime_proc_show'] },
    {
      name: 'lp_sticky_9',
      version: 9,
      sticky: true,
      funcs: ['meminfo_proc_show', 'test_klp_mod_target:test_klp_mod_target_show'],
    },
    { name: 'lp_broken', version: 5, funcs: ['no_such_function'], missing: ['no_such_function'] },
  ],
};

/** What must hold after this step, every microstep of it included. */
function problemsOf(policy: string, before: Step, after: Step): readonly string[] {
  const problems = [...stateProblems(after.kernel)];
  let previous = before.kernel;
  for (const move of after.moves) {
    const forced = move.facts.some((fact) => fact.type === 'switched' && fact.by === 'force');
    problems.push(...switchProblems(previous, move.kernel, forced));
    previous = move.kernel;
  }
  if ((after.phase === 'idle') !== (after.kernel.transition === null)) problems.push('phase and transition disagree');
  if (after.refusal !== null) problems.push(...refusalProblems(before.kernel, after.kernel));
  const completed = after.facts.some(({ type }) => type === 'complete');
  problems.push(...policyProblems(policy, before.kernel, after.kernel, completed));
  return problems;
}

/** Chooses an event: first the kind (so that the many task verbs do not drown the few commands), then one of it. */
function walk(
  policy: string,
  choices: readonly (readonly [number, number])[],
  check: (trace: Step, after: Step) => void,
): number {
  let trace: Trace = start(policy, boot(world));
  for (const [kind, which] of choices) {
    const before = lastStep(trace);
    const { modules, patches, tasks, machine } = affordances(before.kernel);
    const pools = [modules, patches, patches, tasks, [{ type: 'attempt' } as const], machine].filter(
      ({ length }) => length > 0,
    );
    const pool = pools[kind % pools.length] ?? machine;
    const event = pool[which % pool.length];
    if (event === undefined) continue;
    const after = stepAfter(policy, before, event);
    check(before, after);
    trace = { ...trace, steps: [...trace.steps, after] };
  }
  return trace.steps.length;
}

const choice = fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 100_000 }));

describe.each(policies.map(({ id }) => id))('under %s', (policy) => {
  test('no sequence of events breaks an invariant', { timeout: 120_000 }, () => {
    const seen = { steps: 0, refused: 0, completed: 0, reversed: 0, forced: 0 };
    fc.assert(
      fc.property(fc.array(choice, { minLength: 40, maxLength: 80 }), (choices) => {
        walk(policy, choices, (before, after) => {
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
