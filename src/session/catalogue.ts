/** Everything the two menus offer: policies, and the built-in scenarios, the challenges and the kernel's self-tests. */
import type { Policy } from '../kernel/policies';
import { loadSelfTest, selfTests } from '../replay/selfTests';
import { titles as builtIn, loadScenario as loadBuiltIn } from '../scenarios';
import { challenges, loadChallenge } from '../scenarios/challenges';
import type { Scenario, ScenarioTitle } from '../scenarios/scenario';

export { policies } from '../kernel/policies';

/** What is needed of it before one of the two is opened. */
export interface Catalogue {
  readonly policies: readonly Policy[];
}

/** In the order of the menu; groups in the order of their first scenario. */
export const titles: readonly ScenarioTitle[] = [...builtIn, ...challenges, ...selfTests];

/**
 * The scenario with this id, loaded on demand.
 * @throws (rejects) when there is none, or its file cannot be fetched.
 */
export const loadScenario = async (id: string): Promise<Scenario> =>
  (await loadSelfTest(id)) ?? (await loadChallenge(id)) ?? loadBuiltIn(id);
