import { describe, expect, it } from 'vitest';
import { playFile } from '../file/play';
import { readKlpFile } from '../file/read';
import { mergedPolicy } from '../kernel/policies';
import { differenceText, replay } from './replay';
import { fileOfVector } from './scenario';
import { parseVector } from './vector';

const vectorOf = (json: object) => {
  const parsed = parseVector(json);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.vector;
};
const differences = (json: object): readonly string[] =>
  replay(vectorOf(json), { policy: mergedPolicy }).differences.map(differenceText);

const patch = 'test_klp_livepatch';
const insmod = { op: 'insmod', module: patch };
const transition = (equals: string) => ({ op: 'read', path: `/sys/kernel/livepatch/${patch}/transition`, equals });
const side = (tid: number, equals: string) => ({ op: 'read', path: `/proc/${tid}/patch_state`, equals });
const cat = { tid: 200, comm: 'cat' };
const func = 'cmdline_proc_show';

/** As the tests of SUSE's qa_test_klp do: processes that load the machine while it is patched. */
describe('a vector with tasks of its own', () => {
  it('a process that reads in the kernel, on its CPU, keeps the transition through fifteen attempts', () => {
    const tasks = [{ ...cat, where: 'kernel', cpu: 0, stack: ['urandom_read_iter', 'vfs_read'] }];
    const attempts = { op: 'attempt', times: 15 };
    expect(differences({ tasks, steps: [insmod, attempts, transition('1'), side(200, '0')] })).toEqual([]);
    expect(differences({ tasks, steps: [insmod, attempts, transition('0')] })).toEqual([
      `step 3: /sys/kernel/livepatch/${patch}/transition must be '0', found '1'`,
    ]);
    const leaves = [{ op: 'user', tid: 200 }, { op: 'attempt' }, transition('0')];
    expect(differences({ tasks, steps: [insmod, attempts, ...leaves] })).toEqual([]);
  });

  it('a process that sleeps in the function, and is woken, returns and exits', () => {
    const steps = [
      { op: 'call', tid: 200, func },
      { op: 'sleep', tid: 200, state: 'uninterruptible' },
      insmod,
      { op: 'attempt', times: 20 },
      transition('1'),
      { op: 'wake', tid: 200 },
      { op: 'return', tid: 200 },
      { op: 'exit', tid: 200 },
      { op: 'attempt' },
      transition('0'),
    ];
    const tasks = [{ ...cat, where: 'user' }];
    expect(differences({ world: { cpus: 1, tasks }, steps })).toEqual([]);
  });

  it('a process that is killed', () => {
    const tasks = [{ ...cat, stack: [func] }];
    const steps = [insmod, { op: 'attempt' }, transition('1'), { op: 'signal', tid: 200, signal: 'SIGKILL' }];
    expect(differences({ tasks, steps: [...steps, { op: 'attempt' }, transition('0')] })).toEqual([]);
  });

  it('what a task cannot do is a difference, and says why', () => {
    expect(differences({ tasks: [cat], steps: [{ op: 'call', tid: 200, func }] })).toEqual([
      'step 1: task.call cannot happen: cat:200 is asleep and cannot do anything. Wake it first.',
    ]);
    expect(differences({ steps: [{ op: 'wake', tid: 4711 }] })).toHaveLength(1);
  });

  it('while a script waits, ticks interrupt who computes, but for a CPU without a tick', () => {
    const tasks = [
      { tid: 201, comm: 'a', where: 'user', cpu: 1 },
      { tid: 202, comm: 'b', where: 'user', cpu: 2 },
    ];
    const waits = { op: 'wait', path: `/sys/kernel/livepatch/${patch}/transition`, until: '0' };
    const world = { cpus: 3, tasks };
    const log = (machine: object) =>
      replay(vectorOf({ world: machine, steps: [insmod, waits] }), { policy: mergedPolicy }).log;
    expect(log(world)).not.toContain('livepatch: signaling remaining tasks');
    expect(log({ ...world, nohzFull: [1] })).toContain('livepatch: signaling remaining tasks');
  });

  it('to load or remove a module that nobody has fails with ENOENT', () => {
    const steps = [
      { op: 'rmmod_fail', module: 'nix', error: 'ENOENT' },
      { op: 'insmod_fail', module: 'nix', error: 'ENOENT' },
    ];
    expect(differences({ steps })).toEqual([]);
  });

  it('time may pass while no transition runs', () => {
    expect(differences({ steps: [{ op: 'attempt', times: 3 }, insmod] })).toEqual([]);
  });

  it('a CPU is taken away and comes back', () => {
    const steps = [
      { op: 'offline', cpu: 1 },
      { op: 'online', cpu: 1 },
      { op: 'offline', cpu: 0, error: 'EACCES' },
    ];
    expect(differences({ steps })).toEqual([]);
  });

  it('a function of a module is written as on a stack, and livepatches can come with the vector', () => {
    const world = {
      cpus: 1,
      tasks: [{ ...cat, where: 'user' }],
      targets: [{ name: 'kvm', functions: ['vcpu_run'] }],
      patches: [{ name: 'kvm_fix', funcs: ['kvm:vcpu_run'] }],
    };
    const steps = [
      { op: 'call', tid: 200, func: 'kvm:vcpu_run' },
      { op: 'sleep', tid: 200 },
      { op: 'insmod', module: 'kvm_fix' },
      { op: 'attempt', times: 15 },
      side(200, '1'),
    ];
    expect(differences({ world, steps })).toEqual([]);
  });

  it('becomes a scenario with the same machine, and a sentence for each step', () => {
    const tasks = [{ ...cat, where: 'kernel', cpu: 0, stack: [func] }];
    const steps = [insmod, { op: 'attempt', times: 2 }, { op: 'return', tid: 200 }, { op: 'user', tid: 200 }];
    const file = fileOfVector(vectorOf({ tasks, steps }));
    expect(file.world).toEqual({ cpus: 2, tasks });
    expect(file.steps.map(({ says }) => says)).toEqual([
      'insmod test_klp_livepatch.ko.',
      'A second later klp_transition_work_fn() tries again.',
      'A second later klp_transition_work_fn() tries again.',
      'Task 200 returns from the function.',
      'Task 200 returns to user space.',
    ]);
    const read = readKlpFile(JSON.stringify(file));
    expect('file' in read && playFile(read.file).unmet).toEqual([]);
  });
});

describe('a look at a file with addresses in it', () => {
  const traced = '/sys/kernel/tracing/enabled_functions';
  const look = (demand: object) => differences({ steps: [insmod, { op: 'read', path: traced, ...demand }] });
  it.each([
    [{ contains: func }, []],
    [{ not_contains: 'meminfo_proc_show' }, []],
    [
      { contains: 'meminfo_proc_show' },
      [/^step 2: .* must contain 'meminfo_proc_show', found 'cmdline_proc_show \(1\) /],
    ],
    [{ not_contains: func }, [/^step 2: .* must not contain 'cmdline_proc_show', found /]],
  ])('may ask for a part: %j', (demand, said) => {
    expect(look(demand)).toEqual(said.map((each) => expect.stringMatching(each)));
  });
});
