import { describe, expect, it } from 'vitest';
import { specFromImage } from '../kernel/imageSpecs';
import { library } from '../kernel/library';
import type { WideWorld } from '../kernel/world';
import { sealed } from './alphabet';
import { decode, encode, type Link } from './link';

const known = { scenarioIds: ['first-patch'], policyIds: ['rfc-2019'] };
const linkTo = (world: WideWorld): Link => ({
  policy: 'rfc-2019',
  source: { kind: 'world', world, events: [] },
  step: 0,
  micro: null,
});
const task = { tid: 1, comm: 'systemd' };
const sentenceOf = (hash: string): string => {
  const read = decode(hash, known);
  return read.ok ? '' : read.error.sentence;
};

describe('the form of a link', () => {
  it.each<[string, string, WideWorld]>([
    ['1', 'nothing new in it', { cpus: 2, tasks: [task], patches: [{ name: 'p', funcs: ['f'], states: [] }] }],
    ['2', 'a callback', { tasks: [task], patches: [{ name: 'p', funcs: [], objects: [{ name: 'vmlinux' }] }] }],
    [
      '2',
      'a complaint of the loader',
      { tasks: [task], patches: [{ name: 'p', funcs: ['f'], complaint: { about: 'signature' } }] },
    ],
    ['2', 'a killable sleep', { tasks: [{ ...task, where: 'uninterruptible', killable: true }] }],
    ['2', 'a task with a quotation mark', { tasks: [{ ...task, comm: "it's" }] }],
    ['1', 'a task with brackets', { tasks: [{ ...task, comm: '(sd-pam)' }] }],
    ['2', 'a module of its own', { tasks: [task], targets: [{ name: 'm', functions: [] }] }],
    ['2', 'a kernel without livepatching', { tasks: [task], livepatch: false }],
    ['2', 'a kernel after 7.2', { tasks: [task], ftraceAlwaysOn: true }],
  ])('is %s for a world with %s', (form, _, world) => {
    const hash = encode(linkTo(world));
    expect(hash).toMatch(new RegExp(`^#/own/0~${form}`));
    expect(decode(hash, known)).toStrictEqual({ ok: true, link: linkTo(world) });
  });

  it('every livepatch of the library fits, but for its note', () => {
    const patches = library.flatMap((image) => {
      if (image.kind !== 'livepatch') return [];
      const { note: _, ...spec } = specFromImage(image);
      return [spec];
    });
    const lengths = patches.map((patch) => encode(linkTo({ tasks: [task], patches: [patch] })).length);
    expect(Math.max(...lengths)).toBeLessThan(700);
    for (const patch of patches) {
      const link = linkTo({ tasks: [task], patches: [patch] });
      expect(decode(encode(link), known)).toStrictEqual({ ok: true, link });
    }
  });
});

describe('a world that fits no link', () => {
  it('says that it is too large', () => {
    const lines = Array.from({ length: 64 }, (_, at) => `${at} ${'quite a long line of the log '.repeat(8)}`);
    const hash = encode(linkTo({ tasks: [task], patches: [{ name: 'p', funcs: ['f'], exitLog: lines }] }));
    expect(sentenceOf(hash)).toMatch(/^The link has [\d]+ characters; at most 8192 are read\. /);
  });

  it('says what cannot stand in one', () => {
    const hash = encode(linkTo({ tasks: [{ ...task, comm: 'a\tb' }], livepatch: true }));
    expect(sentenceOf(hash)).toBe(
      'The comm before character 23 cannot be used: a line has no characters that cannot be seen. Rename it and make the link again.',
    );
  });

  it('that cannot be at all is refused with the reason', () => {
    const hash = encode(
      linkTo({
        tasks: [{ tid: 7, comm: 'db', stack: ['m:f'] }],
        targets: [{ name: 'm', functions: ['f'], loaded: false }],
      }),
    );
    expect(sentenceOf(hash)).toBe(
      'The link describes a machine that cannot be: task 7 is in f, and the module m is not loaded. Correct it and make the link again.',
    );
  });

  it('is never a scenario', () => {
    expect(sentenceOf(sealed('#/first-patch/0~2b0'))).toMatch(/^The link cannot be read at character/);
  });
});
