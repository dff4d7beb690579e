/**
 * Which scenarios pass through an edge or a phase, found by playing them all, each under its own policy. Played when somebody
 * asks, and not kept in a file: a new scenario is there at once, and nothing can go stale.
 */

import { boot } from '../../kernel/boot';
import { defaultPolicy } from '../../kernel/policies';
import type { Source } from '../../kernel/verdict';
import { headOf } from '../../link/readable';
import type { Scenario } from '../../scenarios/scenario';
import { loadScenario, titles } from '../../session/catalogue';
import { run } from '../../trace/trace';

export interface Passage {
  readonly id: string;
  readonly title: string;
  /** The first step that passes. */
  readonly step: number;
  /** The address of that step: `#/…`. */
  readonly hash: string;
}

export interface Passages {
  /** By the key of an edge, or the name of a phase; in the order of the syllabus. */
  readonly through: ReadonlyMap<string, readonly Passage[]>;
  /** Where a rule comes from, as its refusals in the scenarios say: by the key of the edge. */
  readonly sources: ReadonlyMap<string, Source>;
}

interface Found {
  readonly through: Map<string, Passage[]>;
  readonly sources: Map<string, Source>;
}

/** Plays one scenario and notes where it passes. */
export const notePassages = ({ through, sources }: Found, scenario: Scenario): void => {
  const { id, title, world, steps: script } = scenario;
  const policy = scenario.policy ?? defaultPolicy.id;
  const { steps } = run(
    policy,
    boot(world),
    script.map(({ event }) => event),
  );
  const seen = new Set<string>();
  const pass = (key: string, step: number): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const source = { kind: 'scenario', id, branch: null } as const;
    const passage = { id, title, step, hash: headOf({ policy, source, step, micro: null }) };
    through.set(key, [...(through.get(key) ?? []), passage]);
  };
  for (const [at, { microsteps, phase }] of steps.entries()) {
    pass(phase, at);
    for (const { edge, facts, phase: reached } of microsteps) {
      pass(reached, at);
      pass(edge.key, at);
      const refusal = facts.find((fact) => fact.type === 'refused');
      if (refusal !== undefined && !sources.has(edge.key)) sources.set(edge.key, refusal.verdict.source);
    }
  }
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const playAll = async (): Promise<Passages> => {
  const found: Found = { through: new Map(), sources: new Map() };
  for (const scenario of await Promise.all(titles.map(({ id }) => loadScenario(id)))) {
    notePassages(found, scenario);
    // One scenario at a time: the page stays quick to answer.
    await pause();
  }
  return found;
};

let played: Promise<Passages> | null = null;

/**
 * All of them, played once.
 * @throws (rejects) when a scenario cannot be fetched; asked again, it is tried again.
 */
export const passages = (): Promise<Passages> => {
  played ??= playAll().catch((error: unknown) => {
    played = null;
    throw error;
  });
  return played;
};
