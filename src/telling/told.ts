/** What the reader says of a scenario of their own: which one it is, and what becomes of it when something else is said. Pure. */

import { scenarioOfFile } from '../file/file';
import { LIMITS } from '../kernel/limits';
import type { Scenario, ScenarioStep } from '../scenarios/scenario';
import { fileOnScreen } from '../session/scenarioFile';
import { leavesScriptAt } from '../viewer/lines';
import { NAMELESS } from '../viewer/opening';
import type { ViewerState } from '../viewer/state';
import { UNTOLD } from '../viewer/title';

type Shown = Pick<ViewerState, 'scenario' | 'source' | 'world' | 'lines' | 'line' | 'policy' | 'cursor'>;

/** What one writes into. */
export interface Told {
  readonly scenario: Scenario;
  /** `own`: a history of the reader's. The others stay as they are, and what is written makes a scenario of its own. */
  readonly of: 'own' | 'built-in' | 'branch';
}

/** A title with more to it, still short enough. */
const longer = (title: string, more: string): string => `${title.slice(0, LIMITS.note - more.length)}${more}`;

/** The script of an own history with a step for each of its events: it may have gone on since it was told. */
const wholeScript = ({ scenario, world, lines, policy }: Shown): Scenario => {
  const told = scenario ?? { ...NAMELESS, title: UNTOLD, opening: '', policy, steps: [] };
  const steps = (lines[0]?.events ?? []).map((event, at): ScenarioStep => told.steps[at] ?? { event, says: '' });
  return { ...told, world, steps };
};

/** The scenario that words of the step on the screen belong to. */
export const toldOf = (state: Shown): Told => {
  const { source, lines, line, cursor } = state;
  const leavesAt = leavesScriptAt(lines, line);
  const onBranch = leavesAt !== null && cursor.step > leavesAt;
  if (source.kind === 'world' && !onBranch) return { scenario: wholeScript(state), of: 'own' };
  const scenario = { ...scenarioOfFile(fileOnScreen(state), NAMELESS), ...NAMELESS };
  return onBranch
    ? { scenario: { ...scenario, title: longer(scenario.title, `, a branch after step ${leavesAt}`) }, of: 'branch' }
    : { scenario: { ...scenario, title: longer(scenario.title, ', in my words') }, of: 'built-in' };
};

/** What may be said of a step. Nothing: the field is left out. */
export type StepWords = Pick<ScenarioStep, 'says' | 'notes' | 'ask' | 'look'>;

const withoutNothing = (step: ScenarioStep): ScenarioStep => {
  const { notes, ask, look, ...rest } = step;
  return { ...rest, ...(notes && { notes }), ...(ask && { ask }), ...(look && { look }) };
};

/** What is there after a change; an empty text and `undefined` are nothing. */
export type Changes = { readonly [K in keyof StepWords]?: StepWords[K] | undefined };

/** @param step counted from the boot, which is 0 and has no words but the opening. */
export const withWords = (scenario: Scenario, step: number, changes: Changes): Scenario => {
  const before = scenario.steps[step - 1];
  if (before === undefined) return scenario;
  const { says = before.says, ...others } = changes;
  // What is left out is taken out again.
  const after = withoutNothing({ ...before, ...(others as Partial<StepWords>), says });
  return { ...scenario, steps: scenario.steps.with(step - 1, after) };
};
