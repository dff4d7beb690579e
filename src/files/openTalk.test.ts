import { describe, expect, it } from 'vitest';
import { klpFileText, talkOf } from '../file/file';
import { MOST } from '../mine/editing';
import { talkTitle } from '../mine/talkTitle';
import { atHand } from '../session/fetched.testkit';
import * as kept from '../session/kept';
import { createMine } from '../session/mine';
import { fakeStorage, loadNow, other, small } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import { openTalk } from './openTalk';

const talk = klpFileText(talkOf('Mine', [small, { ...other, steps: small.steps }]));

const opening = (text: string, local = fakeStorage()) => {
  const viewer = createViewer({ loadScenario: loadNow });
  const mine = createMine(local, atHand(kept));
  const why = openTalk([{ text, name: 'x.klp.json' }], viewer, mine, local);
  return { why, called: talkTitle(local), state: viewer.store.getState(), mine, titles: mine.titles.getState() };
};

describe('a talk that is opened', () => {
  it('is kept as scenarios of one’s own in their order, and its first one is on the screen', async () => {
    const { why, state, titles, mine, called } = opening(talk);
    expect(why).toBeNull();
    expect(called).toBe('Mine');
    expect(titles.map(({ title }) => title)).toEqual([small.title, other.title]);
    expect(state.talk).toEqual({ ids: titles.map(({ id }) => id), at: 0 });
    expect(state.scenario).toEqual(await mine.load(titles[0]?.id ?? ''));
    expect(state.notice).toMatchObject({
      kind: 'talk',
      says: '“Mine”, 2 scenarios, is on the screen, and kept under “My scenarios”.',
    });
  });

  it('says in which of its scenarios there are more tasks on a CPU than CPUs', () => {
    const on = (count: number) => ({
      ...small,
      world: { cpus: 1, tasks: [{ tid: 1, comm: 'a', where: 'user' as const, count }] },
    });
    const says = (...counts: readonly number[]) => {
      const all = counts.map((count, at) => ({ ...on(count), title: `S${at}`, steps: [] }));
      return opening(klpFileText(talkOf('Mine', all))).state.notice?.says.replace(/^.*“My scenarios”\. ?/, '');
    };
    expect(says(1, 1)).toBe('');
    expect(says(1, 2)).toBe('In “S1”, 2 tasks want to be on a CPU and there is one: the rest are runnable.');
    expect(says(3, 2, 1, 2)).toBe(
      'In “S0”, 3 tasks want to be on a CPU and there is one: the rest are runnable. The same is so in 2 more scenarios.',
    );
  });

  it('is kept whole or not at all', () => {
    const { why, state, titles } = opening(talk, fakeStorage(new Map(), 2));
    expect(why).toEqual([expect.stringContaining('The browser did not keep it')]);
    expect(titles).toEqual([]);
    expect(state.scenario).toBeNull();
    const bad = opening(talk.replace('"tid": 102', '"tid": 101'));
    expect(bad.why).toEqual([expect.stringMatching(/^scenarios\[0\]\./)]);
    expect(bad.titles).toEqual([]);
  });

  it('has room', () => {
    const local = fakeStorage();
    const full = createMine(local, atHand(kept));
    full.keepTitles(Array.from({ length: MOST - 1 }, (_, at) => ({ id: `mine:${at}`, title: `${at}` })));
    expect(opening(talk, local).why).toEqual([expect.stringContaining('there is room for 1 more')]);
  });

  it('is left to others where it is none', () => {
    expect(opening('{"klp":1}').why).toBeUndefined();
    expect(opening('int x;').why).toBeUndefined();
  });
});
