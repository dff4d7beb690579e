import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { policies } from '../kernel/policies';
import { loadNow, small } from '../session/session.testkit';
import { append, run, type Step } from '../trace/trace';
import { eventsOf } from './opening';
import { previewOf, tried } from './preview';
import { createViewer } from './store';

const world = {
  cpus: 2,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show'] },
    {
      tid: 103,
      comm: 'kworker',
      kind: 'kthread' as const,
      where: 'uninterruptible' as const,
      stack: ['meminfo_proc_show'],
    },
    { tid: 104, comm: 'crunch', where: 'user' as const },
    { tid: 105, comm: 'worker', count: 4, stack: ['meminfo_proc_show'] },
  ],
};

const kernel = boot(world);
const tid = fc.integer({ min: 100, max: 110 });
const to = fc.option(fc.integer({ min: 100, max: 112 }), { nil: undefined });
const patch = fc.constantFrom(...kernel.library.map(({ name }) => name), 'nothing');
const value = fc.constantFrom('0', '1', 'y', 'x');
const is = <const T>(type: T) => fc.constant(type);

const ranged = (type: 'task.return' | 'task.wake' | 'task.preempt' | 'task.user' | 'task.exit') =>
  fc
    .tuple(tid, to)
    .map(([from, last]): KernelEvent => (last === undefined ? { type, tid: from } : { type, tid: from, to: last }));

const event: fc.Arbitrary<KernelEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: is('insmod'), module: patch, by: fc.constantFrom(101, 999) }) },
  { weight: 2, arbitrary: fc.record({ type: is('insmod'), module: patch }) },
  { weight: 2, arbitrary: fc.record({ type: is('rmmod'), module: patch }) },
  { weight: 3, arbitrary: fc.record({ type: is('echo.enabled'), patch, value }) },
  { weight: 2, arbitrary: fc.record({ type: is('echo.force'), patch, value }) },
  fc.record({ type: is('sysctl.ftrace'), value }),
  fc.record({ type: is('echo.param'), module: patch, param: is('block_transition'), value }),
  { weight: 3, arbitrary: fc.constantFrom<KernelEvent>({ type: 'attempt' }, { type: 'free' }, { type: 'tick' }) },
  fc.record({ type: is('task.call'), tid, func: fc.constantFrom('cmdline_proc_show', 'meminfo_proc_show') }),
  fc.constantFrom('task.return' as const, 'task.wake' as const, 'task.preempt' as const).chain(ranged),
  fc.constantFrom('task.user' as const, 'task.exit' as const).chain(ranged),
  fc.record({
    type: is('task.sleep'),
    tid,
    state: fc.constantFrom('interruptible' as const, 'uninterruptible' as const),
  }),
  fc.record({ type: is('task.run'), tid, cpu: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ type: is('task.fork'), tid, child: tid }),
  fc.record({ type: is('task.signal'), tid, signal: fc.constantFrom('SIGSTOP' as const, 'SIGCONT' as const) }),
  fc.record({
    type: fc.constantFrom('cpu.offline' as const, 'cpu.online' as const),
    cpu: fc.integer({ min: 0, max: 3 }),
  }),
);

const lastOf = (steps: readonly Step[]): Step => {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('no steps');
  return last;
};

describe('a preview', () => {
  it('answers what then happens, although it looks at few tasks or none', () => {
    let refusals = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...policies.map(({ id }) => id)),
        fc.array(event, { maxLength: 14 }),
        fc.array(event, { minLength: 1, maxLength: 6 }),
        (policy, before, asked) => {
          const trace = run(policy, kernel, before);
          for (const each of asked) {
            const verdict = previewOf(policy, lastOf(trace.steps), each);
            const { refusal } = lastOf(append(trace, each).steps);
            if (refusal === null) expect(verdict.refused).toBe(false);
            else {
              expect(verdict).toEqual(refusal);
              refusals += 1;
            }
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(refusals).toBeGreaterThan(100);
  }, 120_000);

  it('of a permitted verb names the rule of the policy and what it compared', () => {
    const trace = run('rfc-2019', boot(small.world), eventsOf(small));
    expect(previewOf('rfc-2019', lastOf(trace.steps), { type: 'insmod', module: 'test_klp_version_3' })).toMatchObject({
      refused: false,
      rule: 'versionNotNewer',
      compared: [{ leftValue: '3', relation: '>', rightValue: '2', holds: true }],
    });
  });

  it('tries a verb once for whoever asks, and again in another phase', () => {
    const { phase, kernel: after } = lastOf(run('rfc-2019', boot(small.world), eventsOf(small)).steps);
    const asked: KernelEvent = { type: 'insmod', module: 'test_klp_version_3' };
    const trial = tried('rfc-2019', phase, after, asked);
    expect(tried('rfc-2019', phase, after, { ...asked })).toBe(trial);
    expect(tried('rfc-2019', 'patching', after, asked)).not.toBe(trial);
    expect(trial.microsteps.at(-1)?.kernel.tasks).toEqual([]);
  });

  it('is the same object when it is asked again, and another one for another policy', () => {
    const step = lastOf(run('rfc-2019', boot(small.world), eventsOf(small)).steps);
    const asked: KernelEvent = { type: 'insmod', module: 'test_klp_version_1' };
    expect(previewOf('rfc-2019', step, asked)).toBe(previewOf('rfc-2019', step, { ...asked }));
    expect(previewOf('rfc-2019', step, asked).refused).toBe(true);
    expect(previewOf('atomic-replace', step, asked).refused).toBe(false);
  });

  it('inside an event is about the time after it, when a verb would happen', () => {
    const { store, verbs } = createViewer({ loadScenario: loadNow });
    verbs.openScenario('small');
    verbs.goto(4, 0);
    const { trace } = store.getState();
    expect(verbs.preview({ type: 'attempt' }).refused).toBe(true);
    verbs.act({ type: 'attempt' });
    expect(lastOf(store.getState().trace.steps).refusal).not.toBeNull();
    expect(store.getState().trace.steps.slice(0, 5)).toEqual(trace.steps.slice(0, 5));
  });
});
