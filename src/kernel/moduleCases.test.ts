/**
 * What authors ran into: reports, questions and test suites of people who build livepatches, each as the smallest world that
 * shows it. The source of each stands beside it.
 */
import { describe, expect, test } from 'vitest';
import { played, said, shell } from './cases.testkit';
import type { LoaderComplaint } from './images';
import { insmod, rmmod } from './kernel.testkit';

const insmodError = (module: string, words: string) => `insmod: ERROR: could not insert module ${module}.ko: ${words}`;

describe('names in a livepatch', () => {
  test('the same function twice (kpatch issue 493)', () => {
    const step = played({ patches: [{ name: 'p1', funcs: ['s_next', 's_next'] }] }, [insmod('p1')]);
    expect(shell(step)).toBe(insmodError('p1', 'Device or resource busy'));
    expect(said(step)).toEqual([
      'notice p1: tainting kernel with TAINT_LIVEPATCH',
      "warn sysfs: cannot create duplicate filename '/kernel/livepatch/p1/vmlinux/s_next,1'",
      'warn Call Trace:',
      'warn  kobject_add_internal+0xd2/0x290',
      'warn  kobject_add+0x9c/0xd0',
      "err kobject: kobject_add_internal failed for s_next,1 with -EEXIST, don't try to register things with the same name in the same directory.",
    ]);
    expect(step.kernel.modules).toEqual([]);
  });

  test('position 0 and position 1 are the same function', () => {
    const step = played({ patches: [{ name: 'p1', funcs: ['s_next', 's_next,1'] }] }, [insmod('p1')]);
    expect(step.refusal).toMatchObject({ rule: 'nameTwice', errno: 'EBUSY' });
  });

  test('the same object twice', () => {
    const object = (old: string) => ({ name: 'vmlinux', funcs: [{ old, new: `${old}_new` }] });
    const lp2 = { name: 'lp2', kind: 'livepatch', objects: [object('a'), object('b')] };
    const step = played({}, [insmod('lp2')], [lp2]);
    expect(step.refusal).toMatchObject({ rule: 'nameTwice', errno: 'EBUSY' });
    expect(said(step)).toContain("warn sysfs: cannot create duplicate filename '/kernel/livepatch/lp2/vmlinux'");
  });

  test.each(['enabled', 'transition', 'force', 'replace', 'stack_order'])(
    'an object that is named like the file %s of the livepatch',
    (name) => {
      const step = played({}, [insmod('lp')], [{ name: 'lp', kind: 'livepatch', objects: [{ name, funcs: [] }] }]);
      expect(shell(step)).toBe(insmodError('lp', 'Device or resource busy'));
      expect(said(step)).toContain(`warn sysfs: cannot create duplicate filename '/kernel/livepatch/lp/${name}'`);
      expect(step.kernel).toMatchObject({ modules: [], patches: [] });
    },
  );

  test('a name that occurs twice and no position (kernel-internals.org, war story 4)', () => {
    const patches = [
      { name: 'rx_fix', funcs: ['rx_ring_refill'] },
      { name: 'rx_first', funcs: ['rx_ring_refill,1'] },
      { name: 'rx_second', funcs: ['rx_ring_refill,2'] },
      { name: 'rx_third', funcs: ['rx_ring_refill,3'] },
    ];
    const world = { patches, symbols: [{ name: 'rx_ring_refill', times: 2 }] };
    const refused = played(world, [insmod('rx_fix')]);
    expect(shell(refused)).toBe(insmodError('rx_fix', 'Invalid parameters'));
    expect(said(refused)[1]).toBe(
      "err livepatch: unresolvable ambiguity for symbol 'rx_ring_refill' in object '(null)'",
    );
    expect(played(world, [insmod('rx_first')]).refusal).toBeNull();
    expect(played(world, [insmod('rx_second')]).refusal).toBeNull();
    expect(said(played(world, [insmod('rx_third')]))[1]).toBe(
      "err livepatch: symbol position 3 for symbol 'rx_ring_refill' in object 'vmlinux' not found",
    );
  });

  test('a module that comes with two symbols of the name: the way out is the position', () => {
    const targets = [{ name: 'm', functions: ['f'], loaded: false }];
    const world = { patches: [{ name: 'p', funcs: ['m:f'] }], symbols: [{ name: 'm:f', times: 2 }], targets };
    const step = played(world, [insmod('p'), insmod('m')]);
    expect(shell(step)).toBe(insmodError('m', 'Invalid parameters'));
    expect(said(step)[0]).toBe("err livepatch: unresolvable ambiguity for symbol 'f' in object 'm'");
    expect(step.refusal?.wayOut).toBe('Say which one is meant: its sympos, 1 for the first (f,1), or disable p.');
  });

  test('a function that was inlined: the way out names the reasons', () => {
    const world = { patches: [{ name: 'p', funcs: ['tcp_v4_init_sock'], missing: ['tcp_v4_init_sock'] }] };
    const { refusal } = played(world, [insmod('p')]);
    for (const word of ['inlined', '.isra', '.constprop', '.part', '__init', 'callers', 'in a module']) {
      expect(refusal?.wayOut).toContain(word);
    }
  });

  test('a function that ftrace cannot hook', () => {
    const world = { patches: [{ name: 'p', funcs: ['early'] }], symbols: [{ name: 'early', hookable: false }] };
    const step = played(world, [insmod('p')]);
    expect(shell(step)).toBe(insmodError('p', 'Invalid parameters'));
    expect(said(step)).toContain("err livepatch: failed to find location for function 'early'");
    expect(said(step).at(-1)).toBe("notice livepatch: 'p': unpatching complete");
  });

  test('a name that is longer than a name can be', () => {
    const long = played({ patches: [{ name: 'p', funcs: ['f'.repeat(512)] }] }, [insmod('p')]);
    expect(long.refusal).toMatchObject({ rule: 'nameTooLong', errno: 'EINVAL' });
    expect(played({ patches: [{ name: 'p', funcs: ['f'.repeat(511)] }] }, [insmod('p')]).refusal).toBeNull();
  });
});

