import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import type { WideWorld } from '../kernel/world';
import { type Draft, draftOf, type ListName, worldOf, write } from './draft';
import { saidOf, wrongFields } from './draftProblems';
import { opened, type } from './editing';
import { fields } from './fields.testkit';
import { follow, offersOf, suggestion } from './suggestions';

const world: WideWorld = {
  cpus: 2,
  tasks: [{ tid: 101, comm: 'worker' }],
  patches: [{ name: 'fix', funcs: ['meminfo_proc_show'] }],
  targets: [{ name: 'ext4', functions: ['ext4_sync_file'] }],
  symbols: [{ name: 'show', times: 2 }],
};

/** What is said once this has been typed, as `list.field`. */
function saidAfter(list: ListName | 'machine', field: string, text: string, of: WideWorld = world) {
  const { draft } = opened(of);
  const row = list === 'machine' ? draft.machine : draft[list][0];
  if (row === undefined) throw new Error(`No row in ${list}.`);
  const { draft: typed } = type(opened(of), fields, row.key, field, text);
  return saidOf(typed, fields).map((said) => ({ ...said, at: `${listOf(typed, said.row)}.${said.field}` }));
}

const listOf = (draft: Draft, row: number | ListName): string => {
  if (typeof row === 'string') return row;
  if (row === draft.machine.key) return 'machine';
  return (
    (['patches', 'targets', 'tasks', 'symbols'] as const).find((list) => draft[list].some(({ key }) => key === row)) ??
    '?'
  );
};

