/** How a debugger moves: over, into and out of a step. Pure; every answer lies inside the trace. */
import type { Trace } from '../trace/trace';
import type { Cursor } from './contract';

export const atStep = (step: number, micro: number | null = null): Cursor => ({ step, micro });

export const home = (): Cursor => atStep(0);

export const end = (trace: Trace): Cursor => atStep(trace.steps.length - 1);

const microstepsOf = (trace: Trace, step: number): number => trace.steps[step]?.microsteps.length ?? 0;

/** Finishes the event that the cursor is inside of, or takes the next one whole. */
export const over = (trace: Trace, { step, micro }: Cursor): Cursor =>
  micro === null ? atStep(Math.min(step + 1, trace.steps.length - 1)) : atStep(step);

/** Undoes a whole step, or one move while inside an event; before its first move lies the step before. */
export const back = (_trace: Trace, { step, micro }: Cursor): Cursor => {
  if (micro !== null && micro > 0) return atStep(step, micro - 1);
  return atStep(Math.max(step - 1, 0));
};

/** The next move. After the last move of an event the event is over, which is a place of its own. */
export const into = (trace: Trace, cursor: Cursor): Cursor => {
  const { step, micro } = cursor;
  if (micro !== null) return micro + 1 < microstepsOf(trace, step) ? atStep(step, micro + 1) : atStep(step);
  if (step + 1 >= trace.steps.length) return cursor;
  return microstepsOf(trace, step + 1) > 0 ? atStep(step + 1, 0) : atStep(step + 1);
};

/** Finishes the event that the cursor is inside of. */
export const out = (_trace: Trace, cursor: Cursor): Cursor => (cursor.micro === null ? cursor : atStep(cursor.step));

/** The nearest place that exists in this trace. */
export const clamp = (trace: Trace, { step, micro }: Cursor): Cursor => {
  const whole = Number.isFinite(step) ? Math.trunc(step) : 0;
  const inside = Math.min(Math.max(whole, 0), trace.steps.length - 1);
  if (micro === null || inside !== whole || !Number.isInteger(micro) || micro < 0) return atStep(inside);
  return micro < microstepsOf(trace, inside) ? atStep(inside, micro) : atStep(inside);
};

export const sameCursor = (a: Cursor, b: Cursor): boolean => a.step === b.step && a.micro === b.micro;
