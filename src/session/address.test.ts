import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { policies } from '../kernel/policies';
import { decode, encode, withoutLink } from '../link/link';
import type { LoadScenario } from '../viewer/loader';
import { createViewer } from '../viewer/store';
import { type AddressBar, bindAddress, linkOf } from './address';
import type { CodecSource } from './codec';
import { fetched } from './fetched';
import { atHand } from './fetched.testkit';
import { type FakeBar, fakeBar, loadLater, loadNow, scenarioIds, small } from './session.testkit';

const tick: KernelEvent = { type: 'tick' };
const wholeCodec = atHand({ decode, encode, withoutLink });
const known = { scenarioIds, policyIds: policies.map(({ id }) => id) };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bind = <B extends AddressBar>(bar: B, loadScenario: LoadScenario = loadNow, codec: CodecSource = wholeCodec) => {
  const viewer = createViewer({ loadScenario });
  const { store, verbs } = viewer;
  const address = bindAddress({ viewer, bar, known, codec, openLink: verbs.openLink });
  return { ...verbs, ...address, get: store.getState, bar };
};

/** The small scenario is on the screen, and in the address. */
const open = (bar: FakeBar = fakeBar()) => {
  const viewer = bind(bar);
  viewer.openScenario('small', 'start');
  return viewer;
};

const settle = () => vi.advanceTimersByTime(150);

/** Whether the address describes exactly what is on the screen. */
const expectExact = ({ bar, get }: ReturnType<typeof open>) => {
  const decoded = decode(bar.hash(), known);
  expect(decoded).toEqual({ ok: true, link: linkOf(get()) });
};

describe('the address', () => {
  it('describes the place a moment after each move', () => {
    const viewer = open();
    expect(viewer.bar.entries).toEqual(['#/small/0']);
    for (const move of [
      viewer.stepOver,
      viewer.stepInto,
      viewer.stepInto,
      () => viewer.act(tick),
      () => viewer.setPolicy('system-state'),
      () => viewer.compare(['system-state', 'rfc-2019']),
      () => viewer.setPolicy('rfc-2019'),
      () => viewer.act({ type: 'insmod', module: 'test_klp_version_3' }),
      viewer.stepBack,
      viewer.backToScript,
      () => viewer.openLine(1),
      viewer.end,
    ]) {
      move();
      settle();
      expectExact(viewer);
    }
  });

  it('of a comparison opens the same comparison, and one without it ends it', () => {
    const viewer = open();
    viewer.compare(['atomic-replace', 'system-state']);
    settle();
    expect(viewer.bar.hash()).toBe('#/small/0/atomic-replace-vs-system-state');
    const other = bind(fakeBar());
    other.openScenario('small', 'start');
    other.bar.paste('#/small/3/atomic-replace-vs-system-state');
    expect(other.get()).toMatchObject({ policy: 'atomic-replace', against: ['system-state'], cursor: { step: 3 } });
    other.bar.paste('#/small/3/system-state');
    expect(other.get()).toMatchObject({ policy: 'system-state', against: [] });
  });

  it('with a policy that is not there leaves the comparison as it is, and says so', () => {
    const viewer = open();
    viewer.compare(['rfc-2019', 'system-state']);
    viewer.bar.paste('#/small/0/rfc-2019-vs-nonsense');
    expect(viewer.get().notice?.says).toContain("There is no policy 'nonsense'.");
    expect(viewer.get()).toMatchObject({ policy: 'rfc-2019', against: ['system-state'] });
  });

  it('is written once for some quick steps, a moment after the last of them', () => {
    const viewer = open();
    const replace = vi.spyOn(viewer.bar, 'replace');
    const bound = bind({ ...viewer.bar, replace });
    bound.openScenario('small', 'start');
    replace.mockClear();
    settle();
    for (let step = 1; step <= 5; step += 1) {
      vi.advanceTimersByTime(30);
      bound.stepOver();
    }
    vi.advanceTimersByTime(90);
    expect(replace).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60);
    expect(replace.mock.calls).toEqual([['#/small/5']]);
  });

  it('of another source is an entry of its own, so that Back works', () => {
    const viewer = open();
    viewer.goto(3);
    viewer.openScenario('other');
    expect(viewer.bar.entries).toEqual(['#/small/3', '#/other/0/system-state']);
    viewer.openWorld(small.world);
    expect(viewer.bar.entries).toHaveLength(3);
    expectExact(viewer);
    viewer.bar.goBack();
    expect(viewer.get().scenario?.id).toBe('other');
    viewer.bar.goBack();
    expect([viewer.get().scenario?.id, viewer.get().cursor.step]).toEqual(['small', 3]);
    settle();
    expect(viewer.bar.entries).toEqual(['#/small/3']);
  });

  it('waits for a scenario that is on its way', async () => {
    const viewer = bind(fakeBar(), loadLater);
    viewer.openScenario('small', 'start');
    await vi.waitFor(() => expect(viewer.get().scenario).not.toBeNull());
    expect(viewer.bar.entries).toEqual(['#/small/0']);
    viewer.goto(2);
    viewer.openScenario('other');
    await vi.waitFor(() => expect(viewer.get().scenario?.id).toBe('other'));
    expect(viewer.bar.entries).toEqual(['#/small/2', '#/other/0/system-state']);
  });
});

