/** What the frame of the workbench and every panel derive from the state. All answers are stable references. */
import { defaultPolicy, policyOf } from '../kernel/policies';
import type { Step, Trace } from '../trace/trace';
import type { Cursor, View } from './contract';
import { memoize } from './memoize';
import type { ViewerState } from './state';

/** Until the first scenario has come there is nothing to show, unless it cannot come at all. */
export const isOpening = ({ opening, notice }: ViewerState): boolean => opening.serial === 0 && notice === null;

type Placed = Pick<ViewerState, 'trace' | 'cursor'>;

const stepAt = (trace: Trace, at: number): Step => {
  const step = trace.steps[at] ?? trace.steps[0];
  if (step === undefined) throw new Error('a trace without a boot');
  return step;
};

/** A view holds whole machines: not one of every place that somebody has been at. */
const MOST_VIEWS = 12;

const viewOf = memoize((trace: Trace, at: number, micro: number | null): View => {
  const step = stepAt(trace, at);
  const microstep = micro === null ? null : (step.microsteps[micro] ?? null);
  const earlier = at > 0 ? stepAt(trace, at - 1).kernel : null;
  const before = micro === null || micro === 0 ? earlier : (step.microsteps[micro - 1]?.kernel ?? earlier);
  return {
    policy: policyOf(trace.policy) ?? defaultPolicy,
    trace,
    cursor: { step: at, micro },
    step,
    microstep,
    kernel: microstep?.kernel ?? step.kernel,
    before,
    phase: microstep?.phase ?? step.phase,
    facts: microstep?.facts ?? step.facts,
  };
}, MOST_VIEWS);

/** Everything that panels read. The same view again for the same place in the same trace. */
export const view = ({ trace, cursor }: Placed): View => viewOf(trace, cursor.step, cursor.micro);

/** The whole last event is over: stepping goes no further, though further steps may still be computed. */
export const isAtEnd = ({ trace, cursor, computing }: Placed & Pick<ViewerState, 'computing'>): boolean =>
  cursor.step === (computing?.done ?? trace.steps.length - 1) && cursor.micro === null;

/** Where the reader wants to be: on the way there while the history is still computed. */
export const wantedCursor = ({ cursor, computing }: Pick<ViewerState, 'cursor' | 'computing'>): Cursor =>
  computing?.wanted ?? cursor;

/** Other policies are shown beside the one in force. */
export const isComparing = ({ against }: Pick<ViewerState, 'against'>): boolean => against.length > 0;
