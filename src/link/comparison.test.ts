import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { decode, encode, type Link, type LinkSource } from './link';

const known = {
  scenarioIds: ['first-patch', 'sticky-refuses-disable'],
  policyIds: ['rfc-2019', 'atomic-replace', 'system-state'],
};
const attempt: KernelEvent = { type: 'attempt' };

const scenario = (id: string): LinkSource => ({ kind: 'scenario', id, branch: null });
const link = (
  policies: readonly [string, ...string[]],
  source: LinkSource,
  step: number,
  micro: number | null = null,
): Link => {
  const [policy, ...against] = policies;
  return { policy, against, source, step, micro };
};

describe('a link to a comparison', () => {
  it.each<readonly [string, Link]>([
    [
      '#/sticky-refuses-disable/4/rfc-2019-vs-system-state',
      link(['rfc-2019', 'system-state'], scenario('sticky-refuses-disable'), 4),
    ],
    [
      '#/first-patch/3.1/system-state-vs-atomic-replace-vs-rfc-2019',
      link(['system-state', 'atomic-replace', 'rfc-2019'], scenario('first-patch'), 3, 1),
    ],
    [
      '#/sticky-refuses-disable/5/rfc-2019-vs-atomic-replace~1b4/a/nhq',
      link(
        ['rfc-2019', 'atomic-replace'],
        { kind: 'scenario', id: 'sticky-refuses-disable', branch: { at: 4, events: [attempt] } },
        5,
      ),
    ],
  ])('%s is written and read', (hash, given) => {
    expect(encode(given)).toBe(hash);
    expect(decode(hash, known)).toStrictEqual({ ok: true, link: given });
  });

  it('can be to a world of one’s own', () => {
    const given = link(
      ['system-state', 'rfc-2019', 'atomic-replace'],
      { kind: 'world', world: { tasks: [] }, events: [attempt] },
      1,
    );
    expect(decode(encode(given), known)).toStrictEqual({ ok: true, link: given });
  });

  it('names the policy that leads even where a link without a comparison would not', () => {
    expect(encode(link(['rfc-2019', 'atomic-replace'], scenario('first-patch'), 1))).toBe(
      '#/first-patch/1/rfc-2019-vs-atomic-replace',
    );
  });

  it('is of five policies at most', () => {
    const policyIds = ['a', 'b', 'c', 'd', 'e', 'f'];
    const read = (policies: readonly string[]) =>
      decode(`#/first-patch/1/${policies.join('-vs-')}`, { ...known, policyIds });
    expect(read(policyIds.slice(0, 5))).toMatchObject({
      ok: true,
      link: { policy: 'a', against: ['b', 'c', 'd', 'e'] },
    });
    expect(read(policyIds)).toMatchObject({ ok: false, error: { name: 'tooMany' } });
  });
});
