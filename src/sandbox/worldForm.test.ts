import { describe, expect, it } from 'vitest';
import { emptyForm, emptyPatch, nextKey, readForm, readStates, type WorldForm } from './worldForm';

const none: ReadonlySet<string> = new Set();
const crowd = { key: 1, comm: 'worker', count: '3', where: 'interruptible' as const, stack: '' };
const patch = { ...emptyPatch, key: 1, name: 'fix', version: '2', funcs: 'meminfo_proc_show' };
const form = (changes: Partial<WorldForm>): WorldForm => ({ cpus: '2', crowds: [crowd], patches: [patch], ...changes });
const problemsOf = (changes: Partial<WorldForm>, taken = none) => [...(readForm(form(changes), taken).problems ?? [])];

describe('the form of an own world', () => {
  it('begins with something that can be opened', () => {
    expect(readForm(emptyForm, none).problems).toBeNull();
  });

  it('becomes a world, with defaults left out and threads numbered on', () => {
    const read = readForm(
      form({
        cpus: ' 4 ',
        crowds: [
          { ...crowd, count: '10000'.slice(0, 3), stack: 'schedule, do_epoll_wait\nmod:f,2' },
          { ...crowd, key: 2, comm: 'cat', count: '1', where: 'user', stack: 'ignored in user space' },
        ],
        patches: [{ ...patch, version: '0', sticky: true, funcs: 'a b,2 mod:c' }],
      }),
      none,
    );
    expect(read.world).toEqual({
      cpus: 4,
      tasks: [
        {
          tid: 101,
          comm: 'worker',
          where: 'interruptible',
          stack: ['schedule', 'do_epoll_wait', 'mod:f,2'],
          count: 100,
        },
        { tid: 201, comm: 'cat', where: 'user' },
      ],
      patches: [{ name: 'fix', funcs: ['a', 'b,2', 'mod:c'], sticky: true }],
    });
  });

  it.each([
    ['cpus', { cpus: '0' }],
    ['cpus', { cpus: '65' }],
    ['cpus', { cpus: 'two' }],
    ['cpus', { crowds: [{ ...crowd, where: 'kernel' as const, count: '3' }] }],
    ['tasks', { crowds: [] }],
    [
      'tasks',
      {
        crowds: [
          { ...crowd, count: '9000' },
          { ...crowd, key: 2, count: '1001' },
        ],
      },
    ],
    ['crowd.1.count', { crowds: [{ ...crowd, count: '10001' }] }],
    ['crowd.1.count', { crowds: [{ ...crowd, count: '1.5' }] }],
    ['crowd.1.comm', { crowds: [{ ...crowd, comm: 'much too long for a comm' }] }],
    ['crowd.1.stack', { crowds: [{ ...crowd, stack: 'f()' }] }],
    ['patch.1.name', { patches: [{ ...patch, name: 'my-patch' }] }],
    ['patch.1.name', { patches: [{ ...patch, name: '' }] }],
    ['patch.1.name', { patches: [{ ...patch, name: 'constructor' }] }],
    ['patch.2.name', { patches: [patch, { ...patch, key: 2 }] }],
    ['patches', { patches: Array.from({ length: 65 }, (_, key) => ({ ...patch, key, name: `p${key}` })) }],
    ['patch.1.funcs', { patches: [{ ...patch, funcs: Array.from({ length: 65 }, (_, n) => `f${n}`).join(' ') }] }],
    ['patch.1.version', { patches: [{ ...patch, version: '-1' }] }],
    ['patch.1.version', { patches: [{ ...patch, version: '4294967296' }] }],
    ['patch.1.replaceSet', { patches: [{ ...patch, replaceSet: '-1' }] }],
    ['patch.1.states', { patches: [{ ...patch, states: '1' }] }],
    [
      'patch.1.states',
      { patches: [{ ...patch, states: Array.from({ length: 65 }, (_, n) => `${n + 1}-1`).join(',') }] },
    ],
    ['patch.1.funcs', { patches: [{ ...patch, funcs: ' ' }] }],
    ['patch.1.funcs', { patches: [{ ...patch, funcs: 'a,0' }] }],
  ])('says what is wrong with %s', (field, changes) => {
    expect(problemsOf(changes).map(([name]) => name)).toEqual([field]);
  });

  it.each(['CPU 0/KVM', '(sd-pam)', 'tmux: server', 'kworker/u8:1+e', 'Größe [x]'])('takes the name %s', (comm) => {
    expect(readForm(form({ crowds: [{ ...crowd, comm: ` ${comm} ` }] }), none).world?.tasks[0]?.comm).toBe(comm);
  });

  it.each([
    ['sixteen letters!', 'The name of a task has at most 15 bytes, and this one has 16.'],
    [' ', 'A task has a name, of one line.'],
  ])('says what is wrong with the name “%s”', (comm, problem) => {
    expect(problemsOf({ crowds: [{ ...crowd, comm }] })).toEqual([['crowd.1.comm', problem]]);
  });

  it('carries states and the replace set, defaults left out', () => {
    const patches = [{ ...patch, version: '0', replaceSet: '7', states: '1-2, 3-1 block_disable,' }];
    expect(readForm(form({ patches }), none).world?.patches).toEqual([
      {
        name: 'fix',
        funcs: ['meminfo_proc_show'],
        replaceSet: 7,
        states: [
          { id: 1, version: 2 },
          { id: 3, version: 1, blockDisable: true },
        ],
      },
    ]);
  });

  it.each([
    [
      '0-1',
      '“0-1” is not a state. Write id-version, as in 1-2, or 1-2 block_disable, with commas between; ids begin at 1.',
    ],
    [
      '1-2 3-1',
      '“1-2 3-1” is not a state. Write id-version, as in 1-2, or 1-2 block_disable, with commas between; ids begin at 1.',
    ],
    [
      '4294967296-1',
      '“4294967296-1” is not a state. Write id-version, as in 1-2, or 1-2 block_disable, with commas between; ids begin at 1.',
    ],
    ['2-1, 2-2', 'State 2 is there twice.'],
  ])('says what is wrong with the states %s', (states, problem) => {
    expect(readStates(states)).toEqual({ problem });
  });

  it('says what no machine can be as it says what cannot be read', () => {
    expect(
      problemsOf({ patches: [patch, { ...patch, key: 7 }], crowds: [crowd, { ...crowd, key: 5, count: '9998' }] }),
    ).toEqual([
      ['patch.7.name', 'Two livepatches are called fix.'],
      ['tasks', '10,001 tasks in all; at most 10,000.'],
    ]);
  });

  it('takes no name that the library has', () => {
    expect(problemsOf({}, new Set(['fix']))).toEqual([
      ['patch.1.name', 'The library already has a module fix. Choose another name.'],
    ]);
  });

  it('may be a world without livepatches of its own', () => {
    expect(readForm(form({ patches: [] }), none).world).toEqual({
      cpus: 2,
      tasks: [{ tid: 101, comm: 'worker', where: 'interruptible', count: 3 }],
    });
  });

  it('gives every new row a key of its own', () => {
    expect(nextKey([])).toBe(1);
    expect(nextKey([{ key: 4 }, { key: 2 }])).toBe(5);
  });
});
