/** What is on the screen as a `*.klp.json`: the line of the history from the boot on. */

import { type FileStep, FORM, fileOfScenario, type KlpFile } from '../file/file';
import { defaultPolicy, policyOf } from '../kernel/policies';
import type { Scenario, ScenarioStep } from '../scenarios/scenario';
import { leavesScriptAt, pathOf } from '../viewer/lines';
import type { ViewerState } from '../viewer/state';
import { titleOf } from '../viewer/title';

type Shown = Pick<ViewerState, 'scenario' | 'source' | 'world' | 'lines' | 'line' | 'policy'>;

/** What is said and asked of a step stays its author's under any policy; what must hold, and what it rests on, is true under its own. */
const wordsOf = ({ event, says, notes, ask }: ScenarioStep): FileStep => ({
  event,
  says,
  ...(notes !== undefined && { notes }),
  ...(ask !== undefined && { ask }),
});

/** With a word about it where the steps are told under other rules than they were written for. */
const openingOf = ({ opening, steps, policy = defaultPolicy.id }: Scenario, now: string): string => {
  if (policy === now || !steps.some(({ says }) => says !== '')) return opening;
  const written = `What is said was written for the policy “${policyOf(policy)?.title ?? policy}”.`;
  return opening.endsWith(written) ? opening : `${opening} ${written}`.trim();
};

/** It opens again where the reader is. A challenge opens at its last step wherever that is. */
export const fileWhereItIs = (shown: Shown & Pick<ViewerState, 'cursor'>): KlpFile => {
  const { world, steps, ...file } = fileOnScreen(shown);
  const { step } = shown.cursor;
  return { ...file, ...(step > 0 && file.challenge === undefined && { at: step }), world, steps };
};

/** What a scenario says of its steps, expects and asks, as long as the script is followed. */
export const fileOnScreen = ({ scenario, source, world, lines, line, policy }: Shown): KlpFile => {
  const events = pathOf(lines, line);
  const isOwn = scenario !== null && (scenario.policy ?? defaultPolicy.id) === policy;
  if (isOwn && source.kind === 'scenario' && line === 0 && scenario.steps.length > 0) return fileOfScenario(scenario);
  const told = scenario?.steps ?? [];
  const script: readonly FileStep[] = told
    .slice(0, leavesScriptAt(lines, line) ?? told.length)
    .map((step) => (isOwn ? step : wordsOf(step)));
  const opening = scenario === null ? '' : openingOf(scenario, policy);
  return {
    klp: FORM,
    title: titleOf(scenario),
    ...(opening !== '' && { opening }),
    policy,
    world,
    steps: events.map((event, index): FileStep => script[index] ?? { event }),
  };
};
