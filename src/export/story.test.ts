import { describe, expect, it } from 'vitest';
import { loadNow, small } from '../session/session.testkit';
import { atStep } from '../viewer/cursor';
import { createViewer } from '../viewer/store';
import { baseOf, exportBase, isLocal, placeName, rebased } from './baseAddress';
import { handoutPage } from './handoutPages';
import { storyOf, storyOfScenario } from './story';

const opened = async () => {
  const viewer = createViewer({ loadScenario: (id) => Promise.resolve(loadNow(id)) });
  viewer.verbs.openScenario('small');
  await Promise.resolve();
  await Promise.resolve();
  return viewer;
};

describe('a story', () => {
  it('of a scenario has its own sentences, step by step', async () => {
    const { store } = await opened();
    const story = storyOf(store.getState());
    expect(story.captions).toEqual([small.opening, ...small.steps.map(({ says }) => says)]);
    expect([story.title, story.name]).toEqual(['A small scenario', 'small']);
    expect(storyOfScenario(small).captions).toEqual(story.captions);
  });

  it('of a branch goes on in words of what was done, and says where it left', async () => {
    const { store, verbs } = await opened();
    verbs.goto(1);
    verbs.act({ type: 'rmmod', module: 'test_klp_version_2' });
    const story = storyOf(store.getState());
    expect(story.captions[1]).toBe('It loads.');
    expect(story.captions[2]).toMatch(/^rmmod test_klp_version_2: /);
    expect([story.title, story.name]).toEqual(['A small scenario, a branch after step 1', 'small-branch-1']);
  });

  it('under another policy does not repeat sentences that were written for its own', async () => {
    const { store, verbs } = await opened();
    verbs.setPolicy('atomic-replace');
    expect(storyOf(store.getState()).captions[5]).not.toBe('1 is not newer than 2.');
  });
});

describe('the address that exports begin with', () => {
  it.each([
    ['', 'https://example.org/lp/?embed=1#/small/2', 'https://example.org/lp/'],
    ['https://talks.example/klp/?a#b', 'http://localhost:5173/#/small/2', 'https://talks.example/klp/'],
    ['nonsense', 'https://example.org/lp/index.html', 'https://example.org/lp/index.html'],
    ['javascript:alert(1)', 'https://example.org/', 'https://example.org/'],
  ])('is what was set (%s) or where the app comes from (%s)', (chosen, served, expected) => {
    expect(exportBase(chosen, served)).toBe(expected);
  });

  it.each([
    ['http://localhost:5173/', true],
    ['http://127.0.0.1/', true],
    ['http://[::1]:80/', true],
    ['file:///explorer.html', true],
    ['https://localhost.example.org/', false],
    ['https://example.org/', false],
  ])('%s is of this machine only: %s', (address, local) => {
    expect(isLocal(address)).toBe(local);
  });

  it('is put before the hash of a link, and only there', () => {
    expect(rebased('http://localhost/#/small/2', 'https://example.org/')).toBe('https://example.org/#/small/2');
    expect(baseOf('ftp://example.org/')).toBeNull();
  });

  it('is not part of the name of a file, which says scenario and step', () => {
    expect(placeName('sticky-refuses-disable', atStep(4))).toBe('sticky-refuses-disable-step-4');
    expect(placeName('small', atStep(4, 1))).toBe('small-step-4-2');
  });
});

describe('a page of the handout', () => {
  const page = handoutPage(small);

  it('has every step with its sentence, its command and its verdict', () => {
    expect(page.steps.map(({ says }) => says)).toEqual(small.steps.map(({ says }) => says));
    expect(page.steps[0]).toMatchObject({
      asked: '# insmod test_klp_version_2.ko',
      verdict: 'allowed by versionNotNewer: 2 > 0? yes',
    });
    expect(page.steps[4]).toMatchObject({
      refused: true,
      verdict: 'refused with -EINVAL by versionNotNewer: 1 > 2? no',
    });
  });

  it('has pictures where something is decided, and none twice', () => {
    expect(page.steps.filter(({ figure }) => figure !== null).map(({ step }) => step)).toEqual([1, 5]);
  });

  it('leads to the beginning, under the policy it is about', () => {
    expect(page.hash).toBe('#/small/0');
    expect(handoutPage({ ...small, policy: 'system-state' })).toMatchObject({
      hash: '#/small/0',
      policy: expect.stringContaining('state'),
    });
  });

  it('of a scenario of one’s own has words where nobody has written any, and a file’s name from its title', () => {
    const untold = { ...small, id: 'from-a-file', title: 'Größe: the Stuck one!', opening: '' };
    const steps = untold.steps.map((each, at) => (at === 0 ? { ...each, says: '' } : each));
    const story = storyOfScenario({ ...untold, steps });
    expect(story.name).toBe('gro-e-the-stuck-one');
    expect(story.opening).toMatch(/^A machine of your own: \d+ tasks? on/);
    expect(story.captions[0]).toBe(story.opening);
    expect(story.captions[1]).not.toBe('');
    expect(handoutPage({ ...untold, steps }).opening).toBe(story.opening);
    expect(storyOfScenario({ ...untold, title: '…' }).name).toBe('own-scenario');
  });

  it('of a scenario of one’s own leads to its machine, where an address on paper can', () => {
    const own = { ...small, id: 'from-a-file' };
    expect(handoutPage(own).hash).toMatch(/^#\/own\/0~1/);
    const tasks = Array.from({ length: 100 }, (_, at) => ({ tid: 7 * at + 1, comm: `task-${at}` }));
    expect(handoutPage({ ...own, world: { tasks } }).hash).toBeNull();
  });

  it('uses the room: few steps are set in larger type', () => {
    const many = {
      ...small,
      steps: Array.from({ length: 30 }, () => ({ event: { type: 'tick' } as const, says: 'word '.repeat(25) })),
    };
    expect(page.scale).toBeGreaterThan(handoutPage(many).scale);
    expect(handoutPage(many).scale).toBe(1);
  });
});
