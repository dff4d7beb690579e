import { expect, it } from 'vitest';
import type { Computing } from '../viewer/state';
import { progressSaid, progressWords } from './progressWords';

const half: Computing = { done: 1_000, of: 2_000, wanted: null, isLong: true, stopped: false };

it.each<[string, Computing]>([
  ['Computing the history: 1,000 of 2,000 steps are there.', half],
  [
    'Computing the history: 1,000 of 2,000 steps are there. Step 1,500 is shown once it is there.',
    { ...half, wanted: { step: 1_500, micro: null } },
  ],
  ['Stopped: 1,000 of 2,000 steps are there.', { ...half, stopped: true }],
])('%s', (words, computing) => {
  expect(progressWords(computing)).toBe(words);
});

it('says aloud what begins, stops and ends, not how far it is', () => {
  expect(progressSaid(null, false)).toBe('');
  expect(progressSaid({ ...half, isLong: false }, false)).toBe('');
  const begun = progressSaid(half, true);
  expect(begun).toBe('Computing 2,000 steps. Those that are there can be looked at meanwhile.');
  expect(progressSaid({ ...half, done: 1_400 }, true)).toBe(begun);
  expect(progressSaid({ ...half, stopped: true }, true)).toBe('Stopped: 1,000 of 2,000 steps are there.');
  expect(progressSaid(null, true)).toBe('All steps are there.');
});
