import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadScenario, titles } from '../scenarios';
import type { Scenario } from '../scenarios/scenario';
import { klpFileText, scenarioOfFile, talkOf } from './file';
import { problemText, readKlpFile, readKlpTalk } from './read';

const scenarios: readonly Scenario[] = await Promise.all(titles.slice(0, 8).map(({ id }) => loadScenario(id)));
const nameless = { id: 'from-a-file', group: 'First steps' } as const;

const some = fc.array(fc.constantFrom(...scenarios), { minLength: 1, maxLength: 6 });
const title = fc.string({ maxLength: 200 });
const words = fc.string({ maxLength: 300 });

const problems = (text: string): readonly string[] => {
  const read = readKlpTalk(text);
  if (read === null || 'talk' in read) throw new Error('It can be read.');
  return read.problems.map(problemText);
};

describe('a talk of several scenarios', () => {
  it('comes back as it was written, whatever is said in it', () => {
    fc.assert(
      fc.property(title, some, words, (talk, all, says) => {
        const told = all.map(
          (scenario): Scenario => ({
            ...scenario,
            ...nameless,
            opening: says,
            steps: scenario.steps.map((step) => ({ ...step, says })),
          }),
        );
        const read = readKlpTalk(klpFileText(talkOf(talk, told)));
        if (read === null || 'problems' in read) throw new Error(JSON.stringify(read));
        expect(read.talk.talk).toBe(talk);
        expect(read.talk.scenarios.map((file) => scenarioOfFile(file, nameless))).toEqual(told);
      }),
      { numRuns: 30 },
    );
  });

  const good = talkOf('Two', scenarios.slice(0, 2));
  const [one] = good.scenarios;

  it.each([
    ['of none', { ...good, scenarios: [] }, 'scenarios: a talk has at least one scenario'],
    ['without a title', { ...good, talk: undefined }, 'the field "talk" is missing'],
    ['with a field more', { ...good, more: 1 }, 'unknown field "more"; known are $schema, klp, talk, scenarios'],
    [
      'with a scenario without a machine',
      { ...good, scenarios: [one, { ...one, world: undefined }] },
      'scenarios[1]: the field "world" is missing',
    ],
    [
      'about a CPU that is not there',
      {
        ...good,
        scenarios: [{ ...one, world: { cpus: 1, tasks: [] }, steps: [{ event: { type: 'cpu.offline', cpu: 3 } }] }],
      },
      'scenarios[0].steps[0].event.cpu: an event names CPU 3, but there is only CPU 0',
    ],
  ])('%s says what and where', (_, json, says) => {
    expect(problems(JSON.stringify(json)).join('\n')).toContain(says);
  });

  it('is no scenario, and a scenario is no talk', () => {
    expect(readKlpFile(klpFileText(good))).toEqual({
      problems: [{ at: '', says: expect.stringContaining('a talk of several') }],
    });
    expect(readKlpTalk(klpFileText(one ?? good))).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '{"talk":1}', '\u0000'])('is not %j', (text) => {
    expect(readKlpTalk(text)).toBeNull();
  });

  it('is never the reason to throw', () => {
    fc.assert(fc.property(fc.json(), (json) => void readKlpTalk(`{"klp":1,"talk":"x","scenarios":${json}}`)));
  });
});
