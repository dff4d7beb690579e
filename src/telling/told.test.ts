import { describe, expect, it } from 'vitest';
import { LIMITS } from '../kernel/limits';
import type { Scenario } from '../scenarios/scenario';
import { loadNow, small } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import { titleProblem, wordsProblem } from './limits';
import { type Changes, toldOf, withWords } from './told';

const own: Scenario = { ...small, id: 'mine-1', title: 'Mine' };

const shown = (open: (verbs: ReturnType<typeof createViewer>['verbs']) => void) => {
  const { store, verbs } = createViewer({ loadScenario: loadNow });
  open(verbs);
  return toldOf(store.getState());
};

describe('what one writes into', () => {
  it('is one’s own scenario as it is', () => {
    expect(shown(({ openFile }) => openFile(own))).toEqual({ scenario: own, of: 'own' });
  });

  it('is one’s own scenario with a step for each event that has been added to its history', () => {
    const { scenario, of } = shown(({ openFile, end, act }) => {
      openFile(own);
      end();
      act({ type: 'tick' });
    });
    expect(of).toBe('own');
    expect(scenario).toEqual({ ...own, steps: [...own.steps, { event: { type: 'tick' }, says: '' }] });
  });

  it('is a world of which nothing has been said yet', () => {
    const { scenario, of } = shown(({ openWorld, act }) => {
      openWorld(small.world);
      act({ type: 'tick' });
    });
    expect(of).toBe('own');
    expect(scenario).toMatchObject({ title: 'Own world', opening: '', steps: [{ says: '' }], policy: 'rfc-2019' });
  });

  it('is a copy of a built-in scenario, with its words and under another title', () => {
    const { scenario, of } = shown(({ openScenario }) => openScenario('small'));
    expect(of).toBe('built-in');
    expect(scenario).toEqual({ ...small, id: 'from-a-file', title: 'A small scenario, in my words' });
  });

  it('is a copy of the branch that the reader is on, as far as the script without its words', () => {
    const { scenario, of } = shown(({ openFile, goto, act }) => {
      openFile(own);
      goto(2);
      act({ type: 'tick' });
    });
    expect(of).toBe('branch');
    expect(scenario.title).toBe('Mine, a branch after step 2');
    expect(scenario.steps.map(({ says }) => says)).toEqual(['It loads.', 'cat wakes up.', '']);
  });

  it('is the script itself where the branch has not left it yet', () => {
    const { scenario, of } = shown(({ openFile, goto, act }) => {
      openFile(own);
      goto(2);
      act({ type: 'tick' });
      goto(1);
    });
    expect(of).toBe('own');
    expect(scenario).toEqual(own);
  });

  it('has a title that fits', () => {
    const long = { ...small, title: 'x'.repeat(LIMITS.note) };
    const { store, verbs } = createViewer({ loadScenario: () => long });
    verbs.openScenario('small');
    const { title } = toldOf(store.getState()).scenario;
    expect(title).toHaveLength(LIMITS.note);
    expect(title).toMatch(/x, in my words$/);
  });
});

describe('words of a step', () => {
  it.each<[string, Changes, object]>([
    ['a sentence', { says: 'Look.' }, { says: 'Look.' }],
    ['notes', { notes: 'Slowly.' }, { says: 'It loads.', notes: 'Slowly.' }],
    ['a question', { ask: 'loads' }, { says: 'It loads.', ask: 'loads' }],
    ['a look', { look: { panel: 'Why' } }, { says: 'It loads.', look: { panel: 'Why' } }],
    ['no sentence', { says: '' }, { says: '' }],
  ])('are changed by %s', (_, changes, after) => {
    const [event] = small.steps;
    expect(withWords(small, 1, changes).steps[0]).toEqual({ event: event?.event, ...after });
    expect(withWords(small, 1, changes).steps.slice(1)).toEqual(small.steps.slice(1));
  });

  it.each<Changes>([{ notes: '' }, { ask: undefined }, { look: undefined }])('are taken out by %j', (nothing) => {
    const full = withWords(small, 2, { notes: 'n', ask: 'counter', look: { panel: 'Why' } });
    const [field = ''] = Object.keys(nothing);
    const before = full.steps[1];
    const after = withWords(full, 2, nothing).steps[1];
    expect(before).toHaveProperty(field);
    expect(after).not.toHaveProperty(field);
    expect(Object.keys(after ?? {})).toHaveLength(Object.keys(before ?? {}).length - 1);
  });

  it('are none at the boot', () => {
    expect(withWords(small, 0, { says: 'x' })).toBe(small);
  });
});

describe('a field', () => {
  it.each([
    ['', undefined],
    ['a'.repeat(4000), undefined],
    ['a'.repeat(4001), expect.stringContaining('At most 4,000 characters; these are 4,001.')],
  ])('of words takes as much as a file', (text, says) => {
    expect(wordsProblem(text)).toEqual(says);
  });

  it.each([
    ['Mine', undefined],
    [' \u200b ', expect.stringContaining('A scenario has a title')],
    ['a'.repeat(161), expect.stringContaining('At most 160 characters; these are 161.')],
  ])('of a title takes a short one with something to see', (text, says) => {
    expect(titleProblem(text)).toEqual(says);
  });
});
