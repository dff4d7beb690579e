import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { small } from '../session/session.testkit';
import { run } from '../trace/trace';
import type { Cursor } from './contract';
import { back, clamp, end, home, into, out, over } from './cursor';
import { eventsOf } from './opening';

const trace = run('rfc-2019', boot(small.world), eventsOf(small));
const last = trace.steps.length - 1;
const lastMove = (trace.steps[1]?.microsteps.length ?? 0) - 1;

const at = (step: number, micro: number | null = null): Cursor => ({ step, micro });

describe('the cursor of a debugger', () => {
  it('has several moves in the first event to step through', () => {
    expect(lastMove).toBeGreaterThan(3);
    expect(trace.steps[0]?.microsteps).toEqual([]);
  });

  it.each([
    ['over a whole step', over, at(0), at(1)],
    ['over finishes the event it is inside of', over, at(1, 2), at(1)],
    ['over at the end stays', over, at(last), at(last)],
    ['back a whole step', back, at(2), at(1)],
    ['back one move', back, at(1, 2), at(1, 1)],
    ['back from the first move', back, at(1, 0), at(0)],
    ['back at the boot stays', back, at(0), at(0)],
    ['into the next event', into, at(0), at(1, 0)],
    ['into the next move', into, at(1, 0), at(1, 1)],
    ['into, after the last move, is after the event', into, at(1, lastMove), at(1)],
    ['into at the end stays', into, at(last), at(last)],
    ['out of an event', out, at(1, 1), at(1)],
    ['out of nothing', out, at(1), at(1)],
    ['home', home, at(3, 0), at(0)],
    ['end', end, at(1, 1), at(last)],
    ['clamp keeps what is there', clamp, at(1, lastMove), at(1, lastMove)],
    ['clamp of a step too far', clamp, at(99), at(last)],
    ['clamp of a negative step', clamp, at(-1), at(0)],
    ['clamp of a step that is no number', clamp, at(Number.NaN), at(0)],
    ['clamp of a fraction', clamp, at(1.5), at(1)],
    ['clamp of a move too far', clamp, at(1, lastMove + 1), at(1)],
    ['clamp of a move inside the boot', clamp, at(0, 0), at(0)],
    ['clamp of a negative move', clamp, at(1, -1), at(1)],
  ] as const)('%s', (_, how, from, to) => {
    expect(how(trace, from)).toEqual(to);
  });
});
