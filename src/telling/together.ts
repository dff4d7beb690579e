/** A scenario that two tabs write into: what each of them changed, field by field. Pure but for what is stored. */
import { entryOf } from '../mine/editing';
import type { Scenario } from '../scenarios/scenario';
import { readScenario } from '../session/kept';
import type { Mine } from '../session/mine';
import { sameJson } from '../shapes/record';
import { type StepWords, withWords } from './told';

const FIELDS = ['says', 'notes', 'ask', 'look'] as const satisfies readonly (keyof StepWords)[];

/** With what became of `before` in `after`, each field where it still says what it said before. */
export const withChangesOf = (before: Scenario, after: Scenario, onto: Scenario): Scenario => {
  const title = onto.title === before.title ? after.title : onto.title;
  const opening = onto.opening === before.opening ? after.opening : onto.opening;
  return onto.steps.reduce(
    (sum, now, at) => {
      const is = after.steps[at];
      if (is === undefined) return sum;
      const was: StepWords = before.steps[at] ?? { says: '' };
      const changed = FIELDS.filter((field) => !sameJson(was[field], is[field]) && sameJson(was[field], now[field]));
      return changed.length === 0
        ? sum
        : withWords(sum, at + 1, Object.fromEntries(changed.map((field) => [field, is[field]])));
    },
    { ...onto, title, opening },
  );
};

/** Their steps are the same as far as both go: words of a step are about the same thing. */
const isSameMachine = (one: Scenario, other: Scenario): boolean =>
  sameJson(one.world, other.world) &&
  one.steps.every(({ event }, at) => other.steps[at] === undefined || sameJson(event, other.steps[at].event));

/** What another tab has changed since this one `read` it. Of another machine, which is this tab’s doing, the steps keep their words. */
export const withStored = (read: Scenario, stored: Scenario, mine: Scenario): Scenario =>
  isSameMachine(stored, mine)
    ? withChangesOf(read, stored, mine)
    : withChangesOf({ ...read, steps: [] }, { ...stored, steps: [] }, mine);

const WORDS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  says: 'Sentence',
  notes: 'Notes',
  ask: 'Question',
  look: 'Where to look',
};

/** The fields that both tabs have changed since `read`, each in its own way, as the form calls them. */
export const bothWrote = (read: Scenario, stored: Scenario, mine: Scenario): readonly string[] => {
  const differ = (was: unknown, one: unknown, other: unknown): boolean =>
    !sameJson(was, one) && !sameJson(was, other) && !sameJson(one, other);
  const steps = isSameMachine(stored, mine) ? mine.steps : [];
  return [
    ...(differ(read.title, stored.title, mine.title) ? ['Title'] : []),
    ...(differ(read.opening, stored.opening, mine.opening) ? ['Opening'] : []),
    ...steps.flatMap((now, at) => {
      const theirs = stored.steps[at];
      if (theirs === undefined) return [];
      const was: Partial<StepWords> = read.steps[at] ?? {};
      return FIELDS.filter((field) => differ(was[field], theirs[field], now[field])).map(
        (field) => `${WORDS[field]} of step ${at + 1}`,
      );
    }),
  ];
};

/** What this tab has written, and what was kept before it did. */
export interface Written {
  readonly before: Scenario;
  readonly after: Scenario;
}

/** The same once this tab has heard of what another one changed: that is in both, unless this tab has written there, too. */
export const withHeard = ({ before, after }: Written, read: Scenario, stored: Scenario): Written => ({
  before: withStored(read, stored, before),
  after: withStored(read, stored, after),
});

/**
 * Browsers tell a tab a moment later what another one has stored: who writes in that moment writes over words that it has not heard
 * of. They stand in `stored` as they were before, and are put back.
 */
export const withUnheard = ({ before, after }: Written, stored: Scenario): Scenario => {
  const whole = isSameMachine(after, stored) ? withChangesOf(before, after, stored) : stored;
  return sameJson(whole, stored) ? stored : whole;
};

/** With the steps that only the other tab’s history has. */
export const withLaterSteps = (stored: Scenario, mine: Scenario): Scenario =>
  isSameMachine(stored, mine) ? { ...mine, steps: [...mine.steps, ...stored.steps.slice(mine.steps.length)] } : mine;

/** What is kept of it now; `null`: nothing that can be read. */
export const storedOf = (mine: Mine, scenario: Scenario): Scenario | null => {
  const entry = entryOf(mine, scenario);
  const text = entry === null ? null : mine.text(entry.id);
  const stored = text === null ? null : readScenario(text);
  return stored && { ...stored, id: scenario.id };
};
