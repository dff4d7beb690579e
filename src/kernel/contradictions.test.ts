import { describe, expect, it } from 'vitest';
import type { WideTaskSpec, WideWorld } from './world';
import { worldProblems } from './worldProblems';

const one = (task: Partial<WideTaskSpec>): WideWorld => ({ tasks: [{ tid: 7, comm: 'cat', ...task }] });
const found = (world: WideWorld) => worldProblems(world).map(({ at, says }) => `${at}: ${says}`);

describe('two things that cannot both be', () => {
  it.each<[string, WideWorld]>([
    [
      'tasks[0].stack[1]: task 7 is in ext4_sync_file, and the module ext4 is not loaded',
      {
        ...one({ stack: ['io_schedule', 'ext4:ext4_sync_file'] }),
        targets: [{ name: 'ext4', functions: ['ext4_sync_file'], loaded: false }],
      },
    ],
    [
      'tasks[0].stack[0]: task 7 is in ext4_sync_file, and the module ext4 has no function of that name',
      { ...one({ stack: ['ext4:ext4_sync_file'] }), targets: [{ name: 'ext4', functions: ['ext4_map_blocks'] }] },
    ],
    [
      'tasks[0].stack[0]: task 7 is in f, and the livepatch fix is not loaded when the machine boots',
      { ...one({ stack: ['fix:f'] }), patches: [{ name: 'fix', funcs: ['f'] }] },
    ],
    [
      'tasks[0].stack[0]: task 7 is in f, and the livepatch test_klp_livepatch is not loaded when the machine boots',
      one({ stack: ['test_klp_livepatch:f'] }),
    ],
    [
      'tasks[0].stack[0]: task 7 is in f,3, and there is no such function (f,3)',
      { ...one({ stack: ['f,3'] }), symbols: [{ name: 'f', times: 2 }] },
    ],
    ['tasks[0].where: task 7 is a kthread and has no user space', one({ kind: 'kthread', where: 'user' })],
    ['tasks[0].where: task 7 is a kthread, which no signal stops', one({ kind: 'kthread', where: 'stopped' })],
    [
      'tasks[0].where: thread id 1 is the first process, and SIGSTOP is not delivered to it',
      one({ tid: 1, comm: 'systemd', where: 'stopped' }),
    ],
    [
      'tasks[0].where: task 7 is a worker of the kernel and has no user space',
      one({ userWorker: true, where: 'user' }),
    ],
    ['tasks[0].userWorker: task 7 is a kthread, and user workers are not', one({ userWorker: true, kind: 'kthread' })],
    [
      'tasks[0].stack: task 7 is in user space, so nothing is on its kernel stack',
      one({ where: 'user', stack: ['f'] }),
    ],
    [
      'tasks[0].killable: task 7 does not sleep uninterruptibly, so it does not sleep killably',
      one({ killable: true }),
    ],
    ['tasks[0].kind: thread id 1 is the first process, which is no kthread', one({ tid: 1, kind: 'kthread' })],
    ['tasks[0].comm: the name of a task is one line and not empty', one({ comm: '' })],
    ['tasks[0].comm: the name of a task is one line and not empty', one({ comm: 'a\nb' })],
    ['tasks[0].comm: the name of a task has at most 15 bytes, and this one has 16', one({ comm: 'größer-als-ggg' })],
    ['nohzFull: no CPU is left to keep the time: one has to have a tick', { ...one({}), cpus: 2, nohzFull: [0, 1, 1] }],
    [
      'targets[0].name: a livepatch is called ext4, too',
      { ...one({}), patches: [{ name: 'ext4', funcs: ['f'] }], targets: [{ name: 'ext4', functions: [] }] },
    ],
    [
      'targets[0].name: vmlinux is the kernel itself, not a module',
      { ...one({}), targets: [{ name: 'vmlinux', functions: [] }] },
    ],
    [
      'targets[0].name: the name of a module has at most 55 characters',
      { ...one({}), targets: [{ name: 'm'.repeat(56), functions: [] }] },
    ],
    [
      'patches[0].states: a state with id 0 ends the list',
      { ...one({}), patches: [{ name: 'fix', funcs: [], states: [{ id: 0, version: 1 }] }] },
    ],
  ])('%s', (sentence, world) => {
    expect(found(world)).toEqual([sentence]);
  });

  it.each<[string, WideWorld]>([
    ['a vCPU', one({ comm: 'CPU 0/KVM' })],
    ['fifteen bytes of anything', one({ comm: '(sd) größe ok' })],
    ['a frame of a module that nothing else names', one({ stack: ['kvm:vcpu_run'] })],
    [
      'a module that is loaded, and the second function of a name in it',
      {
        ...one({ stack: ['m:f,2'] }),
        targets: [{ name: 'm', functions: ['f'] }],
        symbols: [{ name: 'm:f', times: 2 }],
      },
    ],
    ['a killable sleep', one({ where: 'uninterruptible', killable: true })],
  ])('%s can be', (_, world) => {
    expect(found(world)).toEqual([]);
  });
});

