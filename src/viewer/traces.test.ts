import { expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { run } from '../trace/trace';
import type { HistoryLines } from './lines';
import { createTraces } from './traces';

const POLICY = 'rfc-2019';

const world: World = {
  cpus: 2,
  tasks: [
    { tid: 1, comm: 'bash' },
    { tid: 100, comm: 'reader', stack: ['cmdline_proc_show'], count: 2_000 },
  ],
  patches: [{ name: 'long_a', version: 1, funcs: ['cmdline_proc_show'] }],
};

const events: readonly KernelEvent[] = [
  { type: 'insmod', module: 'long_a' },
  // Of a task that a rehearsal leaves out.
  { type: 'task.wake', tid: 1_900 },
  { type: 'attempt' },
];

const lines: HistoryLines = [{ parent: null, at: 0, events }];

it('a rehearsal before each event changes nothing of what is run', () => {
  const traces = createTraces(boot(world));
  for (let done = 0; done < events.length; done += 1) {
    traces.rehearse(POLICY, lines, 0);
    expect(traces.lastReady(POLICY, lines, 0)).toBe(done);
    expect(traces.goOn(POLICY, lines, 0)).toBe(true);
  }
  traces.rehearse(POLICY, lines, 0);
  expect(traces.goOn(POLICY, lines, 0)).toBe(false);
  const { steps } = traces.traceOf(POLICY, lines, 0);
  const expected = run(POLICY, boot(world), events).steps;
  expect(steps.map(({ kernel, facts }) => ({ kernel, facts }))).toEqual(
    expected.map(({ kernel, facts }) => ({ kernel, facts })),
  );
});

it('a rehearsal walks over few of the tasks', () => {
  const kernel = boot(world);
  let walked = 0;
  const tasks = new Proxy([...kernel.tasks], {
    get: (all, key, self) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) walked += 1;
      return Reflect.get(all, key, self);
    },
  });
  createTraces({ ...kernel, tasks }).rehearse(POLICY, lines, 0);
  expect(walked).toBeGreaterThan(0);
  expect(walked).toBeLessThan(kernel.tasks.length);
});
