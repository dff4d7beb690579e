import { expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { defaultPolicy } from '../kernel/policies';
import { run } from '../trace/trace';
import { firstAttemptBy } from './firstAttempt';
import { convergence } from './tasks';
import { taskSummary } from './threads';

const world = {
  cpus: 1,
  tasks: [{ tid: 410, comm: 'cat', stack: ['cmdline_proc_show'] }],
  patches: [{ name: 'fix', version: 1, funcs: ['cmdline_proc_show'] }],
};
const insmod: KernelEvent = { type: 'insmod', module: 'fix' };
const attempt: KernelEvent = { type: 'attempt' };
const reverse: KernelEvent = { type: 'echo.enabled', patch: 'fix', value: '0' };

it.each<[events: readonly KernelEvent[], attempts: string]>([
  [[insmod], '1 attempt failed so far, by insmod itself; the fake signal comes on the 16th.'],
  [[insmod, attempt], '2 attempts failed so far, the first by insmod itself; the fake signal comes on the 16th.'],
  [
    [insmod, { type: 'tick' }, attempt, attempt],
    '3 attempts failed so far, the first by insmod itself; the fake signal comes on the 16th.',
  ],
  [[insmod, reverse], 'No attempt has failed so far; the fake signal comes on the 16th.'],
])('the first failed attempt is that of the call that began the transition: %j', (events, attempts) => {
  const trace = run(defaultPolicy.id, boot(world), events);
  const { kernel } = trace.steps[events.length] ?? { kernel: boot(world) };
  const by = firstAttemptBy({ trace, cursor: { step: events.length, micro: null } });
  expect(convergence(kernel, taskSummary(kernel), by).attempts).toBe(attempts);
});

it('after it was reversed, and the other way round, too', () => {
  const events: readonly KernelEvent[] = [insmod, attempt, reverse, { ...reverse, value: '1' }, attempt];
  const trace = run(defaultPolicy.id, boot(world), events);
  const by = [1, 2, 5].map((step) => firstAttemptBy({ trace, cursor: { step, micro: null } }));
  expect(trace.steps.map(({ kernel }) => kernel.transition?.signals)).toEqual([undefined, 1, 2, 0, 0, 1]);
  expect(by).toEqual(['insmod', 'insmod', null]);
});

it('of a disable is that of the write, and no kernel of the history is looked at for it', () => {
  const leaves: readonly KernelEvent[] = [
    { type: 'task.wake', tid: 410 },
    { type: 'task.user', tid: 410 },
  ];
  const calls: KernelEvent = { type: 'task.call', tid: 410, func: 'cmdline_proc_show' };
  const asleep: KernelEvent = { type: 'task.sleep', tid: 410, state: 'interruptible' };
  const events = [insmod, ...leaves, attempt, calls, asleep, reverse, attempt];
  const { policy, steps } = run(defaultPolicy.id, boot(world), events);
  expect(steps.map(({ phase }) => phase)).toEqual([
    'idle',
    'patching',
    'patching',
    'patching',
    'idle',
    'idle',
    'idle',
    'unpatching',
    'unpatching',
  ]);
  const unread = steps.map((step) =>
    Object.defineProperty({ ...step }, 'kernel', {
      get: () => {
        throw new Error('A kernel was looked at.');
      },
    }),
  );
  const by = firstAttemptBy({ trace: { policy, steps: unread }, cursor: { step: events.length, micro: null } });
  expect(by).toBe('the write to enabled');
});