describe('sharing', () => {
  it('gives the address of exactly this place, without waiting', async () => {
    const viewer = open();
    viewer.goto(2, 0);
    expect(await viewer.share()).toEqual({ url: 'https://example.org/#/small/2.0' });
    expect(viewer.bar.hash()).toBe('#/small/2.0');
  });

  it('is understood by another viewer', async () => {
    const here = open();
    here.goto(2);
    here.act(tick);
    here.act({ type: 'attempt' });
    here.goto(4, 1);
    await here.share();
    const there = open();
    there.bar.paste(here.bar.hash());
    expect(linkOf(there.get())).toEqual(linkOf(here.get()));
    expect(there.get().trace).toEqual(here.get().trace);
  });
});

describe('a link that arrives', () => {
  it('is opened, and the address then says the same', () => {
    const viewer = open();
    viewer.goto(4);
    viewer.bar.paste('#/other/1/atomic-replace');
    settle();
    expect(viewer.get()).toMatchObject({ policy: 'atomic-replace', cursor: { step: 1 }, scenario: { id: 'other' } });
    expect(viewer.bar.entries).toEqual(['#/small/0', '#/other/1/atomic-replace']);
  });

  it('is not written over by a step that came just before', () => {
    const viewer = open();
    viewer.stepOver();
    viewer.bar.paste('#/small/4');
    settle();
    expect(viewer.get().cursor.step).toBe(4);
    expect(viewer.bar.hash()).toBe('#/small/4');
  });

  it('is not written over by a step whose turn comes before the browser tells of the link', () => {
    const viewer = open();
    viewer.stepOver();
    const tell = viewer.bar.pasteQuietly('#/small/4');
    settle();
    expect(viewer.bar.hash()).toBe('#/small/4');
    tell();
    settle();
    expect(viewer.get().cursor.step).toBe(4);
    viewer.stepBack();
    settle();
    expect(viewer.bar.hash()).toBe('#/small/3');
  });

  it('is written as we write it', () => {
    const viewer = open();
    viewer.bar.paste('#/small');
    settle();
    expect(viewer.bar.hash()).toBe('#/small/0');
  });

  it('that is empty is nothing to open: the address comes back', () => {
    const viewer = open();
    viewer.goto(2);
    settle();
    viewer.bar.paste('#');
    settle();
    expect([viewer.bar.hash(), viewer.get().cursor.step]).toEqual(['#/small/2', 2]);
  });

  it('past the end opens the last step, says so, and is put right in the address', () => {
    const viewer = open();
    viewer.bar.paste('#/small/77');
    expect(viewer.get().cursor).toEqual({ step: 5, micro: null });
    const says = 'The link asks for step 77, but there are only 5 steps: this is the last.';
    expect(viewer.get().notice).toEqual({ kind: 'end', says });
    settle();
    expect(viewer.bar.hash()).toBe('#/small/5');
  });

  it('of a name that is not there comes with a link to the nearest', () => {
    const viewer = open();
    viewer.bar.paste('#/SMALL/3/system-stat');
    expect(viewer.get().notice).toMatchObject({ kind: 'link', instead: '#/small/3/system-stat' });
    viewer.bar.paste('#/small/3/system-stat');
    expect(viewer.get().notice).toMatchObject({ kind: 'link', instead: '#/small/3/system-state' });
    viewer.bar.paste('#/nowhere/3');
    expect(viewer.get().notice).not.toHaveProperty('instead');
  });

  it.each([
    ['unknown', '#/nowhere/1', /nowhere/],
    ['foreign', '#section-2', /not a link of this app/],
    ['without such a move', '#/small/1.99', /inside step 1/],
    ['damaged', '#/small/3~1b2/xx/000', /\.$/],
  ])('%s is reported, stays until the reader moves, and touches nothing', (_, hash, says) => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    settle();
    const { notice: _none, ...before } = viewer.get();
    viewer.bar.paste(hash);
    settle();
    const { notice, ...after } = viewer.get();
    expect(notice).toMatchObject({ kind: 'link', says: expect.stringMatching(says) });
    expect(after).toEqual(before);
    expect(viewer.bar.hash()).toBe(hash);
    viewer.select({ kind: 'task', tid: 101 });
    viewer.dismissNotice();
    settle();
    expect(viewer.bar.hash()).toBe(hash);
    viewer.stepBack();
    settle();
    expectExact(viewer);
  });

  it('that cannot be read gives way to the place that it hid, once the reader has gone away and come back at once', () => {
    const viewer = open();
    viewer.goto(2);
    settle();
    viewer.bar.paste('#section-2');
    settle();
    viewer.stepBack();
    viewer.stepOver();
    settle();
    expect(viewer.bar.hash()).toBe('#/small/2');
  });

  it('to a scenario that cannot be fetched is reported too', async () => {
    const viewer = bind(fakeBar(), (id) => (id === 'small' ? loadNow(id) : Promise.reject(new Error('offline'))));
    viewer.openScenario('small', 'start');
    viewer.bar.paste('#/other/1');
    await vi.waitFor(() => expect(viewer.get().notice?.says).toContain('other'));
    settle();
    expect([viewer.bar.hash(), viewer.get().scenario?.id]).toEqual(['#/other/1', 'small']);
    viewer.stepOver();
    settle();
    expect(viewer.bar.hash()).toBe('#/small/1');
  });
});

