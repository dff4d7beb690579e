/** What rmmod answers: kernel/module/main.c of Linux 7.2, and kmod before it. */
import { describe, expect, test } from 'vitest';
import { read } from '../sysfs/sysfs';
import { played, shell } from './cases.testkit';
import { attempts, free, insmod, rmmod, write } from './kernel.testkit';
import { mergedPolicy } from './policies';

describe('a module without an exit function', () => {
  const patches = [{ name: 'p', funcs: ['m:f'], permanent: true }];
  const targets = [{ name: 'm', functions: ['f'], permanent: true }];

  test('can never be removed (delete_module())', () => {
    const step = played({ targets }, [rmmod('m')]);
    expect(step.refusal).toMatchObject({ rule: 'moduleHasNoExit', errno: 'EBUSY' });
    expect(shell(step)).toBe('rmmod: ERROR: could not remove module m: Device or resource busy');
    expect(step.kernel.modules).toMatchObject([{ name: 'm', state: 'LIVE', refcnt: 0 }]);
    expect(read(step.kernel, mergedPolicy, '/proc/modules')).toMatchObject({
      ok: true,
      value: expect.stringContaining('m 16384 0 [permanent], Live'),
    });
  });

  test('is in use first, as kmod sees it, and stays when its livepatch has been disabled', () => {
    const world = { patches, targets };
    expect(played(world, [insmod('p'), rmmod('p')]).refusal).toMatchObject({ rule: 'moduleInUse', errno: 'EAGAIN' });
    const disabled = [insmod('p'), ...attempts(1), write('0', 'p'), ...attempts(1), free];
    const step = played(world, [...disabled, rmmod('p')]);
    expect(step.refusal).toMatchObject({ rule: 'moduleHasNoExit' });
    expect(shell(played(world, [...disabled, insmod('p')]))).toBe(
      'insmod: ERROR: could not insert module p.ko: File exists',
    );
  });
});
