/** What is exported: a line of history with a sentence for each of its steps. */

import { boot } from '../kernel/boot';
import { defaultPolicy, policyOf } from '../kernel/policies';
import type { Scenario } from '../scenarios/scenario';
import { run, type Trace } from '../trace/trace';
import type { Cursor, View } from '../viewer/contract';
import { leavesScriptAt } from '../viewer/lines';
import { eventsOf } from '../viewer/opening';
import { view } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import { titleOf } from '../viewer/title';
import { branchWords, worldWords } from '../words/narration';
import { why } from '../words/why';
import { fileName } from './fileName';

export interface Story {
  readonly title: string;
  /** Lower-case words joined with `-`, for names of files. */
  readonly name: string;
  /** What it is about, in one or two sentences. */
  readonly opening: string;
  readonly trace: Trace;
  /** What to notice, by step; of the boot, the opening. */
  readonly captions: readonly string[];
}

type Shown = Pick<ViewerState, 'scenario' | 'lines' | 'line' | 'trace'>;

/** The sentence of a step that nobody has written one for: what was done and what came of it. */
const ownWords = (trace: Trace, step: number): string =>
  branchWords(why(view({ trace, cursor: { step, micro: null } })));

/** The line that is on the screen, from the boot to its end. */
export const storyOf = ({ scenario, lines, line, trace }: Shown): Story => {
  const leaves = leavesScriptAt(lines, line) ?? trace.steps.length;
  const [first] = trace.steps;
  const opening = scenario?.opening || (first === undefined ? '' : worldWords(first.kernel, trace.steps.length - 1));
  // Under another policy other things happen than the sentences say.
  const isAsWritten = scenario !== null && (scenario.policy ?? defaultPolicy.id) === trace.policy;
  const written = isAsWritten ? scenario.steps.map(({ says }) => says) : [];
  const title = titleOf(scenario);
  return {
    title: line === 0 ? title : `${title}, a branch after step ${leaves}`,
    name: `${scenario === null ? 'own-world' : fileName(scenario)}${line === 0 ? '' : `-branch-${leaves}`}`,
    opening,
    trace,
    captions: trace.steps.map((_, step) => {
      if (step === 0) return opening;
      return (step <= leaves ? written[step - 1] : undefined) || ownWords(trace, step);
    }),
  };
};

/** A scenario as it was written, under its own policy, whatever is on the screen. */
export const storyOfScenario = (scenario: Scenario): Story => {
  const trace = run(scenario.policy ?? defaultPolicy.id, boot(scenario.world), eventsOf(scenario));
  const [first] = trace.steps;
  const opening = scenario.opening || (first === undefined ? '' : worldWords(first.kernel, trace.steps.length - 1));
  return {
    title: scenario.title,
    name: fileName(scenario),
    opening,
    trace,
    captions: [opening, ...scenario.steps.map(({ says }, at) => says || ownWords(trace, at + 1))],
  };
};

/** The last step. */
export const lastOf = ({ trace }: Story): number => trace.steps.length - 1;

export const policyTitle = ({ trace }: Story): string => (policyOf(trace.policy) ?? defaultPolicy).title;

/** What panels read at a place of the story. */
export const viewAt = ({ trace }: Story, { step, micro }: Cursor): View => view({ trace, cursor: { step, micro } });
