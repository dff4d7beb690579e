import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { createViewer } from '../viewer/store';
import { atHand } from './fetched.testkit';
import * as kept from './kept';
import { DAMAGED_PREFIX, keepWork, LAST_KEY, MOST_WORKS, SESSION_KEY, type Shelves, WORK_PREFIX } from './persistence';
import { fakeStorage, forbiddenStorage, loadNow, small } from './session.testkit';

const tick: KernelEvent = { type: 'tick' };
const free: KernelEvent = { type: 'free' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

let count = 0;

const now = (): number => {
  count += 1;
  return count;
};
const newId = (): string => `id${now()}`;

/** A tab of a browser: opens what it has kept, else the small scenario. */
const openTab = (shelves: Partial<Shelves>) => {
  const viewer = createViewer({ loadScenario: loadNow });
  const persistence = keepWork({ viewer, kept: atHand(kept), ...shelves, now, newId });
  const stored = persistence.stored(true);
  if (stored) persistence.resume(stored, 'start');
  else viewer.verbs.openScenario('small', 'start');
  persistence.refresh();
  return { ...viewer.verbs, ...persistence, get: viewer.store.getState };
};

const shelves = () => ({ tab: fakeStorage(), local: fakeStorage() });

const place = ({ policy, source, world, lines, line, cursor }: ReturnType<ReturnType<typeof openTab>['get']>) => ({
  policy,
  source,
  world,
  lines,
  line,
  cursor,
});

const settle = () => vi.advanceTimersByTime(1000);

describe('a reload', () => {
  it('keeps the source, the policy, the lines and the cursor', () => {
    const kept = shelves();
    const before = openTab(kept);
    before.goto(2);
    before.act(tick);
    before.act(free);
    before.backToScript();
    before.act(free);
    before.setPolicy('system-state');
    before.openLine(1);
    before.goto(1, 3);
    settle();
    const after = openTab(kept);
    expect(place(after.get())).toEqual(place(before.get()));
    expect(after.get().scenario?.id).toBe('small');
    expect(after.get().notice).toBeNull();
    expect(after.get().recent).toEqual([]);
  });

  it.each([
    ['is the same piece of work, changed', { ...small.world, cpus: 2 }, 0],
    ['is another one, where something was left out of its history', { ...small.world, tasks: [] }, 1],
  ])('another machine under a history %s', async (_, world, recent) => {
    const tab = openTab(shelves());
    tab.openWorld(small.world, [tick, { type: 'task.wake', tid: 102 }]);
    settle();
    const { serial } = tab.get().opening;
    tab.changeWorld(world);
    await vi.waitFor(() => expect(tab.get().opening.serial).toBe(serial + 1));
    settle();
    expect(tab.get().recent).toHaveLength(recent);
    expect(tab.get().notice?.kind).toBe(recent === 0 ? 'replayed' : 'changed');
  });

  it('keeps a world of one’s own', () => {
    const kept = shelves();
    const before = openTab(kept);
    before.openWorld(small.world);
    before.act(tick);
    before.stepInto();
    settle();
    expect(place(openTab(kept).get())).toEqual(place(before.get()));
  });

  it('keeps what was done a moment before, when the page is told to write', () => {
    const kept = shelves();
    const before = openTab(kept);
    before.act(tick);
    before.flush();
    expect(place(openTab(kept).get())).toEqual(place(before.get()));
  });

  it('writes once for many steps', () => {
    const kept = shelves();
    const write = vi.spyOn(kept.tab, 'write');
    const tab = openTab(kept);
    settle();
    write.mockClear();
    for (let step = 0; step < 5; step += 1) tab.stepInto();
    settle();
    expect(write).toHaveBeenCalledTimes(1);
    settle();
    expect(write).toHaveBeenCalledTimes(1);
  });
});

it('does not read again what it has written itself, however long it is', () => {
  const { readWork, ...rest } = kept;
  let read = 0;
  const counting = atHand({
    ...rest,
    readWork: (text: string) => {
      read += 1;
      return readWork(text);
    },
  });
  const viewer = createViewer({ loadScenario: loadNow });
  const storage = shelves();
  keepWork({ viewer, kept: counting, ...storage, now, newId });
  viewer.verbs.openWorld(small.world);
  for (const event of [tick, free, tick]) {
    viewer.verbs.act(event);
    settle();
  }
  expect(read).toBe(0);
  // Another tab is at the same work.
  for (const key of storage.local.keys(WORK_PREFIX)) storage.local.write(key, '{}');
  viewer.verbs.act(free);
  settle();
  expect(read).toBe(1);
});

describe('a tab that is opened anew', () => {
  it('goes on with the last session', () => {
    const { local } = shelves();
    const before = openTab({ tab: fakeStorage(), local });
    before.goto(3, 0);
    settle();
    expect(place(openTab({ tab: fakeStorage(), local }).get())).toEqual(place(before.get()));
  });

  it('does not take the work from the tab that is at it', () => {
    const { local } = shelves();
    const [here, there] = [fakeStorage(), fakeStorage()];
    const first = openTab({ tab: here, local });
    first.act(tick);
    settle();
    const second = openTab({ tab: there, local });
    settle();
    expect(second.get().lines).toEqual(first.get().lines);
    second.act(free);
    settle();
    first.act(tick);
    settle();
    expect(place(openTab({ tab: here, local }).get())).toEqual(place(first.get()));
    expect(place(openTab({ tab: there, local }).get())).toEqual(place(second.get()));
    expect(local.keys(WORK_PREFIX)).toHaveLength(2);
  });

  it('does not disturb a duplicated tab, which has the same storage of its own', () => {
    const { local } = shelves();
    const here = fakeStorage();
    const first = openTab({ tab: here, local });
    first.act(tick);
    settle();
    const second = openTab({ tab: fakeStorage(new Map(here.texts)), local });
    for (const tab of [first, second, first, second]) {
      tab.act(free);
      settle();
    }
    first.refresh();
    second.refresh();
    expect(first.get().recent.map(({ events }) => events)).toEqual([3]);
    expect(second.get().recent.map(({ events }) => events)).toEqual([3]);
  });
});

describe('recent work', () => {
  it('is what was put aside for something else, and comes back', () => {
    const kept = shelves();
    const tab = openTab(kept);
    tab.goto(2);
    tab.act(tick);
    const before = place(tab.get());
    tab.openScenario('other');
    expect(tab.get().recent).toMatchObject([{ title: 'A small scenario', branches: 1, events: 1, policy: 'rfc-2019' }]);
    tab.openRecent(tab.get().recent[0]?.id ?? '');
    expect(place(tab.get())).toEqual(before);
    expect(tab.get().recent).toEqual([]);
    tab.act(free);
    tab.openScenario('other');
    expect(tab.get().recent).toMatchObject([{ branches: 1, events: 2 }]);
  });

  it('is not what was only read', () => {
    const tab = openTab(shelves());
    tab.goto(2);
    tab.openScenario('other');
    settle();
    expect(tab.get().recent).toEqual([]);
  });

  it('can be forgotten', () => {
    const tab = openTab(shelves());
    tab.act(tick);
    tab.openScenario('other');
    tab.forgetRecent(tab.get().recent[0]?.id ?? '');
    expect(tab.get().recent).toEqual([]);
    tab.openRecent('nowhere');
    expect(tab.get().scenario?.id).toBe('other');
  });

  it('is limited, the oldest goes first', () => {
    const kept = shelves();
    const tab = openTab(kept);
    for (let world = 0; world < MOST_WORKS + 5; world += 1) {
      tab.openWorld(small.world);
      for (let events = 0; events <= world; events += 1) tab.act(tick);
    }
    settle();
    expect(kept.local.keys(WORK_PREFIX)).toHaveLength(MOST_WORKS);
    expect(tab.get().recent[0]?.events).toBe(MOST_WORKS + 4);
  });
});

describe('damage', () => {
  it('is told in a sentence, put aside, and what follows is fresh', () => {
    const kept = shelves();
    kept.tab.write(SESSION_KEY, '{"v":1,"id":');
    const tab = openTab(kept);
    expect(tab.get().notice).toMatchObject({ kind: 'storage', says: expect.stringMatching(/damaged.*\.$/) });
    expect(place(tab.get())).toMatchObject({ source: { kind: 'scenario', id: 'small' }, line: 0, cursor: { step: 0 } });
    expect([...kept.tab.texts].filter(([key]) => key.startsWith(DAMAGED_PREFIX)).map(([, text]) => text)).toEqual([
      '{"v":1,"id":',
    ]);
    tab.act(tick);
    settle();
    const after = openTab(kept);
    expect(after.get().notice).toBeNull();
    expect(after.get().lines).toHaveLength(2);
  });

  it('of one piece of recent work leaves the others', () => {
    const kept = shelves();
    kept.local.write(`${WORK_PREFIX}bad`, 'x');
    const tab = openTab(kept);
    expect(tab.get().notice?.kind).toBe('storage');
    tab.act(tick);
    tab.openScenario('other');
    expect(tab.get().recent).toHaveLength(1);
    expect(kept.local.read(`${WORK_PREFIX}bad`)).toBeNull();
  });

  it('is not what a newer release has written', () => {
    const kept = shelves();
    kept.local.write(`${WORK_PREFIX}new`, '{"v":9}');
    kept.local.write(LAST_KEY, '{"v":9}');
    const tab = openTab(kept);
    expect(tab.get().notice?.says).toContain('newer release');
    settle();
    expect(kept.local.read(`${WORK_PREFIX}new`)).toBe('{"v":9}');
    expect(tab.get().recent).toEqual([]);
  });
});

describe('without storage', () => {
  it('everything works, and one sentence says what a reload will do', () => {
    const tab = openTab({ tab: forbiddenStorage, local: forbiddenStorage });
    settle();
    expect(tab.get().notice).toBeNull();
    tab.act(tick);
    settle();
    expect(tab.get().notice?.says).toContain('a reload loses');
    tab.dismissNotice();
    tab.act(tick);
    settle();
    expect(tab.get().notice).toBeNull();
  });

  it('full of other things, the tab alone keeps the work', () => {
    const kept = { tab: fakeStorage(), local: fakeStorage(new Map(), 0) };
    const tab = openTab(kept);
    tab.act(tick);
    settle();
    expect(tab.get().notice).toBeNull();
    expect(place(openTab(kept).get())).toEqual(place(tab.get()));
  });
});

it('is silent when it is stopped', () => {
  const kept = shelves();
  const tab = openTab(kept);
  tab.act(tick);
  tab.stop();
  settle();
  expect(kept.tab.texts.size).toBe(0);
});