describe('what is wrong stands at its field', () => {
  it('and nothing is, of this world', () => {
    expect(saidOf(draftOf(world), fields)).toEqual([]);
  });

  it.each<[ListName | 'machine', string, string, RegExp]>([
    ['machine', 'cpus', '0', /1 to 64/],
    ['machine', 'cpus', 'two', /1 to 64/],
    ['machine', 'nohzFull', 'x', /“x” is not a CPU/],
    ['machine', 'nohzFull', '5', /CPU 5, but the CPUs are 0 to 1/],
    ['machine', 'nohzFull', '0-1', /no CPU is left to keep the time/i],
    ['tasks', 'comm', 'sixteen letters!', /at most 15 bytes, and this one has 16/],
    ['tasks', 'comm', ' ', /The name of a task is one line/],
    ['tasks', 'count', '0', /1 to 10,000/],
    ['tasks', 'count', '1.5', /1 to 10,000/],
    ['tasks', 'tid', '0', /1 to 4,194,304/],
    ['tasks', 'tid', '4194305', /1 to 4,194,304/],
    ['tasks', 'cpu', '64', /number of a CPU/],
    ['tasks', 'cpu', '2', /CPU 2, but the CPUs are 0 to 1/],
    ['tasks', 'stack', 'f()', /^“f\(\)” is not a function: write f\.$/],
    ['tasks', 'stack', 'a b-c\n9', /^“b-c”, “9” are not functions\. Write func/],
    ['patches', 'funcs', 'bar; "baz", ok', /^“bar;” \(write bar\), “"baz"” \(write baz\) are not functions/],
    ['patches', 'states', 'x, 1-1, y', /^“x”, “y” are not states/],
    ['patches', 'params', 'a\nret int 0644 = 0\nb', /^“a”, “b” are not parameters/],
    ['targets', 'name', 'snd-hda.ko', /^‘snd-hda.ko’ is the name of a file, not of a module: write snd_hda\.$/],
    ['targets', 'functions', 'ext4.ko:a', /not functions|is not a function/],
    ['patches', 'funcs', 'f, ext4.ko:a', /^‘ext4.ko’ is the name of a file, not of a module: write ext4\.$/],
    ['patches', 'funcs', 'snd-hda:a', /^A module has only letters, .* makes - and , to _: write snd_hda\.$/],
    ['patches', 'funcs', 'ext4.ko:', /^‘ext4.ko’ is the name of a file, not of a module: write ext4\.$/],
    ['tasks', 'stack', 'kvm-intel:vmx_vcpu_run', /write kvm_intel\.$/],
    ['symbols', 'name', 'ext4.ko:a', /write ext4\.$/],
    ['targets', 'name', '', /^A module has a name\.$/],
    ['targets', 'name', 'm m', /has only letters, digits and _ in its name, and ‘m m’ has others\.$/],
    ['patches', 'name', '9fix', /begins with a letter\.$/],
    ['tasks', 'stack', 'ext4:ext4_map_blocks', /no function of that name/],
    ['tasks', 'stack', 'fix:f', /the livepatch fix is not loaded/],
    ['patches', 'name', 'my-patch', /: write my_patch\.$/],
    ['patches', 'name', '', /A module has a name/],
    ['patches', 'name', 'vmlinux', /is the kernel itself/],
    ['patches', 'version', '-1', /A whole number/],
    ['patches', 'version', '4294967296', /A whole number/],
    ['patches', 'replaceSet', 'x', /A whole number/],
    ['patches', 'states', '1', /“1” is not a state/],
    ['patches', 'states', '1-1, 1-2', /State 1 is there twice/],
    ['patches', 'funcs', 'f'.repeat(641), /^“f{24}…” has 641 characters, and at most 640 can be written here\.$/],
    ['patches', 'funcs', 'a,0', /“a,0” is not a function/],
    ['patches', 'params', 'ret', /“ret” is not a parameter/],
    ['patches', 'params', 'ret int 0644 = many', /'many' is not of type int/],
    ['patches', 'replaceParam', 'cumulative', /no parameter cumulative/],
    ['patches', 'missing', '??', /is not a function/],
    ['targets', 'name', 'fix', /A livepatch is called fix/],
    ['targets', 'functions', 'ext4:f', /is not a function/],
    ['targets', 'usedBy', 'a mount', /A whole number/],
    ['targets', 'initReturns', '-5000', /-4095 to 4095/],
    ['targets', 'initReturns', 'ret', /no parameter ret/],
    ['symbols', 'name', 'a b', /name of a function/],
    ['symbols', 'times', '65', /0 to 64/],
  ])('%s.%s = “%s”', (list, field, text, says) => {
    const said = saidAfter(list, field, text).filter(({ level, isOther }) => level === 'problem' && !isOther);
    expect(said.map((each) => each.at)).toEqual([`${list}.${field}`]);
    expect(said[0]?.says).toMatch(says);
    expect(said[0]?.says).toMatch(/[.?0]$/);
  });

  it.each(['CPU 0/KVM', '(sd-pam)', 'tmux: server', 'kworker/u8:1+e', 'Größe [x]'])('takes the name %s', (comm) => {
    expect(saidAfter('tasks', 'comm', comm)).toEqual([]);
  });

  it('says it of both rows that cannot both be', () => {
    const twice = {
      ...world,
      tasks: [
        { tid: 1, comm: 'a', where: 'user', cpu: 0 },
        { tid: 2, comm: 'b', where: 'user', cpu: 0 },
      ],
    } as const;
    const draft = draftOf(twice);
    expect(saidOf(draft, fields)).toMatchObject([
      { row: draft.tasks[1]?.key, field: 'cpu', says: 'Two tasks are on CPU 0: a (1) is there, too.' },
      { row: draft.tasks[0]?.key, field: 'cpu', says: 'Two tasks are on CPU 0: b (2) is there, too.', isOther: true },
    ]);
  });

  it('says it of a list when it is about all of it', () => {
    const crowded = {
      ...world,
      tasks: [
        { tid: 1, comm: 'a', count: 6000 },
        { tid: 10_001, comm: 'b', count: 6000 },
      ],
    };
    expect(saidOf(draftOf(crowded), fields)).toMatchObject([
      { row: 'tasks', field: '', says: '12,000 tasks in all; at most 10,000.' },
    ]);
  });
});

describe('a task in a function that its module does not have yet', () => {
  const inside = (target: NonNullable<WideWorld['targets']>[number]) =>
    draftOf({ ...world, targets: [target], tasks: [{ tid: 1, comm: 'db', stack: ['ext4:ext4_map_blocks'] }] });

  it.each([
    [{ name: 'ext4', functions: ['ext4_sync_file'] }, 'Add ext4_map_blocks to ext4'],
    [{ name: 'ext4', functions: ['ext4_map_blocks'], loaded: false }, 'Load ext4 at boot'],
  ])('is mended at the field of the task: %j', (target, button) => {
    const draft = inside(target);
    const [said] = saidOf(draft, fields);
    expect(said).toMatchObject({ row: draft.tasks[0]?.key, field: 'stack', level: 'problem' });
    if (said?.remark === undefined) throw new Error('no way to mend it');
    expect(suggestion(said.remark)).toBe(button);
    expect(saidOf(follow(draft, said.remark), fields)).toEqual([]);
  });
});

