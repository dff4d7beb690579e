import { describe, expect, it } from 'vitest';
import { library } from '../kernel/library';
import { mergedPolicy, policyOf } from '../kernel/policies';
import { fromSelftestModules } from './modules/importer';
import { differenceText, replay } from './replay';
import { parseVector } from './vector';

/** Expected lines and errors in this file are written by hand, from the kernel's source. */
const play = (steps: readonly object[], { policy = 'system-state', modules = [] as readonly object[] } = {}) => {
  const parsed = parseVector({ steps });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const own = fromSelftestModules({ modules });
  const found = policyOf(policy);
  if ('problems' in own || found === undefined) throw new Error(JSON.stringify(own));
  const { log, differences } = replay(parsed.vector, { policy: found, library: [...library, ...own.modules] });
  return { log, differences: differences.map(differenceText) };
};

const insmod = (module: string, params: object = {}) => ({ op: 'insmod', module, params });
const refusedInsmod = (module: string, error: string, params: object = {}) => ({
  op: 'insmod_fail',
  module,
  params,
  error,
  log: [`% insmod ${module}.ko`],
});
const rmmod = (module: string) => ({ op: 'rmmod', module });
const file = (patch: string, name = 'enabled') => `/sys/kernel/livepatch/${patch}/${name}`;
const echo = (value: string, path: string) => ({ op: 'write', path, value });
const refusedEcho = (value: string, path: string, error: string) => ({ op: 'write_fail', path, value, error });
const read = (path: string, expected: string) => ({ op: 'read', path, expect: expected });
const wait = (path: string, until: string) => ({ op: 'wait', what: 'value', path, until });
const done = (patch: string) => wait(file(patch, 'transition'), '0');

const [busy, demo, livepatch] = ['test_klp_callbacks_busy', 'test_klp_callbacks_demo', 'test_klp_livepatch'];
const blocking = `/sys/module/${busy}/parameters/block_transition`;

describe('one transition at a time', () => {
  it('refuses a second one with -EBUSY and without a line', () => {
    const stuck = [insmod(busy, { block_transition: 'Y' }), insmod(demo), wait(file(demo, 'transition'), '1')];
    const { log, differences } = play([
      ...stuck,
      refusedInsmod(livepatch, 'EBUSY'),
      { op: 'wait', what: 'gone', path: `/sys/module/${livepatch}`, until: 'gone' },
      echo('0', blocking),
      done(demo),
      insmod(livepatch),
    ]);
    expect(differences).toEqual([]);
    const at = log.indexOf(`% insmod ${livepatch}.ko`);
    expect(log.slice(at, at + 4)).toEqual([
      `% insmod ${livepatch}.ko`,
      `insmod: ERROR: could not insert module ${livepatch}.ko: Device or resource busy`,
      `${busy}: busymod_work_func exit`,
      `livepatch: '${demo}': completing patching transition`,
    ]);
  });

  it('waits at most sixty attempts, and signals only once', () => {
    const { log, differences } = play([insmod(busy, { block_transition: 1 }), insmod(demo), done(demo)]);
    expect(differences).toEqual([`step 3: ${file(demo, 'transition')} must become '0', it is '1' after 60 attempts`]);
    expect(log.filter((line) => line === 'livepatch: signaling remaining tasks')).toHaveLength(1);
  });
});

describe('force', () => {
  const replacing = {
    name: 'lp_busy',
    kind: 'livepatch',
    replace: true,
    objects: [{ name: busy, funcs: [{ old: 'busymod_work_func', new: 'lp_work' }] }],
  };

  it('lets the replaced patch go, but never its module', () => {
    const { log, differences } = play(
      [
        insmod(livepatch),
        done(livepatch),
        insmod(busy, { block_transition: 'Y' }),
        insmod('lp_busy'),
        refusedEcho('1', file(livepatch, 'force'), 'EINVAL'),
        echo('1', file('lp_busy', 'force')),
        done('lp_busy'),
        { op: 'other', what: 'count_livepatches', path: '/sys/kernel/livepatch', expect: 1 },
        read(`/sys/module/${livepatch}/refcnt`, '1'),
        {
          op: 'rmmod_fail',
          module: livepatch,
          error: 'EBUSY',
          log_after: [`rmmod: ERROR: Module ${livepatch} is in use`],
        },
        refusedInsmod(livepatch, 'EEXIST'),
        { op: 'read', path: file('lp_busy', 'force'), error: 'EACCES' },
      ],
      { modules: [replacing] },
    );
    expect(differences).toEqual([]);
    expect(log).toContain('livepatch: forcing remaining tasks to the patched state');
    expect(log.at(-1)).toBe(`insmod: ERROR: could not insert module ${livepatch}.ko: File exists`);
  });
});

