/** A long history reads the same as one that keeps everything, wherever and in whatever order it is looked at. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { kept, type Play } from './recall';
import { append, fork, lastStep, run, type Step, start, stepAfter, type Trace } from './trace';
import { type Choice, chosen, manyThings } from './wander.testkit';

const CROWD = { first: 1_000, count: 2_500 } as const;

const crowded: World = {
  ...manyThings,
  tasks: [
    ...manyThings.tasks,
    { tid: CROWD.first, comm: 'crowd', stack: ['cmdline_proc_show', 'vfs_read'], count: CROWD.count },
  ],
};

/** Some events are for the whole crowd at once. */
const crowdEvents: readonly KernelEvent[] = [
  { type: 'task.wake', tid: CROWD.first, to: CROWD.first + CROWD.count },
  { type: 'task.user', tid: CROWD.first, to: CROWD.first + CROWD.count / 2 },
  { type: 'task.call', tid: CROWD.first, to: CROWD.first + CROWD.count, func: 'cmdline_proc_show' },
  { type: 'task.sleep', tid: CROWD.first, to: CROWD.first + CROWD.count, state: 'interruptible' },
];

/** The same events as a trace keeps them, and all steps whole. */
const both = (choices: readonly Choice[]): { readonly trace: Trace; readonly whole: readonly Step[] } => {
  const policy = 'rfc-2019';
  const kernel = boot(crowded);
  const events: KernelEvent[] = [];
  const whole = [lastStep(start(policy, kernel))];
  for (const [what, which] of choices) {
    const before = whole.at(-1);
    if (before === undefined) continue;
    const event = which % 5 === 0 ? crowdEvents[what % crowdEvents.length] : chosen(before.kernel, [what, which]);
    if (event === undefined) continue;
    events.push(event);
    whole.push(stepAfter(policy, before, event));
  }
  return { trace: run(policy, kernel, events), whole };
};

const same = (step: Step | undefined, whole: Step | undefined): boolean => isDeepStrictEqual({ ...step }, { ...whole });

describe('a history of thousands of tasks', () => {
  it('has, at any cursor of any random trace, the step of a trace that keeps everything', { timeout: 240_000 }, () => {
    const choice = fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 100_000 }));
    fc.assert(
      fc.property(
        fc.array(choice, { minLength: 45, maxLength: 60 }),
        fc.array(fc.nat({ max: 60 }), { minLength: 8, maxLength: 8 }),
        (choices, places) => {
          const { trace, whole } = both(choices);
          expect(trace.steps).toHaveLength(whole.length);
          for (const place of places.map((each) => each % whole.length)) {
            const step = trace.steps[place];
            expect({ place, same: same(step, whole[place]) }).toEqual({ place, same: true });
            // Inside an event, and what was there before it.
            expect(step?.microsteps.length).toBe(whole[place]?.microsteps.length);
            expect(isDeepStrictEqual(trace.steps[place - 1]?.kernel, whole[place - 1]?.kernel)).toBe(true);
          }
        },
      ),
      { numRuns: 4, seed: 20190211, endOnFailure: true },
    );
  });

  const events: readonly KernelEvent[] = Array.from(
    { length: 120 },
    (_, at) => crowdEvents[at % 4] ?? { type: 'tick' },
  );
  const long = run('rfc-2019', boot(crowded), events);

  it('gives the same kernel again to who asks again', () => {
    for (const at of [3, 57, 118]) expect(long.steps[at]?.kernel).toBe(long.steps[at]?.kernel);
  });

  it('plays no event twice while it is made, whoever asks for a step and the one before it', () => {
    let played = 0;
    const play: Play = (from, event) => {
      played += 1;
      return stepAfter('rfc-2019', from, event);
    };
    let before = lastStep(start('rfc-2019', boot(crowded)));
    for (const event of events.slice(0, 20)) {
      const step = kept(before, stepAfter('rfc-2019', before, event), play);
      expect(step.facts).toBe(step.facts);
      expect(before.kernel.tasks.length).toBe(step.kernel.tasks.length);
      before = step;
    }
    expect(played).toBe(0);
  });

  it('can be forked and gone on with from a step that is computed anew', () => {
    const short = fork(long, 41);
    const on = append(short, { type: 'tick' });
    const again = run('rfc-2019', boot(crowded), [...events.slice(0, 41), { type: 'tick' }]);
    expect(same(on.steps.at(-1), { ...lastStep(again) })).toBe(true);
    expect(on.steps[41]).toBe(long.steps[41]);
  });

  it('goes on from a step that somebody has changed', () => {
    const last = lastStep(long);
    const changed = { ...last, kernel: { ...last.kernel, tasks: last.kernel.tasks.slice(0, 300) } };
    const on = append({ ...long, steps: [...long.steps.slice(0, -1), changed] }, { type: 'tick' });
    append(long, { type: 'tick' });
    expect(lastStep(on).kernel.tasks).toHaveLength(300);
  });

  it('is plain JSON', () => {
    const step = long.steps[60];
    expect(Object.keys(step ?? {}).toSorted()).toEqual(['event', 'facts', 'kernel', 'microsteps', 'phase', 'refusal']);
    expect(isDeepStrictEqual(structuredClone({ ...step }), { ...step })).toBe(true);
  });
});
