import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Callback, ParamImage } from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import type { TargetSpec, WidePatchSpec, WideTaskSpec, WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { worlds } from '../kernel/worlds.testkit';
import { callbackFields } from './callbackForms';
import { draftOf, LISTS } from './draft';
import { problemsIn, saidOf, wrongFields } from './draftProblems';
import { fields } from './fields.testkit';

/** Every field in which something is wrong, as `patches[0].name`. */
function placesOf(world: WideWorld): readonly string[] {
  const draft = draftOf(world);
  return problemsIn(saidOf(draft, fields)).map(({ row, field }) => {
    if (row === draft.machine.key) return `machine.${field}`;
    const list = LISTS.find((each) => draft[each].some(({ key }) => key === row));
    return list === undefined ? `${row}` : `${list}[${draft[list].findIndex(({ key }) => key === row)}].${field}`;
  });
}

const long = (count: number): string => 'x'.repeat(count + 1);
const many = (count: number): readonly string[] => Array.from({ length: count + 1 }, (_, n) => `f${n}`);

const cat: WideTaskSpec = { tid: 7, comm: 'cat' };
const fix: WidePatchSpec = { name: 'fix', funcs: ['f'] };
const ext4: TargetSpec = { name: 'ext4', functions: ['f'] };
const param: ParamImage = { name: 'ret', type: 'int', default: '0', mode: '0644' };
const worker = { comm: 'kworker/1:2', func: 'f', enterLog: [], exitLog: [], whileParam: 'ret' };
const kprobe = { object: 'vmlinux', func: 'f', postHandlerParam: 'ret' };

const task = (...tasks: readonly Partial<WideTaskSpec>[]): WideWorld => ({
  tasks: tasks.map((each, at) => ({ ...cat, tid: cat.tid + at, ...each })),
});
const patch = (...patches: readonly Partial<WidePatchSpec>[]): WideWorld => ({
  tasks: [],
  patches: patches.map((each) => ({ ...fix, ...each })),
});
const target = (...targets: readonly Partial<TargetSpec>[]): WideWorld => ({
  tasks: [],
  targets: targets.map((each) => ({ ...ext4, ...each })),
});
const callback = (name: string, of: Partial<Callback>): WideWorld =>
  patch({ objects: [{ name: 'm' }, { name: 'ext4', callbacks: { [name]: { log: [], ...of } } }] });

describe('what is wrong is told at the field that caused it', () => {
  it.each<[string, WideWorld, ...string[]]>([
    ['no CPU', { tasks: [], cpus: 0 }, 'machine.cpus'],
    ['too many CPUs', { tasks: [], cpus: 65 }, 'machine.cpus'],
    ['no tick on a CPU that is not there', { tasks: [], nohzFull: [2] }, 'machine.nohzFull'],
    ['a tick on no CPU', { tasks: [], nohzFull: [0, 1] }, 'machine.nohzFull'],

    ['too many livepatches', patch(...many(LIMITS.patches).map((name) => ({ name }))), 'patches'],
    ['too many modules', target(...many(LIMITS.patches).map((name) => ({ name }))), 'targets'],
    ['too many symbols', { tasks: [], symbols: many(LIMITS.list).map((name) => ({ name })) }, 'symbols'],
    ['too many tasks', task({ count: 6000 }, { tid: 10_000, count: 6000 }), 'tasks'],

    ['the name of an object’s property', patch({ name: 'valueOf' }), 'patches[0].name'],
    ['two livepatches of a name', patch({}, {}), 'patches[1].name', 'patches[0].name'],
    ['two modules of a name', target({}, {}), 'targets[1].name', 'targets[0].name'],
    [
      'a livepatch and a module',
      { ...patch({}), targets: [{ ...ext4, name: 'fix' }] },
      'targets[0].name',
      'patches[0].name',
    ],
    ['a livepatch that is the kernel', patch({ name: 'vmlinux' }), 'patches[0].name'],
    ['a module that is the kernel', target({}, { name: 'vmlinux' }), 'targets[1].name'],
    ['a long name of a livepatch', patch({ name: long(55) }), 'patches[0].name'],
    ['a long name of a module', target({ name: long(55) }), 'targets[0].name'],

    ['too many functions', patch({ funcs: many(LIMITS.list) }), 'patches[0].funcs'],
    ['too many objects', patch({ objects: many(LIMITS.list).map((name) => ({ name })) }), 'patches[0].funcs'],
    [
      'too many functions of an object',
      patch({ objects: [{ name: 'm', funcs: many(LIMITS.list).map((oldName) => ({ oldName })) }] }),
      'patches[0].funcs',
    ],
    ['a long function', patch({ funcs: [long(LIMITS.func)] }), 'patches[0].funcs'],
    [
      'a function that ends the list',
      patch({ objects: [{ name: 'm', funcs: [{ oldName: '' }] }] }),
      'patches[0].funcs',
    ],
    ['an object without a name', patch({ objects: [{ name: '' }] }), 'patches[0].funcs'],
    ['an object of a reserved name', patch({ objects: [{ name: 'valueOf' }] }), 'patches[0].funcs'],
    ['a reserved function', patch({ funcs: ['valueOf'] }), 'patches[0].funcs'],
    [
      'a function that shows what is no file',
      patch({ objects: [{ name: 'm', funcs: [{ oldName: 'f', effect: { path: '/etc/passwd' } }] }] }),
      'patches[0].funcs',
    ],
    [
      'too long a text of a function',
      patch({ objects: [{ name: 'm', funcs: [{ oldName: 'f', effect: { reads: long(LIMITS.value) } }] }] }),
      'patches[0].funcs',
    ],
    ['a state that ends the list', patch({ states: [{ id: 0, version: 1 }] }), 'patches[0].states'],
    [
      'too many states',
      patch({ states: many(LIMITS.list).map((_, at) => ({ id: at + 1, version: 1 })) }),
      'patches[0].states',
    ],
    ['a version that no file holds', patch({ version: -1 }), 'patches[0].version'],
    ['a set that no file holds', patch({ replaceSet: -1 }), 'patches[0].replaceSet'],
    [
      'too many parameters',
      patch({ params: many(LIMITS.list).map((name) => ({ ...param, name })) }),
      'patches[0].params',
    ],
    ['two parameters of a name', patch({ params: [param, param] }), 'patches[0].params'],
    ['a parameter that is no name', patch({ params: [{ ...param, name: 'a b' }] }), 'patches[0].params'],
    ['a value of another type', patch({ params: [{ ...param, default: 'no' }] }), 'patches[0].params'],
    ['a mode that is none', patch({ params: [{ ...param, mode: '9' }] }), 'patches[0].params'],
    ['a parameter for replace that is not there', patch({ replaceParam: 'ret' }), 'patches[0].replaceParam'],
    ['two lines in one of the init function', patch({ initLog: { before: ['a\nb'] } }), 'patches[0].before'],
    ['and of what comes after', patch({ initLog: { after: [long(LIMITS.value)] } }), 'patches[0].after'],
    ['too many lines of the exit function', patch({ exitLog: many(LIMITS.list) }), 'patches[0].exitLog'],
    ['a long note', patch({ note: long(LIMITS.note) }), 'patches[0].note'],
    [
      'a long name of a kernel',
      patch({ complaint: { about: 'vermagic', builtFor: long(LIMITS.value) } }),
      'patches[0].complains',
    ],
    [
      'a long symbol',
      patch({ complaint: { about: 'unknownSymbol', symbol: long(LIMITS.func) } }),
      'patches[0].complains',
    ],
    ['too many functions that are not there', patch({ missing: many(LIMITS.list) }), 'patches[0].missing'],

    [
      'a callback’s parameter that is not there',
      callback('pre_patch', { returnsParam: 'ret' }),
      'patches[0].callback ext4 pre_patch returns',
    ],
    [
      'a callback that returns two things',
      {
        ...callback('pre_patch', { returns: -1, returnsParam: 'ret' }),
        patches:
          callback('pre_patch', { returns: -1, returnsParam: 'ret' }).patches?.map((each) => ({
            ...each,
            params: [param],
          })) ?? [],
      },
      'patches[0].callback ext4 pre_patch returns',
    ],
    [
      'a callback that returns nothing',
      callback('post_patch', { returns: -1 }),
      'patches[0].callback ext4 post_patch returns',
    ],
    [
      'a callback’s errno that is none',
      callback('pre_patch', { returns: -5000 }),
      'patches[0].callback ext4 pre_patch returns',
    ],
    [
      'two lines in one of a callback',
      callback('pre_unpatch', { log: ['a\nb'] }),
      'patches[0].callback ext4 pre_unpatch prints',
    ],
    [
      'too many lines of a callback',
      callback('post_unpatch', { always: many(LIMITS.list) }),
      'patches[0].callback ext4 post_unpatch prints',
    ],

    ['too many functions of a module', target({ functions: many(LIMITS.list) }), 'targets[0].functions'],
    ['a reserved function of a module', target({ functions: ['valueOf'] }), 'targets[0].functions'],
    ['two parameters of a module', target({ params: [param, param] }), 'targets[0].params'],
    ['an init that returns what is not there', target({ initReturnsParam: 'ret' }), 'targets[0].initReturns'],
    ['an init that returns no errno', target({ initReturns: 5000 }), 'targets[0].initReturns'],
    ['two lines in one of a module', target({ initLog: ['a\nb'] }), 'targets[0].initLog'],
    ['a long line of a module that goes', target({ exitLog: [long(LIMITS.value)] }), 'targets[0].exitLog'],
    ['an effect of what is not there', target({ effects: [{ name: 'g' }] }), 'targets[0].effects'],
    ['two effects of one function', target({ effects: [{ name: 'f' }, { name: 'f' }] }), 'targets[0].effects'],
    ['an effect in what is no file', target({ effects: [{ name: 'f', path: '/etc/passwd' }] }), 'targets[0].effects'],
    ['a worker’s parameter that is not there', target({ worker }), 'targets[0].worker'],
    [
      'a worker’s lines',
      target({ params: [param], worker: { ...worker, enterLog: [long(LIMITS.value)] } }),
      'targets[0].workerEnterLog',
    ],
    [
      'and those when it leaves',
      target({ params: [param], worker: { ...worker, exitLog: [long(LIMITS.value)] } }),
      'targets[0].workerExitLog',
    ],
    ['a kprobe’s parameter that is not there', target({ kprobe }), 'targets[0].kprobe'],
    [
      'a kprobe on too long a name',
      target({ params: [param], kprobe: { ...kprobe, func: long(LIMITS.func) } }),
      'targets[0].kprobe',
    ],

    ['a group without a task', task({ count: 0 }), 'tasks[0].count'],
    ['a CPU that is not there', task({ where: 'user', cpu: 2 }), 'tasks[0].cpu'],
    ['a CPU for two', task({ where: 'user', cpu: 1 }, {}, { where: 'kernel', cpu: 1 }), 'tasks[2].cpu', 'tasks[0].cpu'],
    ['a thread id for two', task({ tid: 9 }, { tid: 7, count: 3 }), 'tasks[0].tid', 'tasks[1].tid'],
    ['the thread id of the idle tasks', task({ tid: 0 }), 'tasks[0].tid'],
    ['a thread id that is too high', task({ tid: LIMITS.tid, count: 2 }), 'tasks[0].tid'],
    ['a reserved name of a task', task({ comm: 'constructor' }), 'tasks[0].comm'],
    ['a task without a name', task({ comm: '' }), 'tasks[0].comm'],
    ['a long name of a task', task({ comm: long(15) }), 'tasks[0].comm'],
    ['too many frames', task({ stack: many(LIMITS.list) }), 'tasks[0].stack'],
    ['a reserved frame', task({ stack: ['valueOf'] }), 'tasks[0].stack'],
    ['a frame in a livepatch', { ...patch({}), tasks: [{ ...cat, stack: ['fix:f'] }] }, 'tasks[0].stack'],
    [
      'a frame in a module that is not loaded',
      { ...target({ loaded: false }), tasks: [{ ...cat, stack: ['ext4:f'] }] },
      'tasks[0].stack',
    ],
    [
      'a frame in a function that is not there',
      { ...target({}), tasks: [{ ...cat, stack: ['ext4:g'] }] },
      'tasks[0].stack',
    ],
    ['the first process as a kthread', task({ tid: 1, kind: 'kthread' }), 'tasks[0].kind'],
    ['a kthread in user space', task({ kind: 'kthread', where: 'user' }), 'tasks[0].where'],
    ['a stopped kthread', task({ kind: 'kthread', where: 'stopped' }), 'tasks[0].where'],
    ['a stopped first process', task({ tid: 1, where: 'stopped' }), 'tasks[0].where'],
    ['a worker in user space', task({ userWorker: true, where: 'user' }), 'tasks[0].where'],
    ['a worker that is a kthread', task({ userWorker: true, kind: 'kthread' }), 'tasks[0].kind'],
    ['frames in user space', task({ where: 'user', stack: ['f'] }), 'tasks[0].stack'],
    ['a killable sleep of what does not sleep so', task({ killable: true }), 'tasks[0].killable'],

    [
      'two symbols of a name',
      { tasks: [], symbols: [{ name: 'f' }, { name: 'f' }] },
      'symbols[1].name',
      'symbols[0].name',
    ],
    ['a reserved symbol', { tasks: [], symbols: [{ name: 'valueOf' }] }, 'symbols[0].name'],
    ['a symbol that occurs too often', { tasks: [], symbols: [{ name: 'f', times: 65 }] }, 'symbols[0].times'],
  ])('%s', (_, world, ...places) => {
    expect(placesOf(world)).toEqual(places);
    // Two that cannot both be are one field to look at.
    expect(wrongFields(saidOf(draftOf(world), fields))).toBe(1);
  });

  it('whatever is wrong with a world, and it is a field that is shown', () => {
    const broken = fc.tuple(worlds, worlds).map(
      ([a, b]): WideWorld => ({
        ...a,
        tasks: [...a.tasks, ...b.tasks].map((each, at) => (at % 2 === 0 ? { ...each, where: 'user', cpu: 9 } : each)),
        patches: [...(a.patches ?? []), ...(b.patches ?? [])].map(({ params: _, ...each }) => each),
        targets: [...(a.targets ?? []), ...(b.targets ?? [])].map(({ params: _, ...each }) => each),
        symbols: [...(a.symbols ?? []), ...(b.symbols ?? [])],
      }),
    );
    let found = 0;
    fc.assert(
      fc.property(broken, (world) => {
        const draft = draftOf(world);
        const wrong = problemsIn(saidOf(draft, fields));
        expect(wrong.length >= worldProblems(world).length).toBe(true);
        for (const { row, field } of wrong) {
          found += 1;
          const shown = LISTS.flatMap((list) =>
            draft[list].flatMap(({ key, spec }) =>
              key === row
                ? (fields[list] as readonly { readonly name: string; readonly when?: (spec: never) => boolean }[])
                    .filter(({ when }) => when?.(spec as never) ?? true)
                    .map(({ name }) => name)
                : [],
            ),
          );
          const callbacks = draft.patches.flatMap(({ key, spec }) =>
            key === row ? callbackFields(spec).map(({ name }) => name) : [],
          );
          const machine = row === draft.machine.key ? fields.machine.map(({ name }) => name) : [];
          expect([...shown, ...callbacks, ...machine]).toContain(field);
        }
      }),
      { numRuns: 200, seed: 12 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});
