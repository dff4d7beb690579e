/** Answers every question of every scenario, right and wrong. */
import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import { defaultPolicy } from '../../kernel/policies';
import { loadScenario, titles } from '../../scenarios';
import type { Ask, Expectation, Scenario } from '../../scenarios/scenario';
import { run } from '../../trace/trace';
import { guessAbout, judge, type Moment, momentAfter } from './guess';

const scenarios: readonly Scenario[] = await Promise.all(titles.map(({ id }) => loadScenario(id)));

interface Asked {
  readonly id: string;
  readonly group: string;
  readonly at: number;
  readonly ask: Ask;
  readonly moment: Moment;
  readonly wanted: Expectation;
}

const asked: readonly Asked[] = scenarios.flatMap(({ id, group, world, steps, policy = defaultPolicy.id }) => {
  const events = steps.map(({ event }) => event);
  const trace = run(policy, boot(world), events);
  return steps.flatMap(({ ask, expect: wanted = {} }, index) => {
    const moment = momentAfter(trace, index);
    if (ask === undefined || moment === null) return [];
    return [{ id, group, at: index + 1, ask, moment, wanted }];
  });
});

const joined = (names: readonly (string | number)[]): string => names.join('+') || 'none';

/** The answer that the author of the scenario wrote down; `undefined` when nothing tells it. */
const written: Readonly<Record<Ask, (wanted: Expectation, moment: Moment) => string | undefined>> = {
  loads: ({ refusedBy, phase }) => {
    if (refusedBy) return 'refused';
    return phase && (phase === 'idle' ? 'complete' : 'waiting');
  },
  refusedBy: ({ refusedBy }) => (refusedBy === null ? 'permitted' : refusedBy),
  whichTaskBlocks: ({ pending, idlePending = false }) =>
    pending && joined([...pending, ...(idlePending ? ['idle'] : [])]),
  counter: ({ latestVersion }) => latestVersion?.toString(),
  enabledAfter: ({ enabled }) => enabled && joined(enabled),
  phaseAfter: ({ phase }) => phase,
  runs: ({ runs }, { event }) => {
    const impl = 'tid' in event ? runs?.[event.tid] : undefined;
    return impl === null ? 'original' : impl;
  },
  callbacks: ({ callbacks }) => callbacks && joined(callbacks),
};

describe.each(asked)('$id, before step $at: $ask', ({ ask, moment, wanted }) => {
  const guess = guessAbout(ask, moment);

  it('has two to five choices, no two alike, and the answer is one of them', () => {
    expect(guess.choices.length).toBeGreaterThanOrEqual(2);
    expect(guess.choices.length).toBeLessThanOrEqual(5);
    expect(new Set(guess.choices.map(({ id }) => id)).size).toBe(guess.choices.length);
    expect(new Set(guess.choices.map(({ label }) => label)).size).toBe(guess.choices.length);
    expect(guess.choices.map(({ id }) => id)).toContain(guess.answer);
    expect(guess.question).toMatch(/\?$/);
  });

  it('has its answer in its scenario, written by hand, and gives it', () => {
    expect(written[ask](wanted, moment), 'what the step is expected to do does not tell').toBeDefined();
    expect(guess.answer).toBe(written[ask](wanted, moment));
  });

  it('tells who is right why, shortly, and who is wrong why, in full', () => {
    for (const { id } of guess.choices) {
      const { right, answer, reason } = judge(moment, guess, id);
      expect(right).toBe(id === guess.answer);
      expect(answer).toBe(guess.choices.find((choice) => choice.id === guess.answer)?.label);
      expect(reason.sentences.length).toBeGreaterThan(0);
      for (const sentence of reason.sentences) expect(sentence).toMatch(/[.]$/);
      expect(reason.source).toBeTruthy();
      if (right) expect(reason.sentences).toHaveLength(1);
      if (right) expect(reason.compared).toEqual([]);
    }
    const { refusal } = moment.after.step;
    const wrong = guess.choices.find(({ id }) => id !== guess.answer);
    if (refusal === null || wrong === undefined) return;
    const { reason } = judge(moment, guess, wrong.id);
    expect(reason.sentences[0]).toBe(refusal.because);
    expect(reason.rule).toBe(refusal.rule);
    expect(reason.compared).toHaveLength(refusal.compared.length);
  });
});

/** Of one kind of question, how many answers there are. */
const answersOf = (kind: Ask): ReadonlySet<string> =>
  new Set(asked.filter(({ ask }) => ask === kind).map(({ ask, moment }) => guessAbout(ask, moment).answer));

describe('the questions', () => {
  it('are asked in every scenario and every group', () => {
    expect(new Set(asked.map(({ id }) => id))).toEqual(new Set(titles.map(({ id }) => id)));
    expect(new Set(asked.map(({ group }) => group))).toEqual(new Set(titles.map(({ group }) => group)));
    expect(asked.length).toBeGreaterThanOrEqual(100);
  });

  it.each([
    ['loads', 3],
    ['refusedBy', 12],
    ['whichTaskBlocks', 5],
    ['counter', 5],
    ['enabledAfter', 4],
    ['phaseAfter', 3],
    ['runs', 4],
    ['callbacks', 4],
  ] as const)('“%s” has at least %i different answers', (kind, least) => {
    expect(answersOf(kind).size).toBeGreaterThanOrEqual(least);
  });

  it('call idle tasks as the log does, or count them', () => {
    const labels = asked
      .filter(({ ask }) => ask === 'whichTaskBlocks')
      .flatMap(({ ask, moment }) => guessAbout(ask, moment).choices.map(({ label }) => label));
    expect(labels.join('\n')).toContain('`swapper/0:0`');
    expect(labels.join('\n')).toMatch(/\b4 idle tasks\b/);
    expect(labels.join('\n').replaceAll(/`swapper\/\d+:0`/g, '')).not.toContain('swapper');
  });

  it('do not give the answer away by its place', () => {
    const places = asked.map(({ ask, moment }) => {
      const { choices, answer } = guessAbout(ask, moment);
      return choices.findIndex(({ id }) => id === answer);
    });
    for (const place of [0, 1, 2]) expect(places.filter((each) => each === place).length).toBeGreaterThan(10);
  });
});
