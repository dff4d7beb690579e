/** How far a reader has come with the challenge on the screen. */
import { defaultPolicy } from '../kernel/policies';
import type { Challenge, Scenario } from '../scenarios/scenario';
import type { Trace } from '../trace/trace';
import { leavesScriptAt } from '../viewer/lines';
import { memoize } from '../viewer/memoize';
import type { ViewerState } from '../viewer/state';
import { isReached } from './goals';
import { solutions } from './solutions';

export interface Attempt {
  readonly id: string;
  /** The step at which it is up to the reader. */
  readonly begin: number;
  /** Steps of the reader's own up to here; `null` before the beginning, and on a branch that left earlier. */
  readonly steps: number | null;
  /** Everything asked for is there, after steps of the reader's own. */
  readonly solved: boolean;
  /** The shortest way there is. */
  readonly shortest: number;
  /** The rules it is meant for are not the ones in force. */
  readonly otherPolicy: boolean;
}

type Placed = Pick<ViewerState, 'scenario' | 'trace' | 'cursor' | 'lines' | 'line' | 'policy'>;

const reachedIn = memoize((challenge: Challenge) =>
  memoize((trace: Trace, at: number): { readonly reached: boolean } => {
    const step = trace.steps[at];
    return { reached: step !== undefined && isReached(challenge, { policy: trace.policy, step }) };
  }),
);

const attemptAt = memoize(
  (
    scenario: Scenario,
    challenge: string,
    steps: number | null,
    state: 'solved' | 'open' | 'other policy',
  ): Attempt => ({
    id: challenge,
    begin: scenario.steps.length,
    steps,
    solved: state === 'solved',
    shortest: solutions[challenge]?.length ?? 0,
    otherPolicy: state === 'other policy',
  }),
);

/** `null` when what is on the screen is no challenge. A stable reference. */
export const currentAttempt = ({ scenario, trace, cursor, lines, line, policy }: Placed): Attempt | null => {
  const challenge = scenario?.challenge;
  if (scenario === null || challenge === undefined) return null;
  const begin = scenario.steps.length;
  const onScript = (leavesScriptAt(lines, line) ?? begin) === begin;
  const steps = onScript && cursor.step >= begin ? cursor.step - begin : null;
  if ((scenario.policy ?? defaultPolicy.id) !== policy) return attemptAt(scenario, scenario.id, steps, 'other policy');
  const isOwn = steps !== null && steps > 0 && cursor.micro === null;
  const { reached } = isOwn ? reachedIn(challenge)(trace, cursor.step) : { reached: false };
  return attemptAt(scenario, scenario.id, steps, reached ? 'solved' : 'open');
};