describe('the module loader', () => {
  const table: readonly (readonly [LoaderComplaint, string, string])[] = [
    [{ about: 'vermagic', builtFor: '6.1.0' }, 'Invalid module format', "err p: version magic '6.1.0' should be"],
    [
      { about: 'symbolVersion', symbol: 'printk' },
      'Invalid parameters',
      'warn p: disagrees about version of symbol printk',
    ],
    [
      { about: 'symbolVersion', symbol: 'module_layout' },
      'Invalid module format',
      'warn p: disagrees about version of symbol module_layout',
    ],
    [{ about: 'unknownSymbol', symbol: 'foo' }, 'Unknown symbol in module', 'warn p: Unknown symbol foo (err -2)'],
    [{ about: 'notMarked' }, 'Invalid parameters', 'err livepatch: module p is not marked as a livepatch module'],
    [{ about: 'signature' }, 'Key was rejected by service', 'notice Loading of unsigned module is rejected'],
  ];
  test.each(table)('%j', (complaint, words, line) => {
    const step = played({ patches: [{ name: 'p', funcs: ['f'], complaint }] }, [insmod('p')]);
    expect(shell(step)).toBe(insmodError('p', words));
    expect(said(step).some((each) => each.startsWith(line))).toBe(true);
    expect(step.kernel.modules).toEqual([]);
    // `load_module()`: a module that is in the list taints the kernel before its symbols are looked up.
    const taints = 'symbol' in complaint && complaint.symbol !== 'module_layout';
    expect(step.kernel.tainted).toBe(taints);
    expect(said(step)[0]?.endsWith('p: tainting kernel with TAINT_LIVEPATCH')).toBe(taints);
  });

  test('a kernel without CONFIG_LIVEPATCH', () => {
    const step = played({ patches: [{ name: 'p', funcs: ['f'] }], livepatch: false }, [insmod('p')]);
    expect(shell(step)).toBe(insmodError('p', 'Invalid module format'));
    expect(said(step)).toEqual(['err p: module is marked as livepatch module, but livepatch support is disabled']);
  });

  test('a livepatch without its mark, in such a kernel: nothing exports klp_enable_patch()', () => {
    const world = {
      patches: [{ name: 'p', funcs: ['f'], complaint: { about: 'notMarked' as const } }],
      livepatch: false,
    };
    const step = played(world, [insmod('p')]);
    expect(shell(step)).toBe(insmodError('p', 'Unknown symbol in module'));
    expect(said(step)).toEqual(['warn p: Unknown symbol klp_enable_patch (err -2)']);
  });

  test('a file that is not there: the words are those of kmod', () => {
    expect(shell(played({}, [insmod('nothing')]))).toBe(
      'insmod: ERROR: could not load module nothing.ko: No such file or directory',
    );
  });

  test('a parameter that the module does not have is ignored, with a warning', () => {
    const step = played({ patches: [{ name: 'p', funcs: ['f'] }] }, [insmod('p', { nothing: '1' })]);
    expect(step.refusal).toBeNull();
    expect(said(step)[1]).toBe("warn p: unknown parameter 'nothing' ignored");
  });
});