describe('a module that cannot be', () => {
  const patch = { name: 'fix', funcs: [] };
  const param = { name: 'ret', type: 'int', default: '0', mode: '0644' } as const;

  it.each<[string, Partial<WideWorld>]>([
    [
      'patches[0].objects[0].callbacks.pre_patch.returnsParam: the module has no parameter ret',
      { patches: [{ ...patch, objects: [{ name: 'm', callbacks: { pre_patch: { log: [], returnsParam: 'ret' } } }] }] },
    ],
    [
      'patches[0].objects[0].callbacks.post_patch.returns: post_patch returns nothing',
      { patches: [{ ...patch, objects: [{ name: 'm', callbacks: { post_patch: { log: [], returns: -19 } } }] }] },
    ],
    [
      'patches[0].objects[0].funcs[0].oldName: a function without a name ends the list',
      { patches: [{ ...patch, objects: [{ name: 'm', funcs: [{ oldName: '' }] }] }] },
    ],
    [
      'patches[0].objects[0].name: an object needs a name; the kernel itself is called vmlinux',
      { patches: [{ ...patch, objects: [{ name: '' }] }] },
    ],
    [
      "patches[0].objects[0].funcs[0].effect.path: '/etc/passwd' is not a file in /proc or /sys",
      { patches: [{ ...patch, objects: [{ name: 'm', funcs: [{ oldName: 'f', effect: { path: '/etc/passwd' } }] }] }] },
    ],
    [
      'patches[0].replaceParam: the module has no parameter replace',
      { patches: [{ ...patch, replaceParam: 'replace' }] },
    ],
    [
      "patches[0].params[0].default: 'no' is not of type int",
      { patches: [{ ...patch, params: [{ ...param, default: 'no' }] }] },
    ],
    [
      "patches[0].params[0].name: 'a b' is not a name in C",
      { patches: [{ ...patch, params: [{ ...param, name: 'a b' }] }] },
    ],
    [
      "patches[0].params[0].mode: '999' is not a file mode, such as 0644",
      { patches: [{ ...patch, params: [{ ...param, mode: '999' }] }] },
    ],
    ['patches[0].params[1].name: two parameters are called ret', { patches: [{ ...patch, params: [param, param] }] }],
    [
      'patches[0].exitLog[0]: a line of the log cannot contain a line break',
      { patches: [{ ...patch, exitLog: ['a\nb'] }] },
    ],
    [
      'targets[0].effects[0].name: m has no function g',
      { targets: [{ name: 'm', functions: ['f'], effects: [{ name: 'g' }] }] },
    ],
    [
      'targets[0].kprobe.postHandlerParam: the module has no parameter has_post_handler',
      {
        targets: [
          {
            name: 'm',
            functions: [],
            kprobe: { object: 'vmlinux', func: 'f', postHandlerParam: 'has_post_handler' },
          },
        ],
      },
    ],
    [
      'targets[0].initReturnsParam: the module has no parameter ret',
      { targets: [{ name: 'm', functions: [], initReturnsParam: 'ret' }] },
    ],
  ])('%s', (sentence, world) => {
    expect(found({ ...one({}), ...world })).toEqual([sentence]);
  });
});
