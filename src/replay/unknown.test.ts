import { describe, expect, it } from 'vitest';
import { insteadOf, unknownModule } from './unknown';
import { parseVector } from './vector';

const known = ['p', 'livepatch_sample', 'test_klp_livepatch'];

describe('a module that nobody knows', () => {
  it.each([
    ['p.ko', 'unknown module "p.ko": ‘p.ko’ is the name of a file, not of a module: write p'],
    [
      './dir/p.ko.xz',
      'unknown module "./dir/p.ko.xz": ‘./dir/p.ko.xz’ is the name of a file, not of a module: write p',
    ],
    [
      'livepatch-sample',
      'unknown module "livepatch-sample": a module has only letters, digits and _ in its name, for the build makes - and , to _: write livepatch_sample',
    ],
    ['livepatch_sampel', 'unknown module "livepatch_sampel"; known are p, livepatch_sample, test_klp_livepatch'],
    ['livepatch_sampl', 'unknown module "livepatch_sampl": write livepatch_sample'],
    ['P', 'unknown module "P": write p'],
    ['nobody', 'unknown module "nobody"; known are p, livepatch_sample, test_klp_livepatch'],
    [
      'nobody.ko',
      'unknown module "nobody.ko": ‘nobody.ko’ is the name of a file, not of a module; known are p, livepatch_sample, test_klp_livepatch',
    ],
  ])('%s', (name, says) => {
    expect(unknownModule(name, known)).toBe(says);
  });

  it('is told of some, and how many there are', () => {
    const many = Array.from({ length: 15 }, (_, index) => `module_${index}_long`);
    expect(unknownModule('nobody', many)).toMatch(/module_11_long and 3 more$/);
    expect(unknownModule('nobody', [])).toBe('unknown module "nobody"; there is none');
  });
});

describe('a command of a shell', () => {
  it.each([
    ['insmod ./dir/p.ko', ': write { "op": "insmod", "module": "p" }'],
    ['% insmod test_modules/test_klp_livepatch.ko', ': write { "op": "insmod", "module": "test_klp_livepatch" }'],
    ['sudo modprobe -v my-fix', ': write { "op": "insmod", "module": "my_fix" }'],
    ['rmmod p', ': write { "op": "rmmod", "module": "p" }'],
    ['modprobe -r p', ': write { "op": "rmmod", "module": "p" }'],
    [
      'echo 0 > /sys/kernel/livepatch/p/enabled',
      ': write { "op": "write", "path": "/sys/kernel/livepatch/p/enabled", "value": "0" }',
    ],
    ['cat /proc/cmdline', ': write { "op": "read", "path": "/proc/cmdline", "equals": "…" }'],
    ['modprobe', ': write insmod'],
    ['dance', ''],
  ])('%s', (command, instead) => {
    expect(insteadOf(command)).toBe(instead);
  });

  it('is answered with the step that does it, wherever it stands', () => {
    expect(parseVector({ steps: ['insmod p.ko', { op: 'rmmod p' }] })).toEqual({
      problems: [
        { at: 'step 1', says: 'expected an object, found "insmod p.ko": write { "op": "insmod", "module": "p" }' },
        {
          at: 'step 2',
          says: expect.stringMatching(
            /^unknown operation "rmmod p": write \{ "op": "rmmod", "module": "p" \}; known are insmod, /,
          ),
        },
      ],
    });
  });
});