describe('what init and pre_patch return', () => {
  const prePatch = (returns: string) => ({
    name: 'm',
    kind: 'livepatch',
    objects: [
      {
        name: 'vmlinux',
        funcs: [{ old: 'a', new: 'n' }],
        callbacks: { pre_patch: { log: [], returns: { default: returns } } },
      },
    ],
  });

  test.each([
    ['-19', 'No such device'],
    ['-17', 'Device or resource busy'],
    ['-98', 'Address already in use'],
    ['-517', 'Unknown error 517'],
    ['-4095', 'Unknown error 4095'],
  ])('pre_patch always returns %s (callbacks.rst)', (returns, words) => {
    const step = played({}, [insmod('m')], [prePatch(returns)]);
    expect(shell(step)).toBe(insmodError('m', words));
    expect(said(step)).toContain("warn livepatch: pre-patch callback failed for object 'vmlinux'");
    expect(step.kernel.modules).toEqual([]);
  });

  test('a positive number cancels the transition, and the module stays', () => {
    const step = played({}, [insmod('m')], [prePatch('5')]);
    expect(shell(step)).toBeNull();
    expect(said(step).at(-1)).toBe('warn m: init suspiciously returned 5, it should follow 0/-E convention');
    expect(step.kernel.modules).toMatchObject([{ name: 'm', state: 'LIVE', refcnt: 0 }]);
    expect(step.kernel.patches).toEqual([]);
    expect(played({}, [insmod('m'), rmmod('m')], [prePatch('5')]).refusal).toBeNull();
  });

  const target = (returns: number | string) => ({
    name: 'aesni_intel',
    kind: 'target',
    functions: [{ name: 'f' }],
    init_log: ['{module}: init'],
    init_returns: returns,
  });
  const lp = {
    name: 'lp',
    kind: 'livepatch',
    objects: [
      {
        name: 'aesni_intel',
        funcs: [{ old: 'f', new: 'lp_f' }],
        callbacks: { pre_patch: { log: ['{module}: pre_patch: {target}'] }, post_unpatch: { log: [] } },
      },
    ],
  };

  test.each([-19, '-19'])('a target that does not like the hardware returns %j (kpatch issue 699)', (returns) => {
    const step = played({}, [insmod('lp'), insmod('aesni_intel')], [target(returns), lp]);
    expect(shell(step)).toBe(insmodError('aesni_intel', 'No such device'));
    expect(said(step)).toEqual([
      "notice livepatch: applying patch 'lp' to loading module 'aesni_intel'",
      'info lp: pre_patch: aesni_intel -> [MODULE_STATE_COMING] Full formed, running module_init',
      'info aesni_intel: init',
      "notice livepatch: reverting patch 'lp' on unloading module 'aesni_intel'",
    ]);
  });

  test('a target whose init returns a positive number stays patched', () => {
    const step = played({}, [insmod('lp'), insmod('aesni_intel')], [target(7), lp]);
    expect(step.refusal).toBeNull();
    expect(said(step).at(-1)).toBe('warn aesni_intel: init suspiciously returned 7, it should follow 0/-E convention');
    expect(step.kernel.modules.find(({ name }) => name === 'aesni_intel')).toMatchObject({ state: 'LIVE', refcnt: 0 });
  });

  const early = (returns: number | string) => ({
    name: 'm',
    kind: 'livepatch',
    objects: [{ name: 'vmlinux', funcs: [{ old: 'a', new: 'n' }] }],
    init_log: ['{module}: hello'],
    init_log_after: ['{module}: enabled'],
    init_returns: returns,
  });

  test.each([
    ['-19', 'No such device'],
    ['-17', 'Device or resource busy'],
  ])('a livepatch whose init function returns %s before it calls klp_enable_patch()', (returns, words) => {
    const step = played({}, [insmod('m')], [early(returns)]);
    expect(shell(step)).toBe(insmodError('m', words));
    expect(said(step)).toEqual(['notice m: tainting kernel with TAINT_LIVEPATCH', 'info m: hello']);
    expect(step.kernel.modules).toEqual([]);
  });

  test('a livepatch whose init function returns a positive number instead of enabling it', () => {
    const step = played({}, [insmod('m')], [early(5)]);
    expect(step.refusal).toBeNull();
    expect(said(step).at(-1)).toBe('warn m: init suspiciously returned 5, it should follow 0/-E convention');
    expect(step.kernel.modules).toMatchObject([{ name: 'm', state: 'LIVE', refcnt: 0 }]);
    expect(step.kernel.patches).toEqual([]);
  });

  test('a modules file says why the loader refuses a livepatch', () => {
    const complaint = { about: 'unknownSymbol', symbol: 'foo' };
    const step = played({}, [insmod('m')], [{ ...early(0), complaint }]);
    expect(shell(step)).toBe(insmodError('m', 'Unknown symbol in module'));
  });

  test.each(['post_patch', 'pre_unpatch', 'post_unpatch'])('%s returns nothing', (name) => {
    const callbacks = { [name]: { log: [], returns: { default: -1 } } };
    const m = { name: 'm', kind: 'livepatch', objects: [{ name: 'vmlinux', funcs: [], callbacks }] };
    expect(() => played({}, [insmod('m')], [m])).toThrow(`${name} returns nothing`);
  });

  test('a livepatch that prints in its init and exit functions (a student’s module)', () => {
    const talks = {
      name: 'm',
      kind: 'livepatch',
      objects: [{ name: 'vmlinux', funcs: [{ old: 'a', new: 'n' }] }],
      init_log: ['{module}: loaded'],
      init_log_after: ['{module}: enabled'],
      exit_log: ['{module}: bye'],
    };
    const lines = said(played({}, [insmod('m')], [talks]));
    expect(lines[1]).toBe('info m: loaded');
    expect(lines.at(-1)).toBe('info m: enabled');
    const gone = [insmod('m'), { type: 'echo.enabled', patch: 'm', value: '0' }, { type: 'free' }, rmmod('m')] as const;
    expect(said(played({}, gone, [talks]))).toEqual(['info m: bye']);
  });
});

