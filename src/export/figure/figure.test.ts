import { describe, expect, it } from 'vitest';
import { animatedSvg } from './animated';
import { figureSvg } from './figure';
import { sample, wordsOf, xmlProblem } from './figure.testkit';
import { PICTURE_HEIGHT, pictureSvg } from './frame';
import { LONGEST, qrSvg } from './qr';
import { stripSize, stripSvg } from './strip';
import { el, escaped, fitted } from './svg';

const themes = ['light', 'dark', 'print'] as const;

const strip = (count: number) => ({
  title: sample.title,
  policy: sample.policy,
  opening: 'An opening & more.',
  frames: Array.from({ length: count }, (_, index) => ({ ...sample, step: index + 1 })),
  link: sample.link,
});

describe('what a figure writes', () => {
  it('escapes what XML would read as its own', () => {
    expect(escaped('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;');
  });

  it('leaves out what XML does not allow at all', () => {
    expect(escaped('a\u0000b\ud800c\ufffed\te')).toBe('abcd\te');
  });

  it('writes no attribute for null', () => {
    expect(el('a', { x: 1.005, y: null, z: '<' })).toBe('<a x="1" z="&lt;"/>');
  });
});

describe('a list that is too long', () => {
  const piece = (words: string, weight: number) => ({ height: 10, svg: words, weight });
  const more = (left: number) => ({ height: 10, svg: `+${left}` });
  const words = (svg: string): string =>
    svg
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .replace(/\s+/g, ' ');

  it('keeps the weightiest in their order and says how many are left out', () => {
    const pieces = [piece('a', 0), piece('b', 5), piece('c', 1), piece('d', 9)];
    expect(words(fitted(pieces, 30, 0, more).svg)).toBe('b d +2');
    expect(words(fitted(pieces, 40, 0, more).svg)).toBe('a b c d');
    expect(fitted(pieces, 5, 0, more).height).toBe(0);
  });

  it('also counts what it was never given', () => {
    expect(words(fitted([piece('a', 0)], 30, 0, more, 7).svg)).toBe('a +7');
  });
});

describe.each(themes)('the %s slide', (theme) => {
  const svg = figureSvg(sample, theme);

  it('is well-formed, and the same text each time', () => {
    expect(xmlProblem(svg)).toBeNull();
    expect(figureSvg(sample, theme)).toBe(svg);
  });

  it('is 1920 × 1080 and needs nothing from elsewhere', () => {
    expect(svg).toContain('viewBox="0 0 1920 1080" width="1920" height="1080"');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|<script|<image|<style/);
  });

  it.each([
    'Sticky <b> & "quoted"',
    'Step 4 of 7',
    'Policy: RFC 2019',
    'latest_version 1',
    '# echo 0 > /sys/kernel/livepatch/test_klp_sticky_0/enabled',
    'refused with -EPERM',
    'stickyMayNotBeDisabled',
    'sticky (1) = needed (0)? no',
    'Way out: replace it.',
    'v1',
    'sticky',
    'cumulative',
    'enabled',
    'test_klp_sticky_0, in transition',
    'original',
    '1 of 2 tasks has switched.',
    '1 blocked',
    'cat:611',
    'blocks',
    'and 1 more task',
    'Refused: the patch is sticky.',
    'https://example.org/#/sticky-refuses-disable/4',
  ])('says %s', (words) => {
    expect(wordsOf(svg).split('\n')).toContain(words);
  });
});

describe('a slide', () => {
  it('says nothing of a counter or a link where there is none', () => {
    const words = wordsOf(figureSvg({ ...sample, latestVersion: null, link: null }, 'light'));
    expect(words).not.toContain('latest_version');
    expect(words).not.toContain('https://');
  });

  it('leaves it at the counts where no task is worth a line', () => {
    const counts = [{ sign: 'settled', word: 'no transition', count: 32 }] as const;
    const tasks = { ...sample.tasks, lanes: [], total: 32, counts, running: false, says: '' };
    const words = wordsOf(figureSvg({ ...sample, tasks }, 'light'));
    expect(words).toContain('32 no transition');
    expect(words).not.toContain('more task');
  });

  it('tells a refusal by shape and word, not by colour alone', () => {
    const plain = figureSvg(sample, 'print');
    const allowed = figureSvg({ ...sample, answer: { ...sample.answer, kind: 'allowed', errno: null } }, 'print');
    expect(plain).toContain('<circle cx="8" cy="8" r="6"');
    expect(allowed).not.toContain('<circle cx="8" cy="8" r="6"');
    expect(wordsOf(allowed)).toContain('allowed');
  });

  it('stays well-formed with texts of any length', () => {
    const long = 'word '.repeat(400);
    const huge = 'x'.repeat(900);
    const figure = { ...sample, title: long, asked: huge, caption: long, policy: huge };
    expect(xmlProblem(figureSvg(figure, 'dark'))).toBeNull();
  });
});

describe('a film strip', () => {
  it('has every step in order, in a grid that is about as wide as it is high', () => {
    const svg = stripSvg(strip(14), 'light');
    expect(xmlProblem(svg)).toBeNull();
    expect(wordsOf(svg).match(/Step \d+$/gm)).toEqual(Array.from({ length: 14 }, (_, index) => `Step ${index + 1}`));
    expect(stripSize(strip(14)).columns).toBe(5);
    expect(wordsOf(svg)).toContain('An opening & more.');
  });

  it('of one step is a strip too', () => {
    expect(xmlProblem(stripSvg(strip(1), 'dark'))).toBeNull();
  });
});

describe('a moving figure', () => {
  const svg = animatedSvg('Title', strip(3).frames, 'light', 1);

  it('is well-formed and shows one step at a time, over and over', () => {
    expect(xmlProblem(svg)).toBeNull();
    expect(svg.match(/@keyframes/g)).toHaveLength(3);
    expect(svg).toContain('step-end infinite');
  });

  it('moves only where nobody asked for less motion, and otherwise rests at the step it was given', () => {
    expect(svg).toContain('@media not (prefers-reduced-motion:reduce){@keyframes s0');
    expect(svg.match(/visibility="hidden"/g)).toHaveLength(2);
    expect(svg).toContain('<g class="s1"><rect');
  });
});

describe('the picture of a step', () => {
  it('is as high as it needs to be and no higher than a page reckons with', () => {
    const heightOf = (svg: string): number => Number(/height="(\d+)"/.exec(svg)?.[1]);
    const full = pictureSvg(sample, 'print');
    const bare = pictureSvg({ ...sample, patches: [], funcs: [] }, 'print');
    expect(heightOf(full)).toBeLessThanOrEqual(PICTURE_HEIGHT);
    expect(heightOf(bare)).toBeLessThan(heightOf(full));
    expect(xmlProblem(full)).toBeNull();
    expect(wordsOf(full)).toContain('cat:611 blocked, in meminfo_proc_show (blocks)');
  });
});

describe('a QR code', () => {
  it('has the quiet zone the standard asks for', () => {
    // 45 bytes at level M take version 4: 33 modules, and 4 more on each side.
    expect(qrSvg('https://example.org/#/sticky-refuses-disable/4')).toContain('viewBox="0 0 41 41"');
  });

  it('is not made of an address that no camera would read', () => {
    expect(qrSvg(`https://example.org/${'x'.repeat(LONGEST)}`)).toBeNull();
  });
});
