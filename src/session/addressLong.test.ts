import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { decode, encode, withoutLink } from '../link/link';
import { createViewer } from '../viewer/store';
import { bindAddress, linkOf } from './address';
import { atHand } from './fetched.testkit';
import { fakeBar, loadNow } from './session.testkit';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a link is read once, however long its history is and wherever in it the reader goes', () => {
  const known = { scenarioIds: [], policyIds: ['rfc-2019'] };
  const events = Array.from({ length: 100 }, (): KernelEvent => ({ type: 'tick' }));
  const source = { kind: 'world', world: { tasks: [{ tid: 1, comm: 'cat' }] }, events } as const;
  const bar = fakeBar(encode({ policy: 'rfc-2019', source, step: 50, micro: null }));
  const codec = { decode: vi.fn(decode), encode, withoutLink };
  const viewer = createViewer({ loadScenario: loadNow });
  const { store, verbs } = viewer;
  const address = bindAddress({ viewer, bar, known, codec: atHand(codec), openLink: verbs.openLink });
  const link = address.asked();
  if (link === null) throw new Error('The link asks for nothing.');
  address.follow(link, 'start');
  for (const step of [3, 80, 20]) {
    verbs.goto(step);
    vi.advanceTimersByTime(150);
    expect(decode(bar.hash(), known)).toEqual({ ok: true, link: linkOf(store.getState()) });
    expect(store.getState().cursor.step).toBe(step);
  }
  // The codec knows what it has read last.
  expect(new Set(codec.decode.mock.calls.map(([hash]) => hash)).size).toBe(1);
});
