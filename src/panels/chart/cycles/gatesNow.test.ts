import { describe, expect, it } from 'vitest';
import { policies } from '../../../kernel/policies';
import { disable, insmod, quiet, traceOf, viewAt } from '../../panels.testkit';
import { type Ahead, gatesNow } from './gatesNow';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';

const on = (
  move: string,
  events: Parameters<typeof traceOf>[1],
  followed: string | null = null,
  micro: number | null = null,
  ahead: Ahead = 'told',
) =>
  (gatesNow(viewAt(traceOf(quiet, events), events.length, micro), followed, ahead).get(move) ?? []).map(
    ({ mark, asks, says }) => `${mark} ${asks}: ${says}`,
  );

describe('the rules on the life of a livepatch', () => {
  it('say before anything has happened what they would answer', () => {
    expect(on('loading enabling', [], V1)).toEqual([
      '○ version > latest_version: open, 1 > 0',
      '○ no other transition: open',
    ]);
    expect(on('patched disabling', [])).toEqual([
      '· not sticky: not asked now',
      '· no other transition: not asked now',
    ]);
  });

  it('tell only what was asked while the reader is to guess', () => {
    expect(on('loading enabling', [], V1, null, 'untold')).toEqual([
      '? version > latest_version: not asked yet',
      '? no other transition: not asked yet',
    ]);
    expect(on('loading enabling', [insmod(V1)], V1, null, 'untold')).toEqual(on('loading enabling', [insmod(V1)], V1));
  });

  it('tell a rule that the step asked from one that it did not come to', () => {
    expect(on('loading enabling', [insmod(V2), { type: 'attempt' }, insmod(V1)])).toEqual([
      '✕ version > latest_version: refused, 1 > 2',
      '○ no other transition: open',
    ]);
    expect(on('loading enabling', [insmod(V1)])).toEqual([
      '✓ version > latest_version: asked, 1 > 0',
      '✓ no other transition: asked',
    ]);
  });

  it('are about the livepatch that is followed', () => {
    expect(on('loading enabling', [insmod(V1), { type: 'attempt' }], V2)[0]).toBe(
      '○ version > latest_version: open, 2 > 1',
    );
    expect(on('loading enabling', [insmod(V1)], V2)[0]).toMatch(/^○ version/);
    expect(on('patched disabling', [insmod(V1), { type: 'attempt' }, disable(V1)], V1)[0]).toBe(
      '✓ not sticky: asked, 0 = 0',
    );
  });

  it('say nothing inside an event but what it has asked so far', () => {
    expect(on('loading enabling', [insmod(V1)], null, 0)).toEqual([
      '· version > latest_version: not asked now',
      '· no other transition: not asked now',
    ]);
  });
});

it('no livepatch is asked for by the words: every policy has its own', () => {
  const words = policies.map(({ asks }) => Object.values(asks).join());
  expect(new Set(words).size).toBe(policies.length);
});
