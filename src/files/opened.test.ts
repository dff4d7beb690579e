import { describe, expect, it } from 'vitest';
import { fileOfScenario, klpFileText } from '../file/file';
import type { WideWorld } from '../kernel/world';
import { loadScenario } from '../scenarios/index';
import { createViewer } from '../viewer/store';
import { openedFrom } from './opened';

const sticky = await loadScenario('sticky-reversed');
const text = klpFileText(fileOfScenario(sticky));
const machine: WideWorld = {
  cpus: 1,
  tasks: [
    { tid: 1, comm: 'systemd' },
    { tid: 7, comm: 'pool', count: 3 },
  ],
};

const opening = (given: string, world = machine, name?: string) =>
  openedFrom([name === undefined ? { text: given } : { text: given, name }], world);

const openedWorld = async (given: string, world = machine, name?: string) => {
  const opened = await opening(given, world, name);
  if (!('changed' in opened) || opened.changed === null) throw new Error(JSON.stringify(opened));
  return opened.changed;
};

const livepatch = (func: string, version = 1): string => `
#include <linux/livepatch.h>
static int new_show(struct seq_file *m, void *v) { seq_printf(m, "patched\\n"); return 0; }
static struct klp_func funcs[] = {
  { .old_name = "${func}", .new_func = new_show, },
  { }
};
static struct klp_object objs[] = { { .funcs = funcs, }, { } };
static struct klp_state states[] = { { .id = 1, .version = ${version} }, { } };
static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs, .states = states, };
static int my_init(void) { return klp_enable_patch(&patch); }
static void my_exit(void) { }
module_init(my_init);
module_exit(my_exit);
MODULE_LICENSE("GPL");
MODULE_INFO(livepatch, "Y");
`;

const target = `
static int probe_me(void) { return 0; }
static int hello_init(void) { pr_info("hello\\n"); return 0; }
static void hello_exit(void) { }
module_init(hello_init);
module_exit(hello_exit);
MODULE_LICENSE("GPL");
`;

describe('a file that is opened', () => {
  it('is told like the scenario that it was, under a name that no link knows', async () => {
    const opened = await opening(text, machine);
    if (!('scenario' in opened)) throw new Error('no scenario');
    expect(opened.scenario).toEqual({ ...sticky, id: 'from-a-file', group: 'First steps' });
    const { store, verbs } = createViewer({ loadScenario });
    verbs.openFile(opened.scenario);
    const { source, scenario, policy, lines, cursor } = store.getState();
    expect(source).toEqual({ kind: 'world', told: opened.scenario });
    expect(scenario).toBe(opened.scenario);
    expect(policy).toBe(sticky.policy ?? 'rfc-2019');
    expect(lines[0]?.events).toHaveLength(sticky.steps.length);
    expect(cursor.step).toBe(0);
  });

  it('with more tasks on a CPU than there are CPUs says that some are not', async () => {
    const world: WideWorld = { cpus: 2, tasks: [{ tid: 1, comm: 'spinner', where: 'user', count: 3 }] };
    expect(await opening(klpFileText({ klp: 1, title: 'A file', world, steps: [] }))).toMatchObject({
      remarks: ['3 tasks want to be on a CPU and there are 2: the rest are runnable.'],
    });
    expect(await opening(text)).toMatchObject({ remarks: [] });
  });

  it('that cannot be read says what is wrong, and where', async () => {
    const newer = text.replace('"tick"', '"tock"').replace('"klp": 1', '"klp": 7');
    expect(await opening(newer, machine)).toEqual({
      problems: ['made by a newer release: its form is 7, this release reads up to 1'],
    });
    expect(await opening(text.replace('"comm": "systemd"', '"comm": 1'), machine)).toEqual({
      problems: ['world.tasks[0].comm: expected a text, found 1'],
    });
    expect(await opening('{ good morning', machine)).toEqual({ problems: [expect.stringMatching(/^.*not JSON/)] });
  });
});

