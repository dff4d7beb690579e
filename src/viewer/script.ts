/** The step of the scenario that is on the screen, and what the scenario says about it. */
import { defaultPolicy } from '../kernel/policies';
import type { Look } from '../scenarios/look';
import type { Ask, ScenarioStep } from '../scenarios/scenario';
import { leavesScriptAt } from './lines';
import type { ViewerState } from './state';

type Placed = Pick<ViewerState, 'cursor' | 'scenario' | 'lines' | 'line' | 'policy'>;

/** The step of the scenario that is on the screen, whole; `null` at the boot, inside a step, and beside the script. */
export const scriptStep = ({ scenario, lines, line, cursor }: Placed): ScenarioStep | null => {
  const leftAt = leavesScriptAt(lines, line);
  if (scenario === null || cursor.micro !== null || (leftAt !== null && cursor.step > leftAt)) return null;
  return scenario.steps[cursor.step - 1] ?? null;
};

/** The question that stands before the next step of the script; `null` inside a step, on a branch, at the end, and where none is. */
export const openAsk = ({
  scenario,
  lines,
  line,
  cursor,
}: Pick<Placed, 'scenario' | 'lines' | 'line' | 'cursor'>): Ask | null => {
  const leftAt = leavesScriptAt(lines, line);
  if (cursor.micro !== null || (leftAt !== null && cursor.step >= leftAt)) return null;
  return scenario?.steps[cursor.step]?.ask ?? null;
};

/** The step under the policy that it was written for. */
const ownStep = (state: Placed): ScenarioStep | null =>
  (state.scenario?.policy ?? defaultPolicy.id) === state.policy ? scriptStep(state) : null;

/** Where the scenario says to look; `null` where nothing is said. */
export const scriptLook = (state: Placed): Look | null => ownStep(state)?.look ?? null;

const NONE: readonly string[] = [];

/** The readings of the RFC that the step rests on, by their keys. */
export const scriptReadings = (state: Placed): readonly string[] => ownStep(state)?.restsOn ?? NONE;

/** A word for the place on the screen: another one after each step. */
export const placeOf = ({
  opening,
  line,
  cursor,
  policy,
}: Pick<ViewerState, 'opening' | 'line' | 'cursor' | 'policy'>): string =>
  [opening.serial, line, cursor.step, cursor.micro ?? '', policy].join(' ');