describe('enabled', () => {
  it('takes booleans only, and only the other value', () => {
    const { differences } = play([
      insmod(livepatch),
      done(livepatch),
      refusedEcho('2', file(livepatch), 'EINVAL'),
      refusedEcho('1', file(livepatch), 'EINVAL'),
      echo('off', file(livepatch)),
      { op: 'wait', what: 'gone', path: file(livepatch), until: 'gone' },
      refusedEcho('1', file(livepatch), 'ENOENT'),
      rmmod(livepatch),
      insmod(livepatch),
    ]);
    expect(differences).toEqual([]);
  });
});

describe('a target module', () => {
  const patch = (name: string, funcs: readonly object[], returns?: object) => ({
    name,
    kind: 'livepatch',
    params: [{ name: 'ret', type: 'int', default: 0, mode: '0644' }],
    objects: [
      {
        name: 'mod',
        funcs,
        callbacks: {
          pre_patch: { log: ['{module}: pre {target}'], ...(returns && { returns }) },
          post_unpatch: { log: ['{module}: gone {target}'] },
        },
      },
    ],
  });
  const mod = { name: 'mod', kind: 'target', functions: [{ name: 'f' }], init_log: ['{module}: hello'], exit_log: [] };
  const funcs = [{ old: 'f', new: 'g' }];

  it('that a later patch refuses leaves the patches before as they were', () => {
    const modules = [patch('first', funcs), patch('second', funcs, { param: 'ret', default: 0 }), mod];
    const { log, differences } = play(
      [
        insmod('first'),
        done('first'),
        insmod('second'),
        done('second'),
        echo('-12', '/sys/module/second/parameters/ret'),
        refusedInsmod('mod', 'ENOMEM'),
        read(file('first', 'mod/patched'), '0'),
      ],
      { modules },
    );
    expect(differences).toEqual([]);
    const coming = 'mod -> [MODULE_STATE_COMING] Full formed, running module_init';
    expect(log.slice(log.indexOf('% insmod mod.ko'))).toEqual([
      '% insmod mod.ko',
      "livepatch: applying patch 'first' to loading module 'mod'",
      `first: pre ${coming}`,
      "livepatch: applying patch 'second' to loading module 'mod'",
      `second: pre ${coming}`,
      "livepatch: pre-patch callback failed for object 'mod'",
      "livepatch: patch 'second' failed for module 'mod', refusing to load module 'mod'",
      "livepatch: reverting patch 'first' on unloading module 'mod'",
      `first: gone ${coming}`,
      'insmod: ERROR: could not insert module mod.ko: Cannot allocate memory',
    ]);
  });

  it('without the function makes the livepatch fail', () => {
    const modules = [patch('wrong', [{ old: 'nothing', new: 'g' }]), mod];
    const { log, differences } = play([insmod('mod'), refusedInsmod('wrong', 'EINVAL')], { modules });
    expect(differences).toEqual([]);
    expect(log).toEqual([
      'mod: hello',
      '% insmod wrong.ko',
      "livepatch: symbol 'nothing' not found in symbol table",
      'insmod: ERROR: could not insert module wrong.ko: Invalid parameters',
    ]);
  });
});

