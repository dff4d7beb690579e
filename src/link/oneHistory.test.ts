import { expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { decode, encode, type Link } from './link';

const attempt: KernelEvent = { type: 'attempt' };
const linkTo = (world: World, events: readonly KernelEvent[], step = events.length): Link => ({
  policy: 'rfc-2019',
  source: { kind: 'world', world, events },
  step,
  micro: null,
});

it('links with the same events are each about their own machine and their own step', () => {
  const events = [attempt, attempt, attempt];
  const [few, more] = [{ tasks: [{ tid: 1, comm: 'cat' }] }, { tasks: [{ tid: 2, comm: 'cat' }] }];
  const links = [linkTo(few, events), linkTo(more, events), linkTo(few, events, 1), linkTo(few, [...events, attempt])];
  const written = links.map((link) => encode(link));
  expect(new Set(written).size).toBe(links.length);
  const known = { scenarioIds: [], policyIds: ['rfc-2019'] };
  expect(written.map((hash) => decode(hash, known))).toEqual(links.map((link) => ({ ok: true, link })));
  expect(links.map((link) => encode(link))).toEqual(written);
});
