import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import { attempt, disable, free, insmod, quiet, rmmod, traceOf, viewAfter, viewAt } from '../panels.testkit';
import { givenParams } from '../patches/paramRows';
import { filterGroups, libraryGroups, loadedInStep } from './rows';

const V1 = 'test_klp_version_1';
const own = boot({ ...quiet, patches: [{ name: 'my_fix', version: 7, funcs: ['do_exit', 'vmlinux:do_fork,2'] }] });
const names = (groups: ReturnType<typeof libraryGroups>) => groups.flatMap(({ rows }) => rows.map(({ name }) => name));

describe('the module library', () => {
  it('holds every module of the machine once', () => {
    expect(names(libraryGroups(own)).toSorted()).toEqual(own.library.map(({ name }) => name).toSorted());
  });

  it('is grouped by where the modules come from, the reader’s own first', () => {
    expect(libraryGroups(own).map(({ title }) => title)).toEqual([
      'This machine’s livepatches',
      'Livepatches of the RFC',
      'Livepatches for comparing the policies',
      'Livepatches of the kernel’s self-tests',
      'Target modules',
    ]);
    const targets = [{ name: 'ext4', functions: ['f'], loaded: false }];
    expect(libraryGroups(boot({ ...quiet, targets })).map(({ title }) => title)[0]).toBe('This machine’s modules');
    expect(libraryGroups(boot(quiet))[0]?.title).toBe('Livepatches of the RFC');
  });

  it('says what a livepatch patches', () => {
    expect(libraryGroups(own)[0]?.rows[0]).toMatchObject({
      name: 'my_fix',
      version: 7,
      patches: ['do_exit', 'do_fork,2'],
    });
  });

  it.each([
    ['my_fix', ['my_fix']],
    ['sticky', ['test_klp_sticky_0', 'test_klp_sticky_1', 'l1tf_v3']],
    ['V7', ['my_fix']],
    ['cumulative version_proc', ['test_klp_version_3']],
    ['no such module', []],
    ['block_disable', ['l1tf_v3']],
    ['state l1tf', ['l1tf_v3', 'l1tf_v4']],
  ])('is filtered by %s', (filter, expected) => {
    expect(names(filterGroups(libraryGroups(own), filter))).toEqual(expected);
  });

  it('without a filter is itself', () => {
    const groups = libraryGroups(own);
    expect(filterGroups(groups, '  ')).toBe(groups);
    expect(libraryGroups(own)).toBe(groups);
  });

  it('marks what is loaded, and what the step loaded or removed', () => {
    const trace = traceOf(quiet, [insmod(V1), attempt, disable(V1), attempt, free, rmmod(V1)]);
    const loaded = (step: number) =>
      libraryGroups(viewAt(trace, step).kernel).flatMap(({ rows }) =>
        rows.filter((row) => row.loaded).map(({ name }) => name),
      );
    expect([loaded(0), loaded(1), loaded(6)]).toEqual([[], [V1], []]);
    const changed = [0, 1, 2, 6].map((step) => [...loadedInStep(viewAt(trace, step))]);
    expect(changed).toEqual([[], [V1], [], [V1]]);
  });

  it('a refused insmod loads nothing', () => {
    expect([...loadedInStep(viewAfter(quiet, [insmod(V1), insmod(V1)]))]).toEqual([]);
  });
});

describe('parameters for insmod', () => {
  const params = [
    { name: 'replace', type: 'int', default: '0', mode: '0644' },
    { name: 'pre_patch_ret', type: 'int', default: '0', mode: '0644' },
  ] as const;

  it.each([
    [{}, undefined],
    [{ replace: '' }, undefined],
    [{ replace: ' 0 ' }, undefined],
    [{ replace: ' 1 ' }, { replace: '1' }],
    [{ pre_patch_ret: '-19', replace: '0' }, { pre_patch_ret: '-19' }],
    [{ unknown: '1' }, undefined],
  ])('%j becomes %j', (values, expected) => {
    expect(givenParams(params, values)).toEqual(expected);
  });
});
