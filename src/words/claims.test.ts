/** What was said once, and a sceptical reader of the kernel and of the RFC found not to be so. */
import { describe, expect, test } from 'vitest';
import { chartUnder } from '../chart/under';
import { allLines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { interrupted } from '../kernel/cpus';
import type { KernelEvent } from '../kernel/events';
import { attempt, F, insmod, rmmod, write } from '../kernel/kernel.testkit';
import { policies, policyOf } from '../kernel/policies';
import { readings } from '../kernel/readings';
import type { RuleName } from '../kernel/rules';
import type { WideTaskSpec } from '../kernel/world';
import { list } from '../sysfs/sysfs';
import { lastStep, run, type Step } from '../trace/trace';
import { meaningOf } from './eventSentences';
import { factSentence } from './factSentences';
import { waitsFor } from './tasks';

const bash: WideTaskSpec = { tid: 5, comm: 'bash' };
const end = (policy: string, events: readonly KernelEvent[], tasks: readonly WideTaskSpec[] = [bash], cpus = 1): Step =>
  lastStep(run(policy, boot({ cpus, tasks, patches: [{ name: 'p', funcs: [F] }] }), events));

describe('a rule that no kernel has', () => {
  const named: Readonly<Partial<Record<RuleName, RegExp>>> = {
    versionNotNewer: /^RFC of 11 February 2019/,
    stickyMayNotBeDisabled: /^RFC of 11 February 2019/,
    blockedStateNotListed: /January 2025/,
    disableNotSupported: /January 2025/,
    setStatesNotCompatible: /29 May 2026/,
    stateOfAnotherSet: /29 May 2026/,
    functionOfAnotherSet: /29 May 2026/,
  };
  const edges = policies.flatMap(({ id }) => [...chartUnder(id).edges.values()]);

  test.each(Object.entries(named))('%s cites where it was proposed, on its edge too', (rule, source) => {
    const its = edges.filter(({ guard }) => guard.kind === 'rule' && guard.name === rule);
    expect(its.length).toBeGreaterThan(0);
    for (const edge of its) expect(edge.source).toMatch(source);
  });

  test('has a log line that is said to be worded here', () => {
    const { facts, event } = end('rfc-2019', [insmod('test_klp_sticky_0'), write('0', 'test_klp_sticky_0')]);
    const [line] = facts.flatMap((fact) => allLines(fact, event));
    expect(line?.text).toBe("livepatch: patch 'test_klp_sticky_0' is sticky and cannot be disabled");
    expect(line?.source).toContain('no kernel prints it');
  });
});

describe('a way out', () => {
  test('of -EBUSY is no reversal where block_disable forbids it', () => {
    const vcpu: WideTaskSpec = { tid: 6, comm: 'CPU 0/KVM', stack: ['vmx_vcpu_run'] };
    const { refusal } = end('block-disable', [insmod('l1tf_v3'), insmod('test_klp_version_2')], [vcpu]);
    expect(refusal).toMatchObject({ rule: 'transitionInProgress', errno: 'EBUSY' });
    expect(refusal?.wayOut).not.toContain('echo');
  });

  test('of a stale version is no disabling of a sticky livepatch', () => {
    const { refusal } = end('rfc-2019', [insmod('test_klp_sticky_0'), insmod('test_klp_version_1')]);
    expect(refusal?.because).toContain('equals the latest version 1');
    expect(refusal?.wayOut).toContain('sticky, so it cannot be disabled');
  });
});

test('enabled_store() never enables a disabled livepatch', () => {
  expect(meaningOf(write('1', 'p'), null)).toContain('never enables a disabled one');
});

test('the value that online already has is written with success; CPU 0 has no such file', () => {
  const online = (cpu: number): KernelEvent => ({ type: 'cpu.online', cpu });
  const offline = (cpu: number): KernelEvent => ({ type: 'cpu.offline', cpu });
  expect(end('rfc-2019', [online(1)], [bash], 2).refusal).toBeNull();
  expect(end('rfc-2019', [offline(1), offline(1)], [bash], 2).refusal).toBeNull();
  expect(end('rfc-2019', [offline(0)], [bash], 2).refusal).toMatchObject({ errno: 'EACCES' });
});

test('a module is COMING, with two references, until its init returns: through the first attempt', () => {
  const { microsteps, kernel } = end('rfc-2019', [insmod('p')]);
  const seen = microsteps.map((each) => each.kernel.modules[0]).map((found) => found && [found.state, found.refcnt]);
  expect(new Set(seen.map((each) => each?.join(' ')))).toEqual(new Set(['COMING 1', 'COMING 2', 'LIVE 1', undefined]));
  expect(kernel.modules[0]).toMatchObject({ state: 'LIVE', refcnt: 1 });
});

test('the directories of objects and functions go at completion, that of the patch with the worker', () => {
  const policy = policyOf('rfc-2019');
  if (policy === undefined) throw new Error('there is no rfc-2019');
  const names = (events: readonly KernelEvent[]) => {
    const found = list(end('rfc-2019', events).kernel, policy, '/sys/kernel/livepatch/p');
    return found.ok ? found.value : found.error.code;
  };
  expect(names([insmod('p')])).toContain('vmlinux');
  expect(names([insmod('p'), write('0', 'p')])).not.toContain('vmlinux');
  expect(names([insmod('p'), write('0', 'p')])).toContain('enabled');
  expect(names([insmod('p'), write('0', 'p'), { type: 'free' }])).toBe('ENOENT');
});

test('rmmod of a target with a task inside says that the task had to return, and whose affair that is', () => {
  const [target, func] = ['test_klp_mod_target', 'test_klp_mod_target_show'];
  const inside: readonly KernelEvent[] = [
    insmod(target),
    { type: 'task.call', tid: 6, func, object: target },
    { type: 'task.sleep', tid: 6, state: 'uninterruptible' },
    rmmod(target),
  ];
  const { facts } = end('rfc-2019', inside, [{ tid: 6, comm: 'cat', where: 'user' }]);
  const said = facts.flatMap((fact) => (fact.type === 'leftModule' ? [factSentence(fact)] : []));
  expect(said).toEqual([
    `\`task 6\` was inside \`${target}\` and had to return. The livepatch core takes no notice of that: it is the module’s own exit function that waits. A module that is in use, as ext4 is while it is mounted, has a reference, and \`rmmod\` is refused: “Used by” of the module says so.`,
  ]);
});

test('the line about a failing pre_patch is printed by the function that called it', () => {
  const demo = 'test_klp_callbacks_demo';
  const source = (events: readonly KernelEvent[]) => {
    const { facts, event } = end('rfc-2019', events);
    return facts.flatMap((fact) => allLines(fact, event)).find(({ text }) => text.includes('pre-patch'))?.source;
  };
  expect(source([insmod(demo, { pre_patch_ret: '-19' })])).toBe('__klp_enable_patch()');
  const fails: KernelEvent = { type: 'echo.param', module: demo, param: 'pre_patch_ret', value: '-19' };
  expect(source([insmod(demo), attempt, fails, insmod('test_klp_callbacks_mod')])).toBe('klp_module_coming()');
});

test('the other reading of “(directly)” cites the text that speaks for it', () => {
  const other = readings.find(({ key }) => key === 'directly')?.other;
  expect(other).toContain('newer livepatch versions');
  expect(other).toContain('acknowledgement');
});

test('no tick comes to a CPU in nohz_full, and what runs there is not said to switch at one', () => {
  const kernel = boot({
    cpus: 4,
    nohzFull: [1, 2],
    tasks: [
      { tid: 1, comm: 'dpdk', where: 'user', cpu: 1 },
      { tid: 2, comm: 'bash', where: 'user', cpu: 0 },
    ],
  });
  const { kernel: patching } = lastStep(run('rfc-2019', kernel, [insmod('test_klp_version_1')]));
  const says = (tid: number): readonly string[] =>
    patching.tasks
      .filter((task) => task.tid === tid)
      .map((task) => waitsFor(patching, { index: 0, task, idleOf: null }));
  expect(says(1)).toEqual([
    expect.stringContaining('without a tick: it switches on the way back from its next system call'),
  ]);
  expect(says(2)).toEqual([expect.stringContaining('at its next interrupt or system call')]);
  expect(meaningOf({ type: 'tick' }, patching)).toContain('on every CPU but 1–2: tasks in user space there pass');
  expect(interrupted(patching)).toEqual([2]);
});
