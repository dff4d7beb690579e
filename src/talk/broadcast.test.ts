import { describe, expect, it } from 'vitest';
import { FIRST_SHOW, isLater, readSaid, type Said, type Stamp } from './broadcast';

const place: Said = {
  v: 1,
  from: 'speaker',
  message: { type: 'place', stamp: { count: 3, role: 'speaker' }, link: '#/first-patch/3', show: FIRST_SHOW },
};

describe('what the windows say', () => {
  it.each<Said['message']>([{ type: 'hello' }, { type: 'bye' }, { type: 'end' }, place.message])(
    'is read as it was said: $type',
    (message) => {
      const said = { ...place, message };
      expect(readSaid(structuredClone(said))).toEqual(said);
    },
  );

  it.each([
    ['nothing', null],
    ['a text', '#/first-patch/3'],
    ['no form', { from: 'speaker', message: { type: 'hello' } }],
    ['a later form', { ...place, v: 2 }],
    ['an unknown speaker', { ...place, from: 'somebody' }],
    ['an unknown message', { ...place, message: { type: 'run', code: 'alert(1)' } }],
    ['something beside the message', { ...place, more: 1 }],
    ['a link that is no text', { ...place, message: { ...place.message, link: ['#/first-patch/3'] } }],
    ['a link longer than any', { ...place, message: { ...place.message, link: 'x'.repeat(9000) } }],
    ['a panel that is not there', { ...place, message: { ...place.message, show: { ...FIRST_SHOW, panel: 'Bank' } } }],
    ['a colour that is not one', { ...place, message: { ...place.message, show: { ...FIRST_SHOW, blank: 'red' } } }],
    ['a count that is none', { ...place, message: { ...place.message, stamp: { count: 0.5, role: 'speaker' } } }],
  ])('is not believed: %s', (_what, json) => {
    expect(readSaid(json)).toBeNull();
  });
});

describe('of two stamps', () => {
  const at = (count: number, role: Stamp['role']): Stamp => ({ count, role });

  it('the higher count is later', () => {
    expect(isLater(at(2, 'audience'), at(1, 'speaker'))).toBe(true);
    expect(isLater(at(1, 'speaker'), at(2, 'audience'))).toBe(false);
  });

  it('with the same count the speaker’s is, and nothing is later than itself', () => {
    expect(isLater(at(1, 'speaker'), at(1, 'audience'))).toBe(true);
    expect(isLater(at(1, 'audience'), at(1, 'speaker'))).toBe(false);
    expect(isLater(at(1, 'speaker'), at(1, 'speaker'))).toBe(false);
  });
});