it('what lsmod lists is loaded from the start, modules that the library has among them', async () => {
  const { says, world } = await openedWorld(
    'Module                  Size  Used by\next4 1011712 2 jbd2\ntest_klp_callbacks_mod 16384 0\n',
  );
  expect(says).toBe('Loaded, as the list has it: ext4, test_klp_callbacks_mod.');
  expect(world.targets).toEqual([
    { name: 'ext4', functions: [], usedBy: 2 },
    { name: 'test_klp_callbacks_mod', functions: [] },
  ]);
});

describe('modules in C', () => {
  it('join the machine under the names of their files, and take the place of those that have them', async () => {
    const first = await openedWorld(livepatch('cmdline_proc_show'), machine, 'my_fix.c');
    expect(first.says).toBe('In the library now: livepatch my_fix.');
    expect(first.world.patches).toMatchObject([{ name: 'my_fix', states: [{ id: 1, version: 1 }] }]);
    expect(first.world.tasks).toBe(machine.tasks);
    const second = await openedWorld(livepatch('cmdline_proc_show', 2), first.world, 'my_fix.c');
    expect(second.world.patches).toMatchObject([{ name: 'my_fix', states: [{ id: 1, version: 2 }] }]);
    expect(second.says).toContain('my_fix was there already: this takes its place.');
  });

  it('may be several in one text, targets among them, which are not loaded yet', async () => {
    const both = `/* hello.c */\n${target}/* my_fix.c */\n${livepatch('cmdline_proc_show')}`;
    const { says, world } = await openedWorld(both);
    expect(says).toBe('In the library now: livepatch my_fix and module hello.');
    expect(world.targets).toMatchObject([{ name: 'hello', loaded: false, initLog: ['hello'] }]);
    const loaded = { ...world, targets: world.targets?.map(({ loaded: _, ...each }) => each) ?? [] };
    expect((await openedWorld(both, loaded)).world.targets?.[0]).not.toHaveProperty('loaded');
  });

  it('of which the text says no name, say where it comes from, and an invented one takes nobody’s place', async () => {
    const after = await openedWorld(livepatch('cmdline_proc_show'));
    expect(after.says).toContain('The text names no module: my was taken from my_init(). Another name: ');
    const nameless = livepatch('cmdline_proc_show').replaceAll('my_init', 'livepatch_init');
    const first = await openedWorld(nameless);
    expect(first.says).toContain('livepatch_sample is an invented name. Another name: ');
    const second = await openedWorld(nameless, first.world);
    expect(second.world.patches?.map(({ name }) => name)).toEqual(['livepatch_sample', 'livepatch_sample_2']);
  });

  it('say what of them was not understood, with its line, and the rest is kept', async () => {
    const odd = livepatch('cmdline_proc_show').replace('.mod = THIS_MODULE,', '.mod = THIS_MODULE, .frobnicate = 3,');
    const { world, lines } = await openedWorld(odd, machine, 'odd.c');
    expect(world.patches).toHaveLength(1);
    expect(lines).toEqual([expect.stringMatching(/^Line 10: .*frobnicate.*\.$/)]);
  });

  it('of which there are none, or that are in the library already, change nothing', async () => {
    expect(await opening('int x;', machine, 'x.c')).toEqual({
      problems: [expect.stringMatching(/^Line 1: no struct klp_patch, and no module_init\(\)/)],
    });
    const built = target.replaceAll('hello_', 'test_klp_mod_target_');
    expect(await opening(built, machine, 'test_klp_mod_target.c')).toEqual({
      problems: ['The module test_klp_mod_target is in the library already.'],
    });
  });
});

