import { describe, expect, test } from 'vitest';
import { lastStep, run } from '../trace/trace';
import { boot } from './boot';
import { insmod, task } from './kernel.testkit';
import type { Kernel, Task } from './model';
import { signalFor } from './reach';
import { WHEREABOUTS, type Where } from './reach.testkit';
import { deliver, isFirstProcess, notify } from './signals';

const F = 'ext4_sync_file';

const patching = (where: Where): Kernel =>
  lastStep(
    run('atomic-replace', boot({ cpus: 3, patches: [{ name: 'fix', funcs: [F] }], tasks: [where.spec(F)] }), [
      insmod('fix'),
    ]),
  ).kernel;

const isThrough = (task: Task | null): boolean => task?.patchState === 1;

describe.each(WHEREABOUTS)('$name', (where) => {
  const kernel = patching(where);
  const found = task(kernel, where.tid);
  const reach = signalFor(found);
  const isDeaf = found.kind === 'kthread';

  test('is taken across by the fake signal if and only if that is said', () => {
    const after = isDeaf ? found : notify(kernel, found);
    expect(isThrough(after)).toBe(['any signal', 'interrupted', 'fake signal'].includes(reach));
  });

  test('is taken across by SIGSTOP if and only if that is said', () => {
    const after = isDeaf || isFirstProcess(found) ? found : deliver(kernel, found, 'SIGSTOP');
    // What stopped it before does not let it go on.
    const isSaid = reach === 'any signal' || reach === 'interrupted';
    if (found.where !== 'stopped' && found.userWorker !== true) expect(isThrough(after)).toBe(isSaid);
    else expect(isSaid).toBe(false);
  });

  test('is taken across by SIGCONT if and only if that is said', () => {
    const after = isDeaf || found.userWorker === true ? found : deliver(kernel, found, 'SIGCONT');
    expect(isThrough(after)).toBe(reach === 'SIGCONT');
  });

  test('is ended by SIGKILL, if that is said', () => {
    if (reach === 'SIGKILL') expect(deliver(kernel, found, 'SIGKILL')).toBeNull();
    if (reach === 'uninterruptible' && !isFirstProcess(found)) expect(deliver(kernel, found, 'SIGKILL')).not.toBeNull();
  });
});
