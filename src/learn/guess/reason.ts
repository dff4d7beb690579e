/** Why the answer is what it is: the rules and the facts of the step, never words of the question's own. */
import type { Fact } from '../../chart/facts';
import { keepsCounter } from '../../kernel/policies';
import type { Verdict } from '../../kernel/verdict';
import { counterView } from '../../panels/version/counter';
import { taskNameIn } from '../../phrases/events';
import type { Ask } from '../../scenarios/scenario';
import { threadName, waitsFor } from '../../words/tasks';
import { threads } from '../../words/threads';
import { comparedNames } from '../../words/verdicts';
import { factSentence, type Why, why } from '../../words/why';
import type { Moment } from './moment';

export interface Reason {
  /** In the order to be read; kernel words in backticks. Never empty. */
  readonly sentences: readonly string[];
  /** The rule that answered; `null` when no rule was asked that compares anything. */
  readonly rule: string | null;
  /** What it compared, one sentence each. */
  readonly compared: readonly string[];
  /** The RFC's sentence in our words, or the kernel function. */
  readonly source: string | null;
}

const ABOUT_PHASE: readonly Fact['type'][] = ['complete', 'reversing', 'forcing', 'stayed', 'starting', 'switched'];

/** Sentences about the facts of these types, in the order of the types. */
const aboutFacts = ({ before, after }: Moment, types: readonly Fact['type'][]): readonly string[] => {
  const nameOf = taskNameIn(after.kernel, before.kernel);
  return types.flatMap((type) =>
    after.facts.flatMap((fact) => (fact.type === type ? (factSentence(fact, nameOf) ?? []) : [])),
  );
};

/** More tasks than these are not named one by one. */
const MOST_NAMED = 3;

/** What each task that has not switched waits for, in the words of the task panel. */
const waiting = ({ after: { kernel } }: Moment): readonly string[] =>
  threads(kernel)
    .filter(({ task, idleOf }) => task.pending && idleOf === null)
    .slice(0, MOST_NAMED)
    .map((thread) => `\`${threadName(thread)}\`: ${waitsFor(kernel, thread)}`);

const sentencesFor = (ask: Ask, moment: Moment, { headline }: Why): readonly string[] => {
  switch (ask) {
    case 'whichTaskBlocks':
      return [...waiting(moment), ...aboutFacts(moment, ['complete', 'switched', 'reversing', 'starting'])];
    case 'phaseAfter':
    case 'loads':
      return aboutFacts(moment, ABOUT_PHASE);
    case 'callbacks':
      return aboutFacts(moment, ['callback', ...ABOUT_PHASE]);
    case 'counter':
      return keepsCounter(moment.after.policy) ? counterView(moment.after).says : [];
    default:
      return headline;
  }
};

/** An edge that ends a call stands for a field, not for a function. */
const sourceOf = (answer: Verdict | null, { path }: Why): string | null => {
  if (answer?.refused) return answer.source.rfc ?? answer.source.mail ?? answer.source.kernel ?? null;
  return path.findLast(({ source }) => source.includes('()'))?.source ?? path.at(-1)?.source ?? null;
};

/** The reason for what the step did, in full; who has guessed right wants less of it, see `inShort`. */
export const reasonFor = (ask: Ask, moment: Moment): Reason => {
  const story = why(moment.after);
  const { refusal } = story;
  // That a rule let the event through says nothing about the tasks, the counter or the code that runs.
  const answer = refusal !== null || ask === 'loads' || ask === 'refusedBy' ? story.answer : null;
  const said = [...(refusal === null ? [] : [refusal.because]), ...sentencesFor(ask, moment, story)];
  return {
    sentences: said.length > 0 ? [...new Set(said)] : [...story.headline.slice(0, 1), story.meaning].slice(0, 1),
    rule: answer?.rule ?? null,
    compared: (answer?.compared ?? []).map(comparedNames),
    source: sourceOf(answer, story),
  };
};

/** The first sentence and the rule are enough for who has guessed right. */
export const inShort = ({ sentences, rule, source }: Reason): Reason => ({
  sentences: sentences.slice(0, 1),
  rule,
  compared: [],
  source,
});
