import { describe, expect, it, test } from 'vitest';
import { allLines } from '../dmesg/dmesg';
import { lastStep, run, type Step } from '../trace/trace';
import { boot } from './boot';
import { specFromImage } from './imageSpecs';
import { attempt, insmod, rmmod } from './kernel.testkit';
import { library } from './library';
import { imageFromSpec } from './specImages';
import type { WidePatchSpec, WideWorld } from './world';

const livepatches = library.flatMap((image) => (image.kind === 'livepatch' ? [image] : []));

/** What only one of the kernel's own modules does (`awaits`), no description says. */
it.each(livepatches)('$name is described, and comes back as it was', ({ source: _, awaits: __, ...image }) => {
  expect(imageFromSpec(specFromImage(image))).toEqual(image);
});

it('a plain livepatch is described in short', () => {
  const spec: WidePatchSpec = { name: 'fix', version: 2, funcs: ['tcp_sendmsg', 'ext4:ext4_sync_file,2', 'ext4:f'] };
  expect(specFromImage(imageFromSpec(spec))).toEqual(spec);
});

describe('a livepatch of one’s own', () => {
  const played = (world: Partial<WideWorld>, events: Parameters<typeof run>[2]): Step =>
    lastStep(run('system-state', boot({ cpus: 1, tasks: [{ tid: 1, comm: 'systemd' }], ...world }), events));
  const said = (step: Step): readonly string[] =>
    step.facts.flatMap((fact) => allLines(fact, step.event)).map(({ text }) => text);
  const callbacks = {
    pre_patch: { log: ['{module}: pre_patch of {target}'], returnsParam: 'ret' },
    post_unpatch: { log: ['{module}: post_unpatch of {target}'] },
  };
  const fix: WidePatchSpec = {
    name: 'fix',
    funcs: ['tcp_sendmsg'],
    objects: [{ name: 'ext4', funcs: [{ oldName: 'ext4_sync_file', newName: 'fixed_sync' }], callbacks }],
    params: [{ name: 'ret', type: 'int', default: '0', mode: '0644' }],
    initLog: { before: ['{module}: hello'] },
    exitLog: ['{module}: bye'],
  };
  const targets = [{ name: 'ext4', functions: ['ext4_sync_file'] }];

  test('prints, calls back, and patches vmlinux and a module', () => {
    const step = played({ patches: [fix], targets }, [insmod('fix')]);
    expect(said(step)).toContain('fix: hello');
    expect(said(step)).toContain('fix: pre_patch of ext4 -> [MODULE_STATE_LIVE] Normal state');
    expect(step.kernel.ops.map(({ object, func }) => `${object}:${func}`)).toEqual([
      'vmlinux:tcp_sendmsg',
      'ext4:ext4_sync_file',
    ]);
  });

  test('fails by its parameter', () => {
    const step = played({ patches: [fix], targets }, [{ type: 'insmod', module: 'fix', params: { ret: '-19' } }]);
    expect(step.refusal).toMatchObject({ rule: 'prePatchFails', errno: 'ENODEV' });
  });

  test('names an object twice when it stands in both lists', () => {
    const twice: WidePatchSpec = {
      name: 'twice',
      funcs: ['f'],
      objects: [{ name: 'vmlinux', funcs: [{ oldName: 'g' }] }],
    };
    expect(played({ patches: [twice] }, [insmod('twice')]).refusal).toMatchObject({
      rule: 'nameTwice',
      errno: 'EBUSY',
    });
  });

  test('waits for a target whose init fails, and is reverted for it', () => {
    const late = [{ name: 'ext4', functions: ['ext4_sync_file'], loaded: false, initReturns: -19 }];
    const step = played({ patches: [fix], targets: late }, [insmod('fix'), attempt, insmod('ext4')]);
    expect(said(step)).toEqual([
      "livepatch: applying patch 'fix' to loading module 'ext4'",
      'fix: pre_patch of ext4 -> [MODULE_STATE_COMING] Full formed, running module_init',
      "livepatch: reverting patch 'fix' on unloading module 'ext4'",
      'fix: post_unpatch of ext4 -> [MODULE_STATE_GOING] Going away',
    ]);
  });

  test('a target of one’s own prints, too', () => {
    const talker = {
      name: 'talker',
      functions: [],
      loaded: false,
      initLog: ['{module}: in'],
      exitLog: ['{module}: out'],
    };
    expect(said(played({ targets: [talker] }, [insmod('talker')]))).toEqual(['talker: in']);
    expect(said(played({ targets: [talker] }, [insmod('talker'), rmmod('talker')]))).toEqual(['talker: out']);
  });

  test('its functions print when they are called, and so do those of a target', () => {
    const loud = (lines: readonly string[]) => ({ log: lines });
    const own: WidePatchSpec = {
      name: 'loud',
      funcs: [],
      objects: [{ name: 'ext4', funcs: [{ oldName: 'ext4_sync_file', effect: loud(['{module}: new']) }] }],
    };
    const world = {
      patches: [own],
      targets: [
        { ...(targets[0] ?? { name: '', functions: [] }), effects: [{ name: 'ext4_sync_file', ...loud(['old']) }] },
      ],
      tasks: [
        { tid: 1, comm: 'systemd' },
        { tid: 101, comm: 'dd', count: 2 },
      ],
    };
    const call = { type: 'task.call', tid: 101, to: 102, func: 'ext4_sync_file', object: 'ext4' } as const;
    const wake = { type: 'task.wake', tid: 101, to: 102 } as const;
    expect(said(played(world, [wake, call]))).toEqual(['old', 'old']);
    expect(said(played(world, [insmod('loud'), attempt, wake, call]))).toEqual(['loud: new', 'loud: new']);
  });

  test('a function of a module that occurs twice is ambiguous without a position', () => {
    const symbols = [{ name: 'ext4:ext4_sync_file', times: 2 }];
    const step = played({ patches: [fix], targets, symbols }, [insmod('fix')]);
    expect(step.refusal).toMatchObject({ rule: 'symbolNotFound', errno: 'EINVAL' });
  });
});
