import { describe, expect, it } from 'vitest';
import type { LivepatchImage, TargetImage } from '../images';
import { library, lineageModules, rfcModules } from '.';

const livepatch = (name: string): LivepatchImage => {
  const found = library.find((image) => image.name === name);
  if (found?.kind !== 'livepatch') throw new Error(`${name} is not a livepatch`);
  return found;
};
const target = (name: string): TargetImage => {
  const found = library.find((image) => image.name === name);
  if (found?.kind !== 'target') throw new Error(`${name} is not a target`);
  return found;
};
describe('the built-in library', () => {
  it('has each name once', () => {
    const names = library.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(6 + 6 + 13);
  });

  it('has the modules of the RFC under their names', () => {
    expect(rfcModules.map(({ name, version, sticky, replace }) => [name, version, sticky, replace])).toEqual([
      ['test_klp_version_0', 0, false, false],
      ['test_klp_version_1', 1, false, false],
      ['test_klp_version_2', 2, false, false],
      ['test_klp_version_3', 3, false, true],
      ['test_klp_sticky_0', 1, true, false],
      ['test_klp_sticky_1', 2, false, true],
    ]);
  });

  it('has modules of ours that declare what every policy asks for, and says that they are ours', () => {
    expect(
      lineageModules.map(({ name, version, sticky, replace, replaceSet, states }) => [
        name,
        version,
        sticky,
        replace,
        replaceSet,
        states,
      ]),
    ).toEqual([
      ['net_v1', 1, false, true, 1, [{ id: 1, version: 1 }]],
      ['net_v2', 2, false, true, 1, [{ id: 1, version: 2 }]],
      ['disk_v1', 1, false, true, 2, [{ id: 2, version: 1 }]],
      ['l1tf_v3', 3, true, false, 3, [{ id: 3, version: 1, blockDisable: true }]],
      ['l1tf_v4', 4, false, true, 3, [{ id: 3, version: 2 }]],
      ['rollup_v5', 5, false, true, 0, []],
    ]);
    expect(new Set(lineageModules.map(({ source }) => source))).toEqual(
      new Set(['this project, for comparing the policies']),
    );
  });

  it('copies a parameter into the replace flag', () => {
    expect(livepatch('test_klp_atomic_replace')).toMatchObject({
      replace: false,
      replaceParam: 'replace',
      params: [{ name: 'replace', type: 'int', default: '0', mode: '0644' }],
    });
  });

  it('keeps what a callback prints and returns', () => {
    const [vmlinux] = livepatch('test_klp_callbacks_demo').objects;
    expect(vmlinux?.callbacks.pre_patch).toEqual({
      log: ['{module}: pre_patch_callback: {target}'],
      returnsParam: 'pre_patch_ret',
    });
    expect(livepatch('test_klp_state2').objects[0]?.callbacks.post_unpatch).toEqual({
      log: ['{module}: post_unpatch_callback: {target}'],
      ifPrevState: ['{module}: free_loglevel_state: keeping space to store console_loglevel'],
      ifNoPrevState: ['{module}: free_loglevel_state: freeing space for the stored console_loglevel'],
    });
  });

  it('makes a worker of a function that runs while a parameter is set', () => {
    expect(target('test_klp_callbacks_busy')).toMatchObject({
      initLog: ['{module}: test_klp_callbacks_busy_init'],
      exitLog: ['{module}: test_klp_callbacks_busy_exit'],
      worker: {
        func: 'busymod_work_func',
        enterLog: ['{module}: busymod_work_func enter'],
        exitLog: ['{module}: busymod_work_func exit'],
        whileParam: 'block_transition',
      },
    });
  });

  it('knows the probe of the kprobe test', () => {
    expect(target('test_klp_kprobe').kprobe).toEqual({
      object: 'vmlinux',
      func: 'cmdline_proc_show',
      postHandlerParam: 'has_post_handler',
    });
  });
});
