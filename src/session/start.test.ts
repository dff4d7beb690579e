import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { KernelEvent } from '../kernel/events';
import { decode, encode, withoutLink } from '../link/link';
import type { LoadScenario } from '../viewer/loader';
import { atHand } from './fetched.testkit';
import * as kept from './kept';
import { MINE_KEY } from './mine';
import { LAST_KEY, SESSION_KEY, WORK_PREFIX } from './persistence';
import { BEAT } from './player';
import { type FakeBar, fakeBar, fakeStorage, loadLater, loadNow, titles } from './session.testkit';
import { SETTINGS_KEY } from './settings';
import { refreshOf, startViewer } from './start';

const tick: KernelEvent = { type: 'tick' };
const codec = atHand({ decode, encode, withoutLink });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Browser {
  readonly tab?: ReturnType<typeof fakeStorage>;
  readonly local?: ReturnType<typeof fakeStorage>;
  readonly bar?: FakeBar;
  readonly loadScenario?: LoadScenario;
}

const start = ({
  tab = fakeStorage(),
  local = fakeStorage(),
  bar = fakeBar(),
  loadScenario = loadNow,
}: Browser = {}) => {
  const clock = new SimulatedClock();
  const started = startViewer({
    loadScenario,
    titles,
    first: 'small',
    tab,
    local,
    bar,
    clock,
    codec,
    kept: atHand(kept),
  });
  const { store, verbs } = started.viewer;
  return { ...started, ...verbs, get: store.getState, tab, local, bar, clock };
};

const shown = ({ get }: ReturnType<typeof start>) => {
  const { source, line, lines, cursor } = get();
  return [source.kind === 'scenario' ? source.id : 'world', line, lines.length, cursor.step, cursor.micro];
};

const settle = () => vi.advanceTimersByTime(1000);

/** A browser in which somebody has left a branch in the small scenario, at its last step. */
const withWork = () => {
  const before = start();
  before.goto(2);
  before.act(tick);
  before.act(tick);
  before.flush();
  const { tab, local, bar } = before;
  before.stop();
  return { tab, local, bar };
};

