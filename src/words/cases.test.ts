/** What people did not see, and asked the list for: the sentence that answers them is in Why. */
import { describe, expect, test } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { attempt, attempts, insmod, rmmod } from '../kernel/kernel.testkit';
import { library } from '../kernel/library';
import type { WideWorld } from '../kernel/world';
import { fromSelftestModules } from '../replay/modules/importer';
import { run } from '../trace/trace';
import { view } from '../viewer/selectors';
import { branchWords } from './narration';
import { type Why, why } from './why';

const systemd = { tid: 1, comm: 'systemd' };

const asked = (world: Partial<WideWorld>, events: readonly KernelEvent[], modules: readonly object[] = []): Why => {
  const own = fromSelftestModules({ modules });
  if ('problems' in own) throw new Error(JSON.stringify(own.problems));
  const kernel = boot({ cpus: 1, tasks: [systemd], ...world }, [...library, ...own.modules]);
  return why(view({ trace: run('system-state', kernel, events), cursor: { step: events.length, micro: null } }));
};

const zfs = { name: 'zfs', kind: 'target', functions: [{ name: 'f' }, { name: 'g,2' }] };
const livepatch = (name: string, ...objects: readonly string[]) => ({
  name,
  kind: 'livepatch',
  objects: objects.map((object) => ({ name: object, funcs: [{ old: 'f', new: `${name}_f` }] })),
});

describe('a module that is removed while a livepatch is on its way out', () => {
  test('does not hear that the livepatch stays', () => {
    const stuck = { tid: 9, comm: 'k', kind: 'kthread' as const, where: 'runnable' as const };
    const events: readonly KernelEvent[] = [
      insmod('zfs'),
      insmod('lp'),
      { type: 'task.call', tid: 9, func: 'f' },
      { type: 'echo.enabled', patch: 'lp', value: '0' },
      rmmod('zfs'),
    ];
    const { sentences } = asked({ tasks: [systemd, stuck] }, events, [zfs, livepatch('lp', 'vmlinux', 'zfs')]);
    expect(sentences).toEqual(['`lp` is reverted in `zfs`, which is being unloaded.', '`zfs` is gone.']);
  });
});

describe('a module that is removed', () => {
  test('is gone, whether a livepatch patches it or not (the list, July 2022)', () => {
    expect(asked({}, [insmod('zfs'), rmmod('zfs')], [zfs]).headline).toEqual(['`zfs` is gone.']);
  });

  test('takes no livepatch along', () => {
    const events = [insmod('zfs'), insmod('lp'), attempt, rmmod('zfs')];
    const { sentences } = asked({}, events, [zfs, livepatch('lp', 'zfs')]);
    expect(sentences).toEqual([
      '`lp` is reverted in `zfs`, which is being unloaded. `lp` itself stays, and patches `zfs` again when the module is loaded again.',
      '`zfs` is gone.',
    ]);
  });
});

describe('a livepatch without an effect', () => {
  const last = (events: readonly KernelEvent[], ...modules: readonly object[]) => asked({ cpus: 2 }, events, modules);

  test('names the module it waits for, and the one that was meant (kpatch issue 918)', () => {
    const says =
      'No object of `lp` is loaded, so nothing is redirected yet: it waits for the module `zfs.ko`. Module names have no `.ko`: `zfs` is loaded, and `zfs.ko` is not.';
    const story = last([insmod('zfs'), insmod('lp')], zfs, livepatch('lp', 'zfs.ko'));
    expect(story.headline[0]).toBe(says);
    expect(story.sentences).toContain(says);
    expect(branchWords(story)).toContain('it waits for the module zfs.ko');
    const completes = last([insmod('zfs'), insmod('lp'), attempt], zfs, livepatch('lp', 'zfs.ko'));
    expect(completes.headline).toEqual([says, '`lp` is patched.']);
  });

  test('a file’s name with dashes is no module’s name either', () => {
    const { headline } = last([insmod('lp')], livepatch('lp', 'snd-hda'));
    expect(headline[0]).toContain('has `_` where its file has `-`: the module is called `snd_hda`');
  });

  test('waits for one module and has its effect on others', () => {
    const { headline, sentences } = last([insmod('lp')], livepatch('lp', 'vmlinux', 'zfs'));
    expect(headline[0]).toMatch(/transition of `lp` starts/);
    expect(sentences.at(-1)).toBe('Nothing of `lp` is redirected in the module `zfs` yet: it is not loaded.');
  });

  test('says nothing of the kind when all is there', () => {
    const { sentences } = last([insmod('zfs'), insmod('lp')], zfs, livepatch('lp', 'vmlinux', 'zfs'));
    expect(sentences.join(' ')).not.toMatch(/not loaded|waits for/);
  });
});

test('the fake signal ends a system call early, which a program may take for an error (the list, April 2021)', () => {
  const nbd = {
    tid: 700,
    comm: 'qemu-nbd',
    where: 'interruptible' as const,
    stack: ['nbd_start_device_ioctl', 'nbd_ioctl', 'blkdev_ioctl', '__x64_sys_ioctl'],
  };
  const world = { tasks: [systemd, nbd], patches: [{ name: 'nbd_fix', funcs: ['nbd_start_device_ioctl'] }] };
  const { headline } = asked(world, [insmod('nbd_fix'), ...attempts(15)]);
  expect(headline[0]).toBe(
    'The fake signal ends the system call of `qemu-nbd:700` early: it is restarted, which the program does not notice, or returns `EINTR`, which it may take for an error.',
  );
});

test('after a force the check does not see the old frame, and the warning comes first (Linux commit d0807da78e11)', () => {
  const db = { tid: 200, comm: 'db', where: 'uninterruptible' as const, stack: ['ext4_sync_file', 'do_fsync'] };
  const patches = ['p1', 'p2'].map((name) => ({ name, funcs: ['ext4_sync_file'] }));
  const force = { type: 'echo.force', patch: 'p1', value: '1' } as const;
  const story = asked({ tasks: [db], patches }, [insmod('p1'), force, attempt, insmod('p2')]);
  expect(story.headline[0]).toBe(
    'The check did not see that `db:200` still runs the original of `ext4_sync_file`, where a force left it: it looks only for `p1`’s version. After a force an administrator should load no further livepatch.',
  );
  expect(story.sentences.join(' ')).not.toContain('nothing affected');
});

test('what helps is told of a task that nothing interrupts', () => {
  const vcpu = { tid: 101, comm: 'CPU 0/KVM', where: 'user', cpu: 1 } as const;
  const held = (world: Partial<WideWorld>) =>
    asked({ cpus: 2, patches: [{ name: 'fix', funcs: ['f'] }], tasks: [systemd, vcpu], ...world }, [insmod('fix')])
      .heldUp;
  expect(held({ nohzFull: [1] })).toBe('after');
  expect(held({})).toBeNull();
});
