import { describe, expect, it } from 'vitest';
import type { Errno } from '../kernel/errno';
import type { KernelEvent } from '../kernel/events';
import { shellError } from './shellError';

const enabled: KernelEvent = { type: 'echo.enabled', patch: 'x', value: '0' };

describe('a shell', () => {
  it.each<readonly [KernelEvent, Errno, string | null]>([
    [{ type: 'insmod', module: 'x' }, 'EINVAL', 'insmod: ERROR: could not insert module x.ko: Invalid parameters'],
    [{ type: 'insmod', module: 'x' }, 'EBUSY', 'insmod: ERROR: could not insert module x.ko: Device or resource busy'],
    [{ type: 'insmod', module: 'x' }, 'EEXIST', 'insmod: ERROR: could not insert module x.ko: File exists'],
    [{ type: 'insmod', module: 'x' }, 'ENODEV', 'insmod: ERROR: could not insert module x.ko: No such device'],
    [{ type: 'rmmod', module: 'x' }, 'EAGAIN', 'rmmod: ERROR: Module x is in use'],
    [{ type: 'rmmod', module: 'x' }, 'ENOENT', 'rmmod: ERROR: Module x is not currently loaded'],
    [enabled, 'EINVAL', 'bash: echo: write error: Invalid argument'],
    [enabled, 'EPERM', 'bash: echo: write error: Operation not permitted'],
    [enabled, 'EBUSY', 'bash: echo: write error: Device or resource busy'],
    [enabled, 'ENOENT', 'bash: /sys/kernel/livepatch/x/enabled: No such file or directory'],
    [
      { type: 'echo.param', module: 'x', param: 'p', value: '1' },
      'EACCES',
      'bash: /sys/module/x/parameters/p: Permission denied',
    ],
    [
      { type: 'sysctl.ftrace', value: '0' },
      'EBUSY',
      'sysctl: setting key "kernel.ftrace_enabled": Device or resource busy',
    ],
    [{ type: 'attempt' }, 'EINVAL', null],
  ])('prints for %j and %s: %s', (event, errno, expected) => {
    expect(shellError(event, { rule: 'any', errno })).toBe(expected);
  });

  it('prints nothing when all went well, or the kernel was not asked', () => {
    expect(shellError(enabled, null)).toBeNull();
    expect(shellError(enabled, { rule: 'any', errno: null })).toBeNull();
  });
});
