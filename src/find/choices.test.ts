import { describe, expect, it } from 'vitest';
import { OWN_WORLD, recentIn, scenarioChoices } from './choices';

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

  it('offers work that was put aside, and knows it again', () => {
    const work = { id: 'x1', title: 'A', policy: 'rfc-2019', savedAt: 0, branches: 1, events: 3 };
    const own = scenarioChoices(titles, [work]).find(({ label }) => label === 'Your own');
    const choice = own?.choices[1];
    expect(choice).toEqual({ value: 'recent:x1', label: 'A, as you left it', note: '1 branch, 3 events' });
    expect(recentIn(choice?.value ?? '')).toBe('x1');
    expect(recentIn('a')).toBeNull();
    expect(recentIn(OWN_WORLD)).toBeNull();
  });
});