describe.each([
  ['that is there at once', loadNow],
  ['that comes later', loadLater],
])('the start, with a scenario %s', (_, loadScenario) => {
  const arrived = async (browser: Browser = {}) => {
    const viewer = start({ ...browser, loadScenario });
    await vi.waitFor(() => expect([viewer.get().opening.serial > 0, viewer.get().loading]).toEqual([true, null]));
    await vi.advanceTimersByTimeAsync(1000);
    return viewer;
  };

  it('without anything shows the first scenario', async () => {
    const viewer = await arrived();
    expect(shown(viewer)).toEqual(['small', 0, 1, 0, null]);
    expect(viewer.bar.entries).toEqual(['#/small/0']);
    expect(viewer.get().notice).toBeNull();
  });

  it('with a link shows what it describes', async () => {
    const viewer = await arrived({ bar: fakeBar('#/other/1') });
    expect(shown(viewer)).toEqual(['other', 0, 1, 1, null]);
    expect(viewer.bar.entries).toEqual(['#/other/1']);
  });

  it('after a reload shows the same, with every line', async () => {
    const { tab, local, bar } = withWork();
    const viewer = await arrived({ tab, local, bar });
    expect(shown(viewer)).toEqual(['small', 1, 2, 4, null]);
    expect(viewer.bar.entries).toEqual(bar.entries);
    expect(viewer.get().recent).toEqual([]);
  });

  it('in a new tab without a link goes on with the last session', async () => {
    const { local } = withWork();
    expect(shown(await arrived({ local }))).toEqual(['small', 1, 2, 4, null]);
  });

  it('in a new tab with a link shows the link, and the last session is recent work', async () => {
    const { local } = withWork();
    const viewer = await arrived({ local, bar: fakeBar('#/other/2') });
    expect(shown(viewer)).toEqual(['other', 0, 1, 2, null]);
    expect(viewer.get().recent).toMatchObject([{ title: 'A small scenario', events: 2 }]);
    viewer.persistence.openRecent(viewer.get().recent[0]?.id ?? '');
    await vi.waitFor(() => expect(shown(viewer)).toEqual(['small', 1, 2, 4, null]));
  });

  it('with another link than the session shows the link, and the session is recent work', async () => {
    const { tab, local } = withWork();
    const viewer = await arrived({ tab, local, bar: fakeBar('#/other/2') });
    expect(shown(viewer)).toEqual(['other', 0, 1, 2, null]);
    expect(viewer.get().recent).toMatchObject([{ events: 2 }]);
    expect(viewer.bar.entries).toEqual(['#/other/2']);
  });

  it('with a link into the session moves there, and keeps the lines', async () => {
    const { tab, local } = withWork();
    const viewer = await arrived({ tab, local, bar: fakeBar('#/small/5.0') });
    expect(shown(viewer)).toEqual(['small', 0, 2, 5, 0]);
  });

  it.each(['#/nowhere/3', '#/small/4.99', '#garbage', '#/own/3~1!!/000'])(
    'with the broken link %s shows the first scenario, says so, and leaves the link until the reader moves',
    async (hash) => {
      const viewer = await arrived({ bar: fakeBar(hash) });
      expect(shown(viewer)).toEqual(['small', 0, 1, 0, null]);
      expect(viewer.get().notice?.kind).toBe('link');
      expect(viewer.bar.entries).toEqual([hash]);
      viewer.stepOver();
      settle();
      expect(viewer.bar.entries).toEqual(['#/small/1']);
    },
  );

  it('with a link past the end shows the scenario it names at its last step, and says so', async () => {
    const viewer = await arrived({ bar: fakeBar('#/other/44') });
    expect(shown(viewer)[0]).toBe('other');
    const [entry] = viewer.bar.entries;
    expect(entry).toMatch(/^#\/other\/\d$/);
    expect(viewer.get().notice).toMatchObject({ kind: 'end', says: expect.stringContaining('step 44') });
  });

  it('with a broken link and a session shows the session, says so, and leaves the link', async () => {
    const { tab, local } = withWork();
    const viewer = await arrived({ tab, local, bar: fakeBar('#/small/4.99') });
    expect(shown(viewer)).toEqual(['small', 1, 2, 4, null]);
    expect(viewer.get().notice?.kind).toBe('link');
    expect(viewer.bar.hash()).toBe('#/small/4.99');
  });

  it.each([
    ['nothing', ''],
    ['a brace', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another thing', '{"v":1,"work":{"lines":[{"parent":9}]}}'],
    ['far too much', 'x'.repeat(100_000)],
  ])('with %s in everything that is kept shows the first scenario, says so, and can be used', async (_, damage) => {
    const { tab, local } = withWork();
    for (const { texts } of [tab, local]) {
      expect(texts.size).toBeGreaterThan(0);
      for (const key of texts.keys()) texts.set(key, damage);
    }
    const viewer = await arrived({ tab, local });
    expect(shown(viewer)).toEqual(['small', 0, 1, 0, null]);
    expect(viewer.get().notice?.kind).toBe('storage');
    viewer.stepOver();
    expect(shown(viewer)).toEqual(['small', 0, 1, 1, null]);
  });

  it('with a damaged session shows the first scenario and says so', async () => {
    const viewer = await arrived({ tab: fakeStorage(new Map([[SESSION_KEY, '{']])) });
    expect(shown(viewer)).toEqual(['small', 0, 1, 0, null]);
    expect(viewer.get().notice?.kind).toBe('storage');
    expect(viewer.bar.entries).toEqual(['#/small/0']);
  });
});

describe('the browser’s Back', () => {
  it('finds the work again with all its lines', () => {
    const viewer = start();
    viewer.goto(2);
    viewer.act(tick);
    viewer.goto(1);
    viewer.act(tick);
    viewer.act(tick);
    viewer.openScenario('other');
    viewer.bar.goBack();
    settle();
    expect(shown(viewer)).toEqual(['small', 2, 3, 3, null]);
    expect(viewer.get().recent).toEqual([]);
    // The script, its first branch, and the second one.
    expect(viewer.bar.entries).toHaveLength(3);
  });

  it('and forth again makes no copies', () => {
    const viewer = start();
    viewer.goto(2);
    viewer.act(tick);
    for (let times = 0; times < 3; times += 1) {
      viewer.openScenario('other');
      viewer.act(tick);
      settle();
      // Out of the branch, then out of the scenario.
      for (let back = 0; back < 2; back += 1) {
        viewer.bar.goBack();
        settle();
      }
    }
    expect(viewer.get().recent).toHaveLength(3);
    expect(new Set(viewer.get().recent.map(({ title }) => title))).toEqual(new Set(['Another scenario']));
  });
});

describe('the player', () => {
  it('plays the scenario, and pauses when the reader acts', () => {
    const viewer = start();
    viewer.player.play();
    viewer.clock.increment(BEAT);
    viewer.clock.increment(BEAT);
    expect(shown(viewer)).toEqual(['small', 0, 1, 2, null]);
    viewer.act(tick);
    viewer.clock.increment(10 * BEAT);
    expect(shown(viewer)).toEqual(['small', 1, 2, 3, null]);
    expect(viewer.player.actor.getSnapshot().value).toBe('atEnd');
  });

  it('finishes the event it starts inside of', () => {
    const viewer = start();
    viewer.goto(1, 1);
    viewer.player.play();
    viewer.clock.increment(BEAT);
    expect(shown(viewer)).toEqual(['small', 0, 1, 1, null]);
  });

  it('pauses when another scenario is opened', () => {
    const viewer = start();
    viewer.player.play();
    viewer.openScenario('other');
    viewer.clock.increment(10 * BEAT);
    expect(shown(viewer)).toEqual(['other', 0, 1, 0, null]);
  });

  it('plays on under another policy, when its step can have been read', () => {
    const viewer = start();
    viewer.player.play();
    viewer.clock.increment(BEAT);
    viewer.clock.increment(BEAT - 1);
    viewer.setPolicy('system-state');
    viewer.clock.increment(BEAT - 1);
    expect(viewer.get().cursor.step).toBe(1);
    expect(viewer.player.actor.getSnapshot().value).toBe('playing');
    viewer.clock.increment(1);
    expect([viewer.get().policy, viewer.get().cursor.step]).toEqual(['system-state', 2]);
    viewer.compare(['system-state', 'rfc-2019']);
    expect(viewer.player.actor.getSnapshot().value).toBe('playing');
  });

  it('does not begin to play with another policy', () => {
    const viewer = start();
    viewer.setPolicy('system-state');
    viewer.clock.increment(10 * BEAT);
    expect(viewer.get().cursor.step).toBe(0);
  });

  it('has the speed of the settings', () => {
    const viewer = start();
    viewer.settings.change({ speed: 4 });
    viewer.player.play();
    for (let beat = 0; beat < 4; beat += 1) viewer.clock.increment(BEAT / 4);
    expect(viewer.get().cursor.step).toBe(4);
  });
});

it('needs no browser at all', () => {
  const { viewer, address } = startViewer({ loadScenario: loadNow, titles, first: 'small' });
  expect(viewer.store.getState().scenario?.id).toBe('small');
  expect(address).toBeNull();
});

it.each([
  ['settings', SETTINGS_KEY, ['settings']],
  ['work', `${WORK_PREFIX}1`, ['persistence']],
  ['a scenario of one’s own', MINE_KEY, ['mine']],
  ['the place that every tab writes', LAST_KEY, []],
  ['something of another app', 'other/settings', []],
  ['everything, where the storage was emptied', null, ['mine', 'persistence', 'settings']],
])('another tab’s storing %s has only that read again', (_, key, read) => {
  const asked: string[] = [];
  const started = start();
  const noting = <T extends object>(name: string, of: T): T => ({ ...of, refresh: () => void asked.push(name) });
  refreshOf({
    settings: noting('settings', started.settings),
    persistence: noting('persistence', started.persistence),
    mine: noting('mine', started.mine),
  })(key);
  expect(asked.toSorted()).toEqual(read);
});