it('offers once what mends two frames', () => {
  const tasks = [{ tid: 1, comm: 'db', stack: ['ext4:a', 'ext4:b', 'ext4:a'] }];
  const draft = draftOf({ tasks, targets: [{ name: 'ext4', functions: ['a', 'b'], loaded: false }] });
  const said = saidOf(draft, fields);
  expect(said).toHaveLength(3);
  expect(wrongFields(said)).toBe(1);
  const [only, ...others] = offersOf(said);
  expect([only?.says, only?.remark && suggestion(only.remark), others]).toEqual([null, 'Load ext4 at boot', []]);
});

// kernel/livepatch/core.c, klp_module_coming(): the kernel would apply it there, too.
it.each([
  ['a livepatch of the machine', 'other'],
  ['one of the library', 'test_klp_livepatch'],
])('remarks that a livepatch is not patched itself: %s', (_, object) => {
  const patches = [
    { name: 'fix', funcs: [`${object}:f`] },
    { name: 'other', funcs: ['g'] },
  ];
  const draft = draftOf({ ...world, patches });
  expect(saidOf(draft, fields)).toMatchObject([
    {
      row: draft.patches[0]?.key,
      field: 'funcs',
      level: 'remark',
      says: `The object ${object} is a livepatch, and here only ordinary modules are patched.`,
    },
  ]);
});

it('remarks nothing on a field that cannot be read', () => {
  expect(saidAfter('patches', 'funcs', 'f;', { ...world, patches: [{ name: 'fix', funcs: [] }] })).toMatchObject([
    { level: 'problem', says: '“f;” is not a function: write f.' },
  ]);
});

describe('how a task sleeps', () => {
  it('says nothing of one that is on a CPU, and goes when it gets there', () => {
    const [row] = draftOf({ ...world, tasks: [{ tid: 1, comm: 'a', where: 'uninterruptible', killable: true }] }).tasks;
    if (row === undefined) throw new Error('There is a task.');
    const named = (name: string) => fields.tasks.find((field) => field.name === name);
    expect(named('killable')?.when?.(row.spec)).toBe(true);
    const { spec } = write(row, fields.tasks, 'where', 'kernel');
    expect(spec).toEqual({ tid: 1, comm: 'a', where: 'kernel' });
    expect([named('killable')?.when?.(spec), named('freezable')?.when?.(spec)]).toEqual([false, false]);
  });
});

describe('a stack', () => {
  const row = draftOf(world).tasks[0];
  if (row === undefined) throw new Error('There is a task.');
  const read = (text: string) => write(row, fields.tasks, 'stack', text).spec.stack;

  it.each<[string, string, readonly string[]]>([
    ['functions as people write them', 'schedule, do_epoll_wait\nmod:f,2', ['schedule', 'do_epoll_wait', 'mod:f,2']],
    [
      '/proc/PID/stack',
      '[<0>] do_sys_poll+0x4e/0x60 [mod]\n[<0>] __x64_sys_poll+0x1/0x2\n',
      ['mod:do_sys_poll', '__x64_sys_poll'],
    ],
    [
      'crash',
      ' #0 [ffffa0] __schedule at ffffffff81\n #1 [ffffa1] ext4_sync_file at ffffffffc0 [ext4]',
      ['__schedule', 'ext4:ext4_sync_file'],
    ],
    [
      'dmesg',
      '[  12.345678] Call Trace:\n[  12.345679]  <TASK>\n[  12.345680]  schedule+0x5/0x10\n[  12.345681]  ? old+0x1/0x2',
      ['schedule'],
    ],
  ])('is read from %s', (_, text, stack) => {
    expect(read(text)).toEqual(stack);
  });

  it('names what was not understood, and takes the rest', () => {
    const said = saidAfter('tasks', 'stack', '[<0>] schedule+0x4e/0x60\nrubbish here ()');
    expect(said).toMatchObject([
      { level: 'remark', says: 'Not understood: line 2: “rubbish here ()” left out: it is not a frame.' },
    ]);
  });

  it('brings the name, the thread id and the state of its task along', () => {
    const text = 'task:jbd2/sda1-8 state:D stack:0 pid:412 tgid:412 ppid:2\nCall Trace:\n schedule+0x5/0x10';
    expect(write(row, fields.tasks, 'stack', text).spec).toEqual({
      tid: 412,
      comm: 'jbd2/sda1-8',
      where: 'uninterruptible',
      stack: ['schedule'],
    });
  });
});

