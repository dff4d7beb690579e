import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../kernel/limits';
import { cruncher, shell } from '../../scenarios/builders';
import { threadAt } from '../../words/threads';
import { kernelAfter } from './tasks.testkit';
import { callVerbs, cpuVerbs, runVerbs, taskVerbs } from './verbs';

describe('verbs', () => {
  const kernel = kernelAfter([shell(10), cruncher(20, 0)], { type: 'cpu.offline', cpu: 2 });

  it('offer the functions that livepatches replace first', () => {
    const [first] = callVerbs(kernel, 10);
    expect(first?.label).toBe('Functions that a livepatch replaces');
    expect(first?.verbs.map(({ label }) => label)).toContain('cmdline_proc_show');
  });

  it('offer no function of a module that goes', () => {
    const loaded = kernelAfter([shell(10)], { type: 'insmod', module: 'test_klp_callbacks_busy' });
    const going = { ...loaded, modules: loaded.modules.map((module) => ({ ...module, state: 'GOING' as const })) };
    const labels = (now: typeof loaded) => callVerbs(now, 10).flatMap(({ verbs }) => verbs.map(({ label }) => label));
    const ofModule = labels(loaded).filter((label) => label.startsWith('test_klp_callbacks_busy: '));
    expect(ofModule).not.toEqual([]);
    expect(labels(going)).not.toEqual(expect.arrayContaining(ofModule));
  });

  it('run a task only on CPUs that are online', () => {
    expect(runVerbs(kernel, 10).map(({ label }) => label)).toEqual(['Run on CPU 0', 'Run on CPU 1']);
  });

  it('fork onto a free tid', () => {
    const thread = threadAt(kernel, 0);
    const events = thread ? taskVerbs(kernel, thread).map(({ event }) => event) : [];
    expect(events).toContainEqual({ type: 'task.fork', tid: 10, child: 21 });
  });

  it.each([
    ['the first that is not reserved', [], 300],
    ['one after it where that is taken', [300, 301], 302],
  ])('fork after the highest tid onto %s, as alloc_pid() begins again', (_, taken, child) => {
    const machine = kernelAfter([shell(LIMITS.tid), ...taken.map(shell)]);
    const thread = threadAt(machine, 0);
    const events = thread ? taskVerbs(machine, thread).map(({ event }) => event) : [];
    expect(events).toContainEqual({ type: 'task.fork', tid: LIMITS.tid, child });
  });

  it('take a CPU offline or bring it back', () => {
    expect(cpuVerbs(kernel).map(({ event }) => event.type)).toEqual(['cpu.offline', 'cpu.offline', 'cpu.online']);
    const idle = threadAt(kernel, 4);
    expect(idle && taskVerbs(kernel, idle)).toHaveLength(1);
  });
});
