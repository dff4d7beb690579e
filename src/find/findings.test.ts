import { describe, expect, it } from 'vitest';
import { find, findingsOf } from './findings';

const all = findingsOf([
  { label: 'Tools', choices: [{ value: 'export', label: 'Export …', note: 'Figure, film strip, text for a mail' }] },
  { label: null, choices: [{ value: 'rfc-2019', label: 'RFC 2019: versions and sticky patches' }] },
  {
    label: 'Sticky',
    choices: [
      { value: 'forced-away', label: 'Force takes a sticky patch away' },
      { value: 'sticky-refuses-disable', label: 'Sticky refuses to be disabled' },
    ],
  },
]);

const found = (typed: string): readonly string[] => find(all, typed).map(({ value }) => value);

describe('what is found by typing', () => {
  it.each([
    ['is everything, in the order of the menus, before anything is typed', '', all.map(({ value }) => value)],
    [
      'begins with what was typed, then has a word that does, then is about it',
      'sticky',
      ['sticky-refuses-disable', 'rfc-2019', 'forced-away'],
    ],
    ['has every word, in whatever order and case', 'AWAY force', ['forced-away']],
    ['may say it in its note, its heading or its id', 'film', ['export']],
    ['is known by the id that links have', 'refuses-disable', ['sticky-refuses-disable']],
    ['is nothing where one word is nowhere', 'sticky figure', []],
  ])('%s', (_what, typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});