describe('what is possible and probably not meant', () => {
  it.each<[string, WideWorld, string, string, WideWorld]>([
    [
      'a bare function that one livepatch names with a module',
      {
        tasks: [{ tid: 1, comm: 'postgres', stack: ['ext4_sync_file', 'vfs_fsync'] }],
        patches: [{ name: 'fix', funcs: ['ext4:ext4_sync_file'] }],
        targets: [{ name: 'ext4', functions: ['ext4_sync_file'] }],
      },
      'tasks.stack',
      'Make it ext4:ext4_sync_file',
      {
        tasks: [{ tid: 1, comm: 'postgres', stack: ['ext4:ext4_sync_file', 'vfs_fsync'] }],
        patches: [{ name: 'fix', funcs: ['ext4:ext4_sync_file'] }],
        targets: [{ name: 'ext4', functions: ['ext4_sync_file'] }],
      },
    ],
    [
      'a livepatch of a module that nothing loads',
      { tasks: [], patches: [{ name: 'fix', funcs: ['ext4:a', 'ext4:b'] }] },
      'patches.funcs',
      'Add the module ext4',
      {
        tasks: [],
        patches: [{ name: 'fix', funcs: ['ext4:a', 'ext4:b'] }],
        targets: [{ name: 'ext4', functions: ['a', 'b'] }],
      },
    ],
    [
      'a function that the module does not have',
      { tasks: [], patches: [{ name: 'fix', funcs: ['ext4:a'] }], targets: [{ name: 'ext4', functions: ['b'] }] },
      'patches.funcs',
      'Add a to ext4',
      { tasks: [], patches: [{ name: 'fix', funcs: ['ext4:a'] }], targets: [{ name: 'ext4', functions: ['b', 'a'] }] },
    ],
  ])('%s: said, and mended by one press', (_, given, at, button, mended) => {
    const draft = draftOf(given);
    const [said, ...others] = saidOf(draft, fields);
    expect(others).toEqual([]);
    expect(said?.level).toBe('remark');
    expect(`${listOf(draft, said?.row ?? -1)}.${said?.field}`).toBe(at);
    if (said?.remark === undefined) throw new Error('Nothing is suggested.');
    expect(suggestion(said.remark)).toBe(button);
    const after = follow(draft, said.remark);
    expect(worldOf(after)).toEqual(mended);
    expect(saidOf(after, fields)).toEqual([]);
  });

  it.each<[string, WideWorld]>([
    [
      'two livepatches name it with different modules',
      {
        tasks: [{ tid: 1, comm: 'a', stack: ['f'] }],
        patches: [
          { name: 'p', funcs: ['m:f'] },
          { name: 'q', funcs: ['n:f'] },
        ],
        targets: [
          { name: 'm', functions: ['f'] },
          { name: 'n', functions: ['f'] },
        ],
      },
    ],
    [
      'one names it as vmlinux’s',
      {
        tasks: [{ tid: 1, comm: 'a', stack: ['f'] }],
        patches: [{ name: 'p', funcs: ['m:f', 'f'] }],
        targets: [{ name: 'm', functions: ['f'] }],
      },
    ],
  ])('nothing is said of a bare function when %s', (_, given) => {
    expect(saidOf(draftOf(given), fields)).toEqual([]);
  });

  it('the library has the name, nothing is replaced, no module is called so, there are too few CPUs', () => {
    const of = (given: WideWorld) => saidOf(draftOf(given), fields).map(({ says }) => says);
    expect(of({ tasks: [], patches: [{ name: 'test_klp_version_1', funcs: ['f'] }] })).toEqual([
      'The library has a module test_klp_version_1, too; this one takes its place.',
    ]);
    expect(of({ tasks: [], patches: [{ name: 'fix', funcs: [] }] })).toEqual(['It replaces no function.']);
    expect(of({ tasks: [], patches: [{ name: 'fix', funcs: ['ext4.ko:f'] }] })).toEqual([
      '‘ext4.ko’ is the name of a file, not of a module: write ext4.',
    ]);
    expect(of({ cpus: 2, tasks: [{ tid: 1, comm: 'a', count: 3, where: 'user' }] })).toEqual([
      'A CPU runs one task at a time, so these 3 boot one on CPU 0, one on CPU 1 and one runnable.',
      '3 tasks want to be on a CPU and there are 2: the rest are runnable.',
    ]);
  });
});

it('what is wrong with each of thousands of tasks, and what is not meant by it, is found in no time', () => {
  const tasks = Array.from({ length: 3000 }, (_, at) => ({ tid: at + 1, comm: '', stack: ['g'] }));
  const draft = draftOf({ tasks, patches: [{ name: 'p', funcs: ['m:g'] }] });
  expect(cpuTime(() => saidOf(draft, fields))).toBeLessThan(4000);
}, 60_000);
