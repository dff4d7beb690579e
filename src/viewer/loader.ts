import type { Scenario } from '../scenarios/scenario';

/** Finds a scenario by its id. Throws, or rejects, when there is none. */
export type LoadScenario = (id: string) => Scenario | Promise<Scenario>;

export interface Loader {
  /** Calls one of the two, unless something else is asked for first. At once when the scenario is there already. */
  readonly load: (id: string, then: (scenario: Scenario) => void, otherwise: () => void) => void;
  /** Something else is asked for: an answer that is still to come is no longer wanted. */
  readonly forget: () => void;
}

/** `onLoading` hears which scenario is on its way, and `null` when none is. */
export const createLoader = (loadScenario: LoadScenario, onLoading: (id: string | null) => void): Loader => {
  let asked = 0;

  const find = (id: string): Scenario | Promise<Scenario> => {
    try {
      return loadScenario(id);
    } catch (error) {
      return Promise.reject(error);
    }
  };

  return {
    load: (id, then, otherwise) => {
      asked += 1;
      const mine = asked;
      const answer = find(id);
      if (!(answer instanceof Promise)) {
        then(answer);
        return;
      }
      onLoading(id);
      const ifWanted = (action: () => void): void => {
        if (mine !== asked) return;
        onLoading(null);
        action();
      };
      answer.then(
        (scenario) => ifWanted(() => then(scenario)),
        () => ifWanted(otherwise),
      );
    },
    forget: () => {
      asked += 1;
      onLoading(null);
    },
  };
};
