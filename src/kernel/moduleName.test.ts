import { describe, expect, it } from 'vitest';
import { kbuildModname } from './kbuildModname';
import { library } from './library';
import { isModuleName, notModuleName } from './moduleName';

describe('the name of a module', () => {
  it.each(['ext4', '8021q', '9p', 'snd_hda_intel', '_m', 'm'.repeat(55), ...library.map(({ name }) => name)])(
    'is %s',
    (name) => {
      expect([isModuleName(name), notModuleName(name), kbuildModname(name)]).toEqual([true, null, name]);
    },
  );

  it.each([
    ['', 'a module has a name'],
    ['m'.repeat(56), 'the name of a module has at most 55 characters'],
    ['ext4.ko', '‘ext4.ko’ is the name of a file, not of a module: write ext4'],
    ['kernel/snd-hda.ko.xz', '‘kernel/snd-hda.ko.xz’ is the name of a file, not of a module: write snd_hda'],
    ['snd-hda', 'a module has only letters, digits and _ in its name, for the build makes - and , to _: write snd_hda'],
    ['a b', 'a module has only letters, digits and _ in its name, and ‘a b’ has others'],
    ['ext4.x', 'a module has only letters, digits and _ in its name, and ‘ext4.x’ has others'],
    ['größe', 'a module has only letters, digits and _ in its name, and ‘größe’ has others'],
  ])('is not “%s”', (name, says) => {
    expect([isModuleName(name), notModuleName(name)]).toEqual([false, says]);
  });
});
