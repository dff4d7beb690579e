/** What a scenario says of its steps as data, when its machine has other names. Its sentences are its author's, and stay. Pure. */
import { eventNow, functionNow, moduleNow, type Renames, tidNow } from '../kernel/renaming';
import type { Look } from './look';
import type { Challenge, Expectation, Goal, Scenario, ScenarioStep } from './scenario';

/** In a line of the log or a path: every word that is the name of a module. */
const inText = (renames: Renames, text: string): string => text.replace(/\w+/g, (word) => moduleNow(renames, word));

const keyed = <T, U>(
  record: Readonly<Record<string, T>>,
  key: (name: string) => string,
  value: (each: T) => U,
): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(record).map(([name, each]) => [key(name), value(each)]));

/** With what is there made anew, and nothing that is not there. */
type Anew<T> = { readonly [K in keyof T]-?: (value: Exclude<T[K], undefined>) => Exclude<T[K], undefined> };

const made = <T extends object>(from: T, anew: Partial<Anew<T>>): T => {
  const changed: T = { ...from };
  for (const name in anew) {
    const value = from[name];
    if (value !== undefined) changed[name] = anew[name]?.(value as Exclude<T[typeof name], undefined>) ?? value;
  }
  return changed;
};

function expectationNow(expectation: Expectation, renames: Renames): Expectation {
  const module = (name: string): string => moduleNow(renames, name);
  const modules = (names: readonly string[]): readonly string[] => names.map(module);
  const task = (tid: string): string => `${tidNow(renames, Number(tid))}`;
  const lines = (all: readonly string[]): readonly string[] => all.map((line) => inText(renames, line));
  return made<Expectation>(expectation, {
    enabled: modules,
    listed: modules,
    modules,
    forced: modules,
    pending: (tids) => tids.map((tid) => tidNow(renames, tid)),
    patchState: (states) => keyed(states, task, (state) => state),
    runs: (impls) => keyed(impls, task, (impl) => (impl === null ? null : module(impl))),
    funcStack: (stacks) =>
      keyed(
        stacks,
        (func) => functionNow(renames, func),
        (stack) => lines(stack),
      ),
    logs: lines,
    unlogged: lines,
    refcnt: (counts) => keyed(counts, module, (count) => count),
  });
}

function lookNow(look: Look, renames: Renames): Look {
  return {
    ...look,
    ...('module' in look && look.module !== undefined && { module: moduleNow(renames, look.module) }),
    ...('task' in look && look.task !== undefined && { task: tidNow(renames, look.task) }),
    ...('line' in look && look.line !== undefined && { line: inText(renames, look.line) }),
    ...('func' in look && look.func !== undefined && { func: functionNow(renames, look.func) }),
    ...('path' in look && look.path !== undefined && { path: inText(renames, look.path) }),
  } as Look;
}

const stepNow = ({ event, expect, look, ...step }: ScenarioStep, renames: Renames): ScenarioStep => ({
  ...step,
  event: eventNow(event, renames),
  ...(expect && { expect: expectationNow(expect, renames) }),
  ...(look && { look: lookNow(look, renames) }),
});

const goalNow = (goal: Goal, renames: Renames): Goal => ({
  ...goal,
  ...('module' in goal && { module: moduleNow(renames, goal.module) }),
  ...('patch' in goal && { patch: moduleNow(renames, goal.patch) }),
  ...('func' in goal && { func: functionNow(renames, goal.func) }),
});

const challengeNow = (challenge: Challenge, renames: Renames): Challenge => ({
  ...challenge,
  modules: challenge.modules.map((name) => moduleNow(renames, name)),
  reach: challenge.reach.map((goal) => goalNow(goal, renames)),
});

/** Its world is the caller's. */
export const scenarioNow = (scenario: Scenario, renames: Renames): Scenario => ({
  ...scenario,
  steps: scenario.steps.map((step) => stepNow(step, renames)),
  ...(scenario.challenge && { challenge: challengeNow(scenario.challenge, renames) }),
});