it('is silent when it is stopped', () => {
  const viewer = open();
  viewer.stop();
  viewer.stepOver();
  settle();
  viewer.bar.paste('#/other/1');
  expect([viewer.get().scenario?.id, viewer.bar.entries[0]]).toEqual(['small', '#/small/0']);
});

describe('the codec of the compact links', () => {
  const unfetched = () => {
    const fetchCodec = vi.fn(() => Promise.resolve({ decode, encode, withoutLink }));
    return { fetchCodec, codec: fetched(fetchCodec) };
  };
  const branchLink = '#/small/3~1b2/c/';

  it('is not fetched for steps of a scenario', async () => {
    const { fetchCodec, codec } = unfetched();
    const viewer = bind(fakeBar(), loadNow, codec);
    viewer.openScenario('small', 'start');
    viewer.goto(1, 1);
    await viewer.share();
    expect(viewer.bar.hash()).toBe('#/small/1.1');
    expect(fetchCodec).not.toHaveBeenCalled();
  });

  it('is fetched once for a branch, and the address then describes it', async () => {
    const { fetchCodec, codec } = unfetched();
    const viewer = bind(fakeBar(), loadNow, codec);
    viewer.openScenario('small', 'start');
    viewer.act(tick);
    settle();
    await vi.runAllTimersAsync();
    expectExact(viewer);
    expect(viewer.bar.hash()).toContain('~');
    viewer.act(tick);
    expect(await viewer.share()).toEqual({ url: expect.stringContaining('~') });
    expect(fetchCodec).toHaveBeenCalledTimes(1);
  });

  it('is fetched for a compact link that arrives', async () => {
    const here = open();
    here.goto(2);
    here.act(tick);
    settle();
    const { codec } = unfetched();
    const there = bind(fakeBar(), loadNow, codec);
    there.openScenario('small', 'start');
    there.bar.paste(here.bar.hash());
    await vi.runAllTimersAsync();
    expect(linkOf(there.get())).toEqual(linkOf(here.get()));
  });

  it('that cannot be fetched is said, and the address describes nothing rather than something else', async () => {
    const viewer = bind(
      fakeBar(),
      loadNow,
      fetched(() => Promise.reject(new Error('offline'))),
    );
    viewer.openScenario('small', 'start');
    viewer.act(tick);
    settle();
    await vi.runAllTimersAsync();
    expect(viewer.bar.hash()).toBe('');
    expect(await viewer.share()).toEqual({ problem: expect.stringContaining('could not be fetched') });
    viewer.bar.paste(branchLink);
    await vi.runAllTimersAsync();
    expect(viewer.get().notice?.says).toContain('could not be fetched');
    expect(viewer.bar.hash()).toBe(branchLink);
  });
});
