import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { policies } from '../kernel/policies';
import { loadScenario, titles } from '../scenarios';
import { run } from '../trace/trace';
import { DICTIONARY } from './dictionary';
import { VERBS } from './events';
import { OWN, TALK, VERSUS } from './head';
import { decode, encode, type Link } from './link';
import { ESCAPES, PIECES } from './pieces';
import { comparisons, corpus, type Outcome, type Published, talks } from './published.testkit';
import { type PublishedTable, tables } from './publishedTables.testkit';
import { wide } from './publishedWide.testkit';

const known = { scenarioIds: titles.map(({ id }) => id), policyIds: policies.map(({ id }) => id) };

async function historyOf({ source }: Link) {
  if (source.kind === 'world') return { world: source.world, events: source.events };
  const { world, steps } = await loadScenario(source.id);
  const script = steps.map(({ event }) => event);
  const events = source.branch ? [...script.slice(0, source.branch.at), ...source.branch.events] : script;
  return { world, events };
}

/** Runs what the link describes, up to its step. */
async function outcomeOf(link: Link): Promise<Outcome> {
  const { world, events } = await historyOf(link);
  const { steps } = run(link.policy, boot(world), events);
  const shown = steps[link.step];
  if (shown === undefined) throw new Error(`There is no step ${link.step}.`);
  return {
    phase: shown.phase,
    latestVersion: shown.kernel.latestVersion,
    listed: shown.kernel.patches.filter(({ listed }) => listed).map(({ name }) => name),
    refused: Object.fromEntries(
      steps.slice(0, link.step + 1).flatMap(({ refusal }, index) => (refusal ? [[index, refusal.errno]] : [])),
    ),
  };
}

const published: readonly Published[] = [...corpus, ...comparisons, ...talks, ...wide];

describe('a published link', () => {
  it.each(published)('$hash still says the same', ({ hash, link }) => {
    expect(decode(hash, known)).toStrictEqual({ ok: true, link });
  });

  it.each(published)('$hash is still written so', ({ hash, link }) => {
    expect(encode(link)).toBe(hash);
  });

  it.each(published)('$hash still leads to the same state', async ({ link, outcome }) => {
    expect(await outcomeOf(link)).toEqual(outcome);
  });

  it.each(comparisons)('$hash still leads to the same state under each policy', async ({ link, against = {} }) => {
    expect(Object.keys(against)).toEqual(link.against);
    for (const [policy, outcome] of Object.entries(against)) {
      expect(await outcomeOf({ ...link, policy }), policy).toEqual(outcome);
    }
  });
});

describe('the corpus', () => {
  it('has every kind of event', () => {
    const eventsOf = ({ source }: Link): readonly KernelEvent[] =>
      source.kind === 'world' ? source.events : (source.branch?.events ?? []);
    const used = new Set(corpus.flatMap(({ link }) => eventsOf(link)).map(({ type }) => type));
    expect([...used].sort()).toEqual(Object.keys(VERBS).sort());
  });

  it('has every policy', () => {
    expect(new Set(corpus.map(({ link }) => link.policy))).toEqual(new Set(known.policyIds));
  });
});

describe('a published table', () => {
  const now: Readonly<Record<PublishedTable['table'], Readonly<Record<string, string>>>> = {
    dictionary: DICTIONARY,
    pieces: PIECES,
    escapes: ESCAPES,
    verbs: Object.fromEntries(Object.entries(VERBS).map(([type, { letter }]) => [letter, type])),
  };

  it.each(tables)('of $table means what it meant', ({ table, keys, digest }) => {
    const lines = keys.split(' ').map((key) => `${key}=${now[table][key]}\n`);
    expect(createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16)).toBe(digest);
  });

  it('is published in whole', () => {
    for (const [table, entries] of Object.entries(now)) {
      const published = tables.filter((each) => each.table === table).flatMap(({ keys }) => keys.split(' '));
      expect(published.sort()).toEqual(Object.keys(entries).sort());
    }
  });
});

describe('the policies', () => {
  it('have ids that links can carry and compare', () => {
    for (const id of known.policyIds) {
      expect(id).toMatch(/^[A-Za-z0-9_-]*[A-Za-z0-9]$/);
      expect(id.split(VERSUS)).toHaveLength(1);
    }
  });
});

describe('the scenarios', () => {
  it('have ids that links can carry', () => {
    for (const id of known.scenarioIds) {
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      expect([OWN, TALK]).not.toContain(id);
    }
  });
});
