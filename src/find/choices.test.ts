import { describe, expect, it } from 'vitest';
import { OWN_WORLD, recentIn } from './choices';
import { ON_SCREEN, scenarioChoices, withScreen } from './scenarioChoices';

const titles = [
  { id: 'a', title: 'A', group: 'First steps' },
  { id: 'd', title: 'D', group: 'Kernel self-tests' },
  { id: 'b', title: 'B', group: 'Sticky' },
  { id: 'c', title: 'C', group: 'First steps' },
] as const;

describe('the scenario menu', () => {
  it('groups the syllabus in its order; the self-tests come after one’s own', () => {
    expect(scenarioChoices(titles, [])).toEqual([
      {
        label: 'First steps',
        choices: [
          { value: 'a', label: 'A' },
          { value: 'c', label: 'C' },
        ],
      },
      { label: 'Sticky', choices: [{ value: 'b', label: 'B' }] },
      { label: 'Your own', choices: [{ value: OWN_WORLD, label: 'Own world…' }] },
      { label: 'Kernel self-tests', choices: [{ value: 'd', label: 'D' }] },
    ]);
  });

  it('has what is on the screen among one’s own when that is in no group', () => {
    const all = scenarioChoices(titles, []);
    const shown = { value: ON_SCREEN, label: 'Own world', note: 'On the screen' };
    expect(withScreen(all, 'Own world').map(({ label, choices }) => [label, choices[0]])).toEqual(
      all.map(({ label, choices }) => [label, label === 'Your own' ? shown : choices[0]]),
    );
  });

  it('offers work that was put aside, and knows it again', () => {
    const work = { id: 'x1', title: 'A', policy: 'rfc-2019', savedAt: 0, branches: 1, events: 3, names: [] };
    const group = scenarioChoices(titles, [work]).find(({ label }) => label === 'Your own');
    const choice = group?.choices[1];
    expect(choice).toEqual({ value: 'recent:x1', label: 'A, as you left it', note: '1 branch, 3 events' });
    expect(recentIn(choice?.value ?? '')).toBe('x1');
    const own = { ...work, title: 'Own world', branches: 0, names: ['my_fix', 'your_fix', 'a', 'b'] };
    expect(scenarioChoices([], [own])[0]?.choices[1]?.note).toBe('my_fix, your_fix and 2 more, 3 events');
    expect(recentIn('a')).toBeNull();
    expect(recentIn(OWN_WORLD)).toBeNull();
  });

  it('says of work under one title when it was left, and of one’s own what differs', () => {
    const work = { id: 'x1', title: 'A', policy: 'rfc-2019', savedAt: 0, branches: 0, events: 3, names: [] };
    const at = (id: string, title: string, hour: number) => ({
      ...work,
      id,
      title,
      savedAt: new Date(2026, 10, 30, hour, 5).getTime(),
    });
    const mine = [
      { id: 'mine:1', title: 'B' },
      { id: 'mine:2', title: 'B' },
    ];
    const recent = [at('x1', 'A', 9), at('x2', 'C', 9), at('x3', 'A', 17), at('x4', 'A', 17)];
    const own = scenarioChoices(titles, recent, mine, new Map([['mine:2', '1 step']])).find(
      ({ label }) => label === 'Your own',
    );
    expect(own?.choices.slice(1).map(({ label, note }) => [label, note])).toEqual([
      ['B', undefined],
      ['B', '1 step'],
      ['A, as you left it', '3 events, left 30 Nov, 09:05'],
      ['C, as you left it', '3 events'],
      ['A, as you left it', '3 events, left 30 Nov, 17:05, number 1 of 2'],
      ['A, as you left it', '3 events, left 30 Nov, 17:05, number 2 of 2'],
    ]);
  });
});
