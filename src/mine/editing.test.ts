import { describe, expect, it } from 'vitest';
import { loadScenario } from '../scenarios/index';
import { atHand } from '../session/fetched.testkit';
import * as kept from '../session/kept';
import { createMine, MINE_KEY, MINE_PREFIX } from '../session/mine';
import { ownLink } from '../session/ownLink';
import { fakeStorage, forbiddenStorage, loadNow, small } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import {
  duplicate,
  entryOf,
  keep,
  keepOver,
  keepTold,
  MOST,
  move,
  namesake,
  putBack,
  remove,
  rename,
  takeBack,
  titleFrom,
} from './editing';

const ids = () => {
  let count = 0;
  return () => {
    count += 1;
    return `mine:${count}`;
  };
};

/** Three scenarios are kept: A, B, C. */
const three = (local = fakeStorage()) => {
  const mine = createMine(local, atHand(kept));
  const newId = ids();
  for (const title of ['A', 'B', 'C']) expect(keep(mine, small, title, newId)).toBe(true);
  const names = (of = mine): readonly string[] => of.titles.getState().map(({ title }) => title);
  return { mine, local, newId, names };
};

describe('scenarios of one’s own', () => {
  it('are there again as they were told, in their order, also in another tab', async () => {
    const { local, names } = three();
    const other = createMine(local, atHand(kept));
    expect(names(other)).toEqual(['A', 'B', 'C']);
    expect(await other.load('mine:2')).toEqual({ ...small, id: 'mine-2', title: 'B' });
  });

  it('of every kind come back whole: words, questions, notes and a challenge', async () => {
    const local = fakeStorage();
    const mine = createMine(local, atHand(kept));
    for (const id of ['sticky-reversed', 'first-patch']) {
      const scenario = await loadScenario(id);
      keep(mine, scenario, scenario.title, () => `mine:${id}`);
      expect(await mine.load(`mine:${id}`)).toEqual({ ...scenario, id: `mine-${id}`, group: 'First steps' });
    }
  });

  it('are kept over under the same title, and are what they were again', async () => {
    const { mine, names } = three();
    const entry = namesake(mine, 'B');
    if (entry === null) throw new Error('B was kept.');
    const replaced = keepOver(mine, entry, { ...small, opening: 'Another.' });
    expect(names()).toEqual(['A', 'B', 'C']);
    expect(await mine.load('mine:2')).toMatchObject({ title: 'B', opening: 'Another.' });
    if (replaced === null) throw new Error('It was kept.');
    expect(takeBack(mine, replaced)).toBe(true);
    expect(await mine.load('mine:2')).toMatchObject({ title: 'B', opening: small.opening });
    expect(namesake(mine, 'D')).toBeNull();
  });

  it('are found again by what they call themselves, whatever is said of them', async () => {
    const { mine, names, newId } = three();
    const told = keepTold(mine, { ...small, title: 'B' }, newId);
    if (told === null) throw new Error('It was kept.');
    expect(names()).toEqual(['A', 'B', 'C', 'B, copy']);
    expect(told).toEqual({ ...small, id: 'mine-4', title: 'B, copy' });
    expect(entryOf(mine, told)).toEqual({ id: 'mine:4', title: 'B, copy' });
    expect(keepTold(mine, { ...told, title: 'D', opening: 'Mine.' }, newId)).toMatchObject({ id: 'mine-4' });
    expect(names()).toEqual(['A', 'B', 'C', 'D']);
    expect(await mine.load('mine:4')).toEqual({ ...told, title: 'D', opening: 'Mine.' });
    expect(entryOf(mine, small)).toBeNull();
    expect(entryOf(mine, null)).toBeNull();
    remove(mine, 'mine:4');
    expect(entryOf(mine, told)).toBeNull();
  });

  it('that the browser does not keep say so', () => {
    expect(keepTold(createMine(forbiddenStorage, atHand(kept)), small)).toBeNull();
  });

  it('are renamed, in the list and in themselves', async () => {
    const { mine, names } = three();
    expect(await rename(mine, 'mine:2', 'Other')).toBe(true);
    expect(names()).toEqual(['A', 'Other', 'C']);
    expect((await mine.load('mine:2')).title).toBe('Other');
  });

  it('are duplicated, each time under a title of its own', async () => {
    const { mine, names, newId } = three();
    await duplicate(mine, 'mine:1', newId);
    await duplicate(mine, 'mine:1', newId);
    expect(names()).toEqual(['A', 'A, copy 2', 'A, copy', 'B', 'C']);
    expect((await mine.load('mine:4')).title).toBe('A, copy');
  });

  it('are deleted, and put back where they were', async () => {
    const { mine, names, local } = three();
    const removed = remove(mine, 'mine:2');
    expect(names()).toEqual(['A', 'C']);
    expect(local.texts.has(`${MINE_PREFIX}2`)).toBe(false);
    await expect(mine.load('mine:2')).rejects.toThrow('There is no scenario');
    if (removed === null) throw new Error('nothing removed');
    expect(putBack(mine, removed)).toBe(true);
    expect(names()).toEqual(['A', 'B', 'C']);
    expect((await mine.load('mine:2')).title).toBe('B');
    expect(remove(mine, 'mine:9')).toBeNull();
  });

  it('are put in order one place at a time', () => {
    const { mine, names } = three();
    expect(move(mine, 'mine:3', -1)).toBe(true);
    expect(names()).toEqual(['A', 'C', 'B']);
    expect(move(mine, 'mine:1', -1)).toBe(false);
    expect(move(mine, 'mine:1', 1)).toBe(true);
    expect(names()).toEqual(['C', 'A', 'B']);
  });

  it('see what another tab has changed', () => {
    const { mine, local, names } = three();
    const other = createMine(local, atHand(kept));
    remove(other, 'mine:1');
    mine.refresh();
    expect(names()).toEqual(['B', 'C']);
    const before = mine.titles.getState();
    mine.refresh();
    expect(mine.titles.getState()).toBe(before);
  });

  it('that the browser does not keep are not in the list', () => {
    const mine = createMine(forbiddenStorage, atHand(kept));
    expect(keep(mine, small, 'A')).toBe(false);
    expect(mine.titles.getState()).toEqual([]);
    const full = createMine(fakeStorage(new Map(), 1), atHand(kept));
    expect(keep(full, small, 'A')).toBe(false);
    expect(full.titles.getState()).toEqual([]);
  });

  it('are no more than a list can hold', () => {
    const { mine, newId } = three();
    for (let count = 3; count < MOST; count += 1) keep(mine, small, 'x', newId);
    expect(keep(mine, small, 'one more', newId)).toBe(false);
    expect(mine.titles.getState()).toHaveLength(MOST);
  });

  it.each(['nonsense', '{}', '[1, {"id": "first-patch", "title": "x"}, {"id": "mine:1"}]', '"'])(
    'of a damaged list are none: %s',
    (stored) => {
      expect(createMine(fakeStorage(new Map([[MINE_KEY, stored]])), atHand(kept)).titles.getState()).toEqual([]);
    },
  );

  it('that are damaged are not opened, and not changed', async () => {
    const { mine, local, names } = three();
    local.texts.set(`${MINE_PREFIX}2`, '{"title": "B"}');
    await expect(mine.load('mine:2')).rejects.toThrow();
    await expect(rename(mine, 'mine:2', 'x')).rejects.toThrow();
    await expect(duplicate(mine, 'mine:2')).rejects.toThrow();
    expect(names()).toEqual(['A', 'B', 'C']);
  });

  it('open as a link does, with all that is told of them, in a talk or not', () => {
    const { store, verbs } = createViewer({ loadScenario: loadNow });
    const talk = { ids: ['mine:1', 'mine:2'], at: 0 };
    const told = { ...small, title: 'Mine' };
    verbs.openLink(ownLink(told, talk), 'reader');
    expect(store.getState()).toMatchObject({ scenario: told, talk, source: { kind: 'world', told } });
    verbs.openLink(ownLink({ ...told, title: 'The same machine' }, { ...talk, at: 1 }, 'end'), 'reader');
    expect(store.getState().scenario?.title).toBe('The same machine');
    expect(store.getState().cursor.step).toBe(small.steps.length);
  });
});

it('a title is one line of a readable length', () => {
  expect(titleFrom('  a\n b ')).toBe('a b');
  expect(titleFrom(' \n')).toBeNull();
  for (const unseen of ['\u200b', '\u202e', '\u200e \u200f', '\u3164', '\u00ad']) expect(titleFrom(unseen)).toBeNull();
  expect(titleFrom('\u{1f469}\u200d\u{1f680}')).toBe('\u{1f469}\u200d\u{1f680}');
  expect(titleFrom('שלום')).toBe('שלום');
  expect(titleFrom('x'.repeat(1000))).toHaveLength(160);
});