describe('a kernel stack', () => {
  const stack =
    '[<0>] ext4_sync_file+0x4e/0x60 [ext4]\n[<0>] vfs_fsync_range+0x1/0x2\n? old_value+0x1/0x2\nhello there\n';

  it('is that of one task more', async () => {
    const { world, says, lines } = await openedWorld(stack);
    expect(world.tasks.at(-1)).toEqual({ tid: 101, comm: 'task', stack: ['ext4:ext4_sync_file', 'vfs_fsync_range'] });
    expect(says).toBe(
      '1 task more: task (101). 1 entry with “?” is an old value on a stack, not a frame. The text does not say in which sleep this task is; taken to be interruptible: task.',
    );
    expect(lines).toEqual([expect.stringMatching(/^Line 4: “hello there”/)]);
  });

  it('is that of the task that it names, which may be there already', async () => {
    const named = (tid: number): string => `task:postgres state:D stack:0 pid:${tid}\n${stack}`;
    const added = await openedWorld(named(77));
    expect(added.world.tasks.at(-1)).toMatchObject({ tid: 77, comm: 'postgres', where: 'uninterruptible' });
    const again = await openedWorld(named(77).replace('state:D', 'state:S'), added.world);
    expect(again.world.tasks).toHaveLength(3);
    expect(again.world.tasks.at(-1)).toMatchObject({ tid: 77, comm: 'postgres' });
    expect(again.world.tasks.at(-1)).not.toHaveProperty('where');
    expect(again.says).toMatch(/^As the text shows it now: postgres \(77\)\./);
    // Of a group that is all alike nobody is taken out.
    expect((await openedWorld(named(8))).world.tasks.at(-1)).toMatchObject({ tid: 101, comm: 'postgres' });
  });

  it('that no task can have says why', async () => {
    const opened = await opening('[<0>] f+0x1/0x2 [test_klp_livepatch]\n', machine);
    expect(opened).toEqual({ problems: [expect.stringContaining('not loaded when the machine boots')] });
    expect(await opening('? f+0x1/0x2\n', machine)).toEqual({
      problems: ['There is no frame in it.', expect.stringContaining('old value')],
    });
  });
});

describe('several files', () => {
  it('are each read as what they are, and C goes to the machine of the scenario', async () => {
    const c = { text: livepatch('cmdline_proc_show'), name: 'my_fix.c' };
    const opened = await openedFrom([c, { text, name: 'talk.klp.json' }], machine);
    if (!('scenario' in opened)) throw new Error('no scenario');
    expect(opened.scenario.title).toBe(sticky.title);
    expect(opened.changed?.says).toBe('In the library now: livepatch my_fix.');
    expect(opened.changed?.world.tasks).toEqual(sticky.world.tasks);
    const both = await openedFrom([c, { ...c, name: 'other.c' }], machine);
    expect(both).toMatchObject({ changed: { says: 'In the library now: livepatches my_fix, other.' } });
  });

  it('of which only one scenario is opened, and what is none of ours is said', async () => {
    const opened = await openedFrom(
      [
        { text, name: 'a.klp.json' },
        { text, name: 'b.klp.json' },
        { text: 'Dear list', name: 'mail.txt' },
      ],
      machine,
    );
    expect(opened).toMatchObject({
      scenario: { title: sticky.title },
      changed: null,
      lines: [
        'b.klp.json was not opened: only one scenario can be, and that is a.klp.json.',
        'mail.txt is text of another kind.',
        expect.stringContaining('What can be opened'),
      ],
    });
  });

  it('name themselves where something in them is not understood', async () => {
    const odd = livepatch('f').replace('.mod = THIS_MODULE,', '.mod = THIS_MODULE, .frobnicate = 3,');
    const files = ['a.c', 'b.c'].map((name) => ({ text: odd, name }));
    expect(await openedFrom(files, machine)).toMatchObject({
      changed: { lines: [expect.stringMatching(/^a\.c, line 10: /), expect.stringMatching(/^b\.c, line 10: /)] },
    });
  });
});

describe('what cannot be opened', () => {
  it.each([
    ['', 'x.c', 'x.c: the file is empty.'],
    ['Good morning', undefined, 'This is text of another kind.'],
    ['\x7FELF\x02', 'fix.ko', 'fix.ko is a compiled module. What can be read is its source, the .c.'],
  ])('%s says what it is, and what could be given', async (given, name, says) => {
    expect(await opening(given, machine, name)).toEqual({ problems: [says, expect.stringContaining('.klp.json')] });
  });

  it('is also what is too long, and the limit is named', async () => {
    const long = '[<0>] do_sys_poll+0x4e/0x60\n'.repeat(200_000);
    expect(await opening(long, machine, 'dmesg.txt')).toEqual({
      problems: [expect.stringMatching(/^dmesg\.txt is longer than 4,000,000 characters/)],
    });
  });
});