describe('a livepatch that asks for a position of a symbol', () => {
  const objects = [{ name: 'mod', funcs: [{ old: 'f', new: 'g', sympos: 2 }] }];
  const modules = [
    { name: 'second', kind: 'livepatch', objects },
    { name: 'mod', kind: 'target', functions: [{ name: 'f' }] },
  ];
  const notFound = "livepatch: symbol position 2 for symbol 'f' in object 'mod' not found";

  it('is refused when the name is there and the position is not', () => {
    const { log, differences } = play([insmod('mod'), refusedInsmod('second', 'EINVAL')], { modules });
    expect(differences).toEqual([]);
    expect(log[1]).toBe(notFound);
  });

  it('keeps such a module out, too', () => {
    const steps = [insmod('second'), done('second'), refusedInsmod('mod', 'EINVAL')];
    const { log, differences } = play(steps, { modules });
    expect(differences).toEqual([]);
    expect(log.slice(log.indexOf('% insmod mod.ko') + 1, -1)).toEqual([
      notFound,
      "livepatch: failed to initialize patch 'second' for module 'mod' (-22)",
      "livepatch: patch 'second' failed for module 'mod', refusing to load module 'mod'",
    ]);
  });
});

describe('the rules of the RFC', () => {
  it('print two lines of their own', () => {
    const { log, differences } = play(
      [
        insmod('test_klp_sticky_0'),
        done('test_klp_sticky_0'),
        refusedEcho('0', file('test_klp_sticky_0'), 'EPERM'),
        refusedInsmod('test_klp_version_1', 'EINVAL'),
        read('/sys/kernel/livepatch/latest_version', '1'),
      ],
      { policy: 'rfc-2019' },
    );
    expect(differences).toEqual([]);
    expect(log.filter((line) => /sticky and|newer/.test(line))).toEqual([
      "livepatch: patch 'test_klp_sticky_0' is sticky and cannot be disabled",
      "livepatch: patch 'test_klp_version_1' version 1 is not newer than the latest version 1",
    ]);
  });
});

describe('what a self-test of the kernel does beside livepatching', () => {
  const npids = '/sys/kernel/test_klp_syscall/npids';

  it('test-syscall waits for its processes to call the new function', () => {
    const { differences } = play([
      insmod('test_klp_syscall', { klp_pids: '200,201' }),
      done('test_klp_syscall'),
      { op: 'read', path: npids, equals: '0' },
      echo('0', file('test_klp_syscall')),
      done('test_klp_syscall'),
      rmmod('test_klp_syscall'),
      { op: 'read', path: npids, error: 'ENOENT' },
    ]);
    expect(differences).toEqual([]);
  });

  it('test-ftrace of a kernel after 7.2, which always refuses 0 (Linux commit 00d66b29a66c)', () => {
    const sysctl = { op: 'other', what: 'set_ftrace_enabled' };
    const off = { ...sysctl, value: '0', error: 'EOPNOTSUPP' };
    const complaint = 'livepatch: sysctl: setting key "kernel.ftrace_enabled": Operation not supported';
    expect(play([{ ...off, log_after: [complaint] }]).differences).toEqual([]);
    expect(play([insmod(livepatch), off]).differences).toEqual([]);
    expect(play([off, { ...sysctl, value: '1' }, insmod(livepatch)]).differences).toEqual([]);
    expect(play([off, { ...sysctl, value: '0' }]).differences).toEqual([
      'step 2: sysctl must succeed, it fails with EOPNOTSUPP',
    ]);
    const written = refusedEcho('0', '/proc/sys/kernel/ftrace_enabled', 'EOPNOTSUPP');
    expect(play([written]).differences).toEqual([]);
  });

  it('up to 7.2 the same write succeeds while nothing is redirected, and a machine can say that it is such a kernel', () => {
    const sysctl = { op: 'other', what: 'sysctl', value: '0' };
    expect(play([sysctl]).differences).toEqual([]);
    expect(play([insmod(livepatch), { ...sysctl, error: 'EBUSY' }]).differences).toEqual([]);
    const older = parseVector({ ftraceAlwaysOn: false, steps: [{ ...sysctl, error: 'EOPNOTSUPP' }] });
    if ('problems' in older) throw new Error(JSON.stringify(older.problems));
    expect(replay(older.vector, { policy: mergedPolicy }).differences.map(differenceText)).toEqual([
      'step 1: sysctl must fail with EOPNOTSUPP, it succeeds',
    ]);
  });
});
