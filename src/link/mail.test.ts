/** Links as they come out of mail programs, and as people type them. */
import { describe, expect, it } from 'vitest';
import { decode } from './link';
import { needsCodec } from './readable';

const known = {
  scenarioIds: ['first-patch', 'sticky-refuses-disable'],
  policyIds: ['rfc-2019', 'atomic-replace', 'system-state'],
};

const four = decode('#/sticky-refuses-disable/4', known);
const branched = decode('#/sticky-refuses-disable/4~1b4/zcp', known);

describe('a link that comes out of a mail', () => {
  it.each([
    ['the angle brackets of a mail', '#/sticky-refuses-disable/4>', four],
    ['the same as an address bar has them', '#/sticky-refuses-disable/4%3E.', four],
    ['the same as HTML has them', '#/sticky-refuses-disable/4&gt;', four],
    ['quoted-printable', '#/sticky-refuses-disable/4=7E1b4/zcp', branched],
    ['a soft line break of it', '#/sticky-refuses=\r\n-disable/4', four],
    ['a line that was wrapped and quoted', '#/sticky-refuses\r\n> -disable/4', four],
    ['what a mail filter appends', '#/sticky-refuses-disable/4~1b4/zcp&data=05%7C02%7Ca%40b.c&reserved=0', branched],
    ['what a page that counts appends', '#/sticky-refuses-disable/4?utm_source=list', four],
    ['the end of an element', '#/sticky-refuses-disable/4</a>', four],
    ['backslashes of Markdown', '#/sticky\\-refuses\\-disable/4\\~1b4/zcp', branched],
    ['a footnote', '#/sticky-refuses-disable/4[1]', four],
    ['a second #', '#/sticky-refuses-disable/4#c1', four],
    ['characters escaped twice', '#/sticky-refuses-disable/4%257E1b4/zcp', branched],
    ['an escaped tilde, and a space after it', '#/sticky-refuses-disable/4%7e%201b4/zcp', branched],
    ['an escaped tilde before the end of a sentence', '#/sticky-refuses-disable/4%7E1b4/zcp).', branched],
    ['an escaped tilde in angle brackets', '#/sticky-refuses-disable/4%7E1b4/zcp>', branched],
    ['all of it at once', '#/sticky-refuses-disable/4%7E1b4/zcp%3E#more', branched],
    ['an escaped invisible character and line break', '#/sticky%E2%80%8B-refuses%0D%0A-disable/4', four],
  ])('survives %s', (_, hash, link) => {
    expect(link.ok).toBe(true);
    expect(decode(hash, known)).toEqual(link);
    expect(needsCodec(hash)).toBe(link === branched);
  });

  it('with an escaped ellipsis at its end was shortened', () => {
    expect(decode('#/first-pat%E2%80%A6', known)).toMatchObject({ ok: false, error: { name: 'truncated' } });
  });
});

describe('a name that is not there', () => {
  it.each([
    ['#/Sticky-Refuses-Disable/4', '#/sticky-refuses-disable/4'],
    ['#/sticky-refuse-disable/4/atomic-replace', '#/sticky-refuses-disable/4/atomic-replace'],
    ['#/stcky-refuzes-disabel/4', '#/sticky-refuses-disable/4'],
    ['#/first-patch/4.1/atomic', '#/first-patch/4.1/atomic-replace'],
    ['#/first-patch/4/rfc-2019-vs-sistem-state', '#/first-patch/4/rfc-2019-vs-system-state'],
    ['#/completely-different/4', null],
    ['#/first-patch/4/nonsense', null],
  ])('comes with what was probably meant: %s', (hash, instead) => {
    expect(decode(hash, known)).toMatchObject({ ok: false, error: { instead } });
    if (instead !== null) expect(decode(instead, known)).toMatchObject({ ok: true });
  });
});
