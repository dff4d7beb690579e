/** A number of tasks, CPUs or attempts in a sentence is the number that the machine has. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { Kernel, Task } from '../kernel/model';
import { defaultPolicy } from '../kernel/policies';
import type { Stayed } from '../kernel/switching';
import { run, type Step } from '../trace/trace';
import { loadScenario, titles } from './index';
import type { Scenario } from './scenario';

const scenarios: readonly Scenario[] = await Promise.all(titles.map(({ id }) => loadScenario(id)));

const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NUMBER = `(${WORDS.join('|')}|\\d+(?:,\\d{3})*)`;
const numberOf = (word: string): number => {
  const index = WORDS.indexOf(word.toLowerCase());
  return index === -1 ? Number(word.replaceAll(',', '')) : index + 1;
};

const having = (kernel: Kernel, holds: (task: Task) => boolean): number => kernel.tasks.filter(holds).length;
const stayed = ({ facts }: Step): readonly Stayed[] =>
  facts.flatMap((fact) => (fact.type === 'stayed' ? fact.tasks : []));
const sleeping = (step: Step): number => stayed(step).filter(({ why }) => why === 'sleeping').length;

interface Meaning {
  readonly words: RegExp;
  readonly there: (step: Step) => number;
}

const meaning = (words: string, there: Meaning['there']): Meaning => ({
  words: new RegExp(`\\b${NUMBER} ${words}`, 'gi'),
  there,
});

/** What a number is said of, as the words after it tell; the first that fits counts. */
const meanings: readonly Meaning[] = [
  meaning('CPUs?\\b', ({ kernel }) => kernel.cpus.length),
  meaning('tasks? computes? in user space', ({ kernel }) => having(kernel, ({ where }) => where === 'user')),
  meaning('tasks\\. \\d+ have not switched', ({ facts }) =>
    facts.reduce((sum, fact) => sum + (fact.type === 'switched' && fact.by === 'attempt' ? fact.tids.length : 0), 0),
  ),
  meaning('tasks? (?:is|are) still blocked', (step) => stayed(step).length),
  meaning('tasks have not switched', (step) => stayed(step).length),
  meaning(
    'tasks are inside functions that the livepatch changes',
    (step) => stayed(step).filter(({ tid }) => tid !== 0).length,
  ),
  meaning('tasks have to switch', ({ kernel }) => having(kernel, ({ pending }) => pending)),
  meaning('tasks sleep in functions that are being patched', sleeping),
  meaning('tasks? (?:is|are|sleeps?) inside ', ({ kernel }) => having(kernel, ({ stack }) => stack.length > 0)),
  meaning('tasks?\\b', ({ kernel }) => kernel.tasks.length),
];

/** `number said, number there, the words`, for every number in a sentence about this step. */
const numbersIn = (sentence: string, step: Step): readonly (readonly [number, number, string])[] => {
  let rest = sentence;
  return meanings.flatMap(({ words, there }) => {
    const found = [...rest.matchAll(words)];
    rest = rest.replaceAll(words, '…');
    return found.map(([all, number = '']) => [numberOf(number), there(step), all] as const);
  });
};

const sentencesOf = (scenario: Scenario): readonly (readonly [string, Step])[] => {
  const { policy = defaultPolicy.id, world, steps, opening } = scenario;
  const played = run(
    policy,
    boot(world),
    steps.map(({ event }) => event),
  ).steps;
  const texts = [opening, ...steps.map(({ says }) => says)];
  return texts.flatMap((text, index) => {
    const step = played[index];
    return step === undefined ? [] : [[text, step] as const];
  });
};

describe('numbers in sentences', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
    const wrong = sentencesOf(scenario).flatMap(([text, step]) =>
      numbersIn(text, step)
        .filter(([said, found]) => said !== found)
        .map(([, found, words]) => `“${words}”, but there are ${found}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are found, and a wrong one is told', () => {
    const found = scenarios.flatMap((scenario) => sentencesOf(scenario).flatMap((each) => numbersIn(...each)));
    expect(found.length).toBeGreaterThan(20);
    const [first] = scenarios.flatMap((scenario) => sentencesOf(scenario));
    if (first === undefined) throw new Error('no scenario');
    expect(numbersIn('There are four CPUs and three tasks.', first[1])).toEqual([
      [4, 4, 'four CPUs'],
      [3, 4, 'three tasks'],
    ]);
  });
});
