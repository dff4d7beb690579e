import { describe, expect, it } from 'vitest';
import { read } from '../intake/given';
import { summaryOf } from '../intake/grow';
import { readModules } from '../source/readModules';
import { readStack } from '../source/readStack';
import { writeModule } from '../source/writeModule';
import { worldOf } from './draft';
import { saidOf } from './draftProblems';
import { add, type Editing, opened, select, takeBack } from './editing';
import { fields } from './fields.testkit';
import { isPending, settled, take } from './taking';

const fix = { name: 'fix', version: 1, funcs: ['cmdline_proc_show'] };
const begun = opened({ cpus: 2, tasks: [{ tid: 101, comm: 'worker', count: 3 }], patches: [fix] });
const taking = (text: string, editing = begun, name?: string) =>
  take(editing, read([name === undefined ? { text } : { text, name }], { readModules, readStack }, []));
const edited = (text: string): Editing => taking(text)?.editing ?? begun;

describe('a text that is given to the editor', () => {
  it('takes the place of the livepatch of its name, says so, and there is a way back', () => {
    const editing = edited(writeModule({ ...fix, version: 2 }));
    expect(worldOf(editing.draft).patches).toMatchObject([{ name: 'fix', version: 2 }]);
    expect(editing.selected).toBe(begun.draft.patches[0]?.key);
    expect(editing.undo?.says).toContain('fix was there already: this takes its place.');
    expect(worldOf(takeBack(editing).draft)).toEqual(worldOf(begun.draft));
  });

  it.each([
    ['a livepatch of the machine is none of the loaded modules', ['fix', 'ext4', 'nf_tables'], '2 modules'],
    ['nor is one of the library', ['test_klp_sticky_0', 'ext4'], '1 module'],
    ['all that is listed is left out', ['fix'], ''],
  ])('counts before what it adds then: %s', (_, names, summary) => {
    const list = ['Module                  Size  Used by', ...names.map((name) => `${name} 16384 0`)].join('\n');
    const world = worldOf(begun.draft);
    expect(summaryOf(world, read([{ text: list }], { readModules, readStack }, []))).toBe(summary);
    const added = worldOf(edited(list).draft).targets ?? [];
    expect(added.map(({ name }) => name)).toEqual(names.filter((name) => !/^fix|klp/.test(name)));
  });

  it('counts a livepatch, a module and tasks', () => {
    const stack = 'task:other state:D stack:0 pid:402 tgid:402 ppid:1\n f+0x1/0x2\n';
    const found = read([{ text: `${writeModule({ ...fix, version: 2 })}\n${stack}` }], { readModules, readStack }, []);
    expect(summaryOf(worldOf(begun.draft), found)).toBe('1 livepatch, 1 task');
  });

  it('leaves the rows that it does not speak of as they are, and selects the first that is new', () => {
    const text =
      'CPU: 5 PID: 130 Comm: kworker/0:1 Not tainted 7.2.13\n loop_forever+0x1/0x2 [ext4]\n kthread+0x1/0x2\n';
    const { draft, selected, undo } = edited(text);
    expect(draft.patches[0]).toBe(begun.draft.patches[0]);
    expect(draft.tasks[0]).toBe(begun.draft.tasks[0]);
    expect(draft.tasks[1]?.spec).toMatchObject({
      tid: 130,
      kind: 'kthread',
      cpu: 5,
      stack: ['ext4:loop_forever', 'kthread'],
    });
    expect(selected).toBe(draft.tasks[1]?.key);
    expect(worldOf(draft).cpus).toBe(6);
    expect(undo?.says).toContain('The machine has 6 CPUs now: a task is on CPU 5.');
  });

  it('gives a task another thread id where its own is that of one of a group', () => {
    const { draft, undo } = edited('task:other state:D stack:0 pid:102 tgid:102 ppid:1\n f+0x1/0x2\n');
    expect(draft.tasks.map(({ spec }) => spec.tid)).toEqual([101, 201]);
    expect(undo?.says).toContain('has another thread id: its own is taken.');
  });

  it('says that a name is a guess, and leads there', () => {
    const nameless = writeModule(fix).replace(/^\/\*.*\*\/\n/, '');
    const taken = taking(nameless);
    expect(taken?.isGuess).toBe(true);
    expect(taken?.editing.undo?.says).toMatch(/The text names no module: .* The name \w+ can be changed here\./);
  });

  it('can be taken back until the next edit, which would be lost with it; what was not understood stays', () => {
    const lossy = writeModule(fix).replace('"cmdline_proc_show"', 'WHICH');
    const taken = edited(`${lossy}\n${writeModule({ ...fix, name: 'other' })}`);
    expect(taken.undo?.back).not.toBeNull();
    const [known, ...lines] = taken.undo?.lines ?? [];
    expect(known).toContain('klp_func');
    expect(select(taken, null).undo).toBe(taken.undo);
    const later = add(taken, 'task');
    expect(later.undo).toEqual({ says: '', label: '', back: null, lines: [known, ...lines] });
    expect(takeBack(later)).toBe(later);
    expect(add(edited(writeModule({ ...fix, version: 2 })), 'task').undo).toBeNull();
  });

  it('does not call a module its own whose name the library has taken, and says so as the field does', () => {
    const text = `static int own_function(void) { return 0; }
static int start(void) { return 0; }
static void end(void) { }
module_init(start);
module_exit(end);
MODULE_LICENSE("GPL");
`;
    const taken = taking(text, begun, 'test_klp_callbacks_busy.c')?.editing;
    expect(taken?.undo?.says).toContain('The library has a module test_klp_callbacks_busy, and that one stays');
    expect(taken?.undo?.says).not.toContain('In the library now');
    expect(saidOf(taken?.draft ?? begun.draft, fields).map(({ says }) => says)).toContainEqual(
      expect.stringContaining('that one stays'),
    );
    expect(taking(text, begun, 'busy.c')?.editing.undo?.says).toContain('In the library now: module busy.');
  });

  it('of which nothing is understood changes nothing', () => {
    expect(taking('Dear list')).toBeNull();
    expect(taking('', begun, 'x.c')).toBeNull();
  });
});

describe('a text that still stands in the field when the machine is to be opened', () => {
  const empty = opened({ cpus: 1, tasks: [] });
  const given = (text: string, editing = begun): Editing => ({ ...editing, given: { text } });
  const opening = (text: string, editing = begun) =>
    settled(given(text, editing), read([{ text }], { readModules, readStack }, []), { is: 'change' });
  const file = '{"klp": 1, "title": "Small", "world": {"cpus": 4, "tasks": []}, "steps": []}';

  it('is pending, unless it is blank', () => {
    expect(isPending(given('x'))).toBe(true);
    expect(isPending(given(' \n'))).toBe(false);
  });

  it('is added first, and then the machine is opened as it was to be', () => {
    const text = writeModule({ ...fix, name: 'other' });
    const added = opening(text);
    expect(added?.opens).toEqual({ is: 'change' });
    expect(added?.editing).toEqual(taking(text, given(text))?.editing);
    expect(isPending(added?.editing ?? begun)).toBe(false);
  });

  it('is opened itself where it is a whole machine and nothing else is there; else it is shown first, with a way back', () => {
    expect(opening(file, empty)?.opens).toEqual({ is: 'open', events: [] });
    const added = opening(file);
    expect(added?.opens).toBeNull();
    expect(worldOf(takeBack(added?.editing ?? begun).draft)).toEqual(worldOf(begun.draft));
  });

  it('keeps the machine from being opened, where nothing of it is understood', () => {
    expect(opening('Dear list')).toBeNull();
  });
});
