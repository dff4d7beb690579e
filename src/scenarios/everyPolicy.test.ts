/** Every policy against every scenario: the verdicts of `everyPolicy.testkit.ts`, step by step. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { defaultPolicy, policies } from '../kernel/policies';
import { selfTests } from '../replay/selfTests';
import { loadScenario } from '../session/catalogue';
import { run } from '../trace/trace';
import { ours, type Row, selfTestRows } from './everyPolicy.testkit';
import { titles } from './index';
import type { Scenario } from './scenario';

const ids = policies.map(({ id }) => id);
const table: Readonly<Record<string, Row>> = { ...ours, ...selfTestRows };
const scenarios: readonly Scenario[] = await Promise.all([...titles, ...selfTests].map(({ id }) => loadScenario(id)));
const isSelfTest = ({ id }: Scenario): boolean => id in selfTestRows;

/** Policy → step → verdict, from the words of the table. */
const read = (row: Row): ReadonlyMap<string, ReadonlyMap<number, string>> =>
  new Map(
    Object.entries(row).flatMap(([names, answers]) => {
      const steps = answers.split(', ').filter(Boolean);
      const verdicts = new Map(
        steps.map((each): [number, string] => {
          const [, step, verdict] = /^(\d+) (\+|(?:-|E[A-Z]+) [A-Za-z]+)$/.exec(each) ?? [];
          if (step === undefined || verdict === undefined) throw new Error(`'${each}' is no verdict`);
          return [Number(step), verdict];
        }),
      );
      return names.split(' ').map((name) => [name, verdicts] as const);
    }),
  );

const PERMITTED = '+';

const inWords = (answer: { readonly errno?: string | null; readonly rule: string } | null): string =>
  answer === null ? PERMITTED : `${answer.errno ?? '-'} ${answer.rule}`;

/** What the scenario itself expects of each step. */
const written = ({ steps }: Scenario): readonly string[] =>
  steps.map(({ expect: wanted }) => {
    const rule = wanted?.refusedBy ?? null;
    return inWords(rule === null ? null : { rule, errno: wanted?.errno ?? null });
  });

const verdicts = (policy: string, { world, steps }: Scenario): readonly string[] =>
  run(
    policy,
    boot(world),
    steps.map(({ event }) => event),
  )
    .steps.slice(1)
    .map(({ refusal }) => inWords(refusal));

/** Numbered, so that a difference says where it is. */
const numbered = (answers: readonly string[]): readonly string[] =>
  answers.map((answer, index) => `${index + 1} ${answer}`);

describe('the table', () => {
  it('has every scenario, and in each every policy once: for our own, all but the one it opens with', () => {
    expect(Object.keys(ours)).toEqual(titles.map(({ id }) => id));
    expect(Object.keys(selfTestRows)).toEqual(selfTests.map(({ id }) => id));
    for (const scenario of scenarios) {
      const own = isSelfTest(scenario) ? null : (scenario.policy ?? defaultPolicy.id);
      const named = Object.keys(table[scenario.id] ?? {}).flatMap((names) => names.split(' '));
      expect(named.toSorted(), scenario.id).toEqual(ids.filter((each) => each !== own).toSorted());
    }
  });

  it('names only steps whose verdict is another than the scenario’s own', () => {
    for (const scenario of scenarios) {
      const own = written(scenario);
      for (const [policy, answers] of read(table[scenario.id] ?? {})) {
        for (const [step, verdict] of answers) expect(own[step - 1], `${scenario.id}, ${policy}`).not.toBe(verdict);
        for (const step of answers.keys())
          expect(own[step - 1], `${scenario.id}, ${policy}, step ${step}`).toBeDefined();
      }
    }
  });
});

describe.each(scenarios)('$id', (scenario) => {
  const own = written(scenario);
  const row = read(table[scenario.id] ?? {});

  it.each(ids)('under %s', (policy) => {
    const different = row.get(policy) ?? new Map<number, string>();
    const wanted = own.map((verdict, index) => different.get(index + 1) ?? verdict);
    expect(numbered(verdicts(policy, scenario))).toEqual(numbered(wanted));
  });
});