describe('busy under demo', () => {
  const [busy, demo] = ['test_klp_callbacks_busy', 'test_klp_callbacks_demo'];

  test('insmod never returns: the module stays COMING and in use', () => {
    const step = played({}, [insmod(demo), insmod(busy)]);
    expect(step.kernel.modules.find(({ name }) => name === busy)).toMatchObject({ state: 'COMING', refcnt: 1 });
    expect(step.kernel.tasks.at(-1)).toMatchObject({ comm: 'insmod', where: 'uninterruptible' });
    expect(played({}, [insmod(demo), insmod(busy), rmmod(busy)]).refusal).toMatchObject({ rule: 'moduleInUse' });
  });
});

describe('a module that others use', () => {
  const ext4 = { name: 'ext4', functions: ['ext4_sync_file'], usedBy: 2 };

  test('is not removed, and is still patched', () => {
    const world = { targets: [ext4], patches: [{ name: 'fix', funcs: ['ext4:ext4_sync_file'] }] };
    const step = played(world, [insmod('fix'), rmmod('ext4')]);
    expect(step.refusal).toMatchObject({ rule: 'moduleInUse', errno: 'EAGAIN' });
    expect(step.refusal?.wayOut).toMatch(/^Whoever uses ext4 has to let go first/);
    expect(shell(step)).toBe('rmmod: ERROR: Module ext4 is in use');
    expect(step.kernel.ops.map(({ object }) => object)).toEqual(['ext4']);
  });

  test('is used from the end of its init function on', () => {
    const step = played({ targets: [{ ...ext4, loaded: false }] }, [insmod('ext4')]);
    expect(step.kernel.modules).toMatchObject([{ name: 'ext4', state: 'LIVE', refcnt: 2 }]);
  });
});

describe('kernel.ftrace_enabled', () => {
  const off = { type: 'sysctl.ftrace', value: '0' } as const;
  const world = { patches: [{ name: 'p', funcs: ['f'] }] };

  test('up to 7.2 it can be set to 0 as long as no function is redirected', () => {
    expect(played(world, [off]).refusal).toBeNull();
    expect(played(world, [insmod('p'), off]).refusal).toMatchObject({ rule: 'ftraceNeeded', errno: 'EBUSY' });
  });

  test('after 7.2 it cannot, with livepatches and without (test-ftrace.sh of Linux commit 00d66b29a66c)', () => {
    const newer = { ...world, ftraceAlwaysOn: true };
    for (const events of [[off], [insmod('p'), off]]) {
      const step = played(newer, events);
      expect(step.refusal).toMatchObject({ rule: 'ftraceNeeded', errno: 'EOPNOTSUPP' });
      expect(shell(step)).toBe('sysctl: setting key "kernel.ftrace_enabled": Operation not supported');
      expect(step.kernel.ftraceEnabled).toBe(true);
    }
    expect(played(newer, [{ ...off, value: '1' }]).refusal).toBeNull();
  });
});
