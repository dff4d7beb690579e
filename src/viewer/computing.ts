/** How a history comes on the screen that takes a while: what is shown of it, and when. */
import { policies } from '../kernel/policies';
import type { Step, Trace } from '../trace/trace';
import { clamp } from './cursor';
import { lengthOf } from './lines';
import type { Computing, Place, ViewerState } from './state';
import type { Traces } from './traces';

/** What has to be run for a place: its line, under every policy that is shown. */
export type Ruled = Pick<Place, 'policy' | 'against' | 'lines' | 'line' | 'world' | 'cursor'>;

export interface Run {
  /** So little is missing that it can be run at once. */
  readonly isQuick: boolean;
  /** Runs the next event, under the policy that is furthest behind; `false` when there is none. */
  readonly goOn: () => boolean;
  /** The steps that are there under all policies. */
  readonly ready: () => Trace;
  /** What is shown before anything more is there. `isLong`: it is known already that it takes long. */
  readonly begin: (isLong?: boolean) => Partial<ViewerState>;
  /** What to show after another slice; `null` when it is too early for that. */
  readonly after: (state: ViewerState, milliseconds: number, over: boolean) => Partial<ViewerState> | null;
}

/** Milliseconds that nobody waits for. */
const QUICK = 25;
/** Milliseconds of an event on an ordinary machine: with no tasks, and for each one. */
const EVENT = 0.06;
const TASK = 0.000_25;
/** Milliseconds after which it is said how far it is, and between two times that that is said. */
const SAID_AFTER = 200;
const SAID_EVERY = 100;

/** Finds out where machines part, and remembers it; fetched for the first comparison. */
let compareSteps: ((steps: readonly Step[]) => unknown) | null = null;

const fetchCompare = async (): Promise<void> => {
  ({ compareSteps } = await import('../trace/compare'));
};

const tasksOf = ({ world }: Ruled): number => world.tasks.reduce((sum, { count = 1 }) => sum + count, 0);

export const createRun = (traces: Traces, place: Ruled): Run => {
  const { policy, against, lines, line, cursor } = place;
  const ruling = policies.map(({ id }) => id).filter((id) => id === policy || against.includes(id));
  const of = lengthOf(lines, line);
  const lastOf = (id: string): number => traces.lastReady(id, lines, line);
  const done = (): number => Math.min(...ruling.map(lastOf));
  const ready = (): Trace => traces.readyOf(policy, lines, line, done());
  const missing = ruling.reduce((sum, id) => sum + of - lastOf(id), 0);
  const isQuick = missing * (EVENT + TASK * tasksOf(place)) <= QUICK;
  let isRehearsed = isQuick;
  let said = 0;
  // Without it each is compared when it is looked at, which is only slower.
  if (against.length > 0 && compareSteps === null) fetchCompare().catch(() => undefined);

  const goOn = (): boolean => {
    const last = done();
    const behind = ruling.find((id) => lastOf(id) === last) ?? policy;
    if (!isRehearsed) {
      isRehearsed = true;
      traces.rehearse(behind, lines, line);
      return true;
    }
    const more = traces.goOn(behind, lines, line);
    // Machines that are at hand are compared in no time.
    if (ruling.length > 1 && done() > last)
      compareSteps?.(ruling.flatMap((id) => traces.readyOf(id, lines, line).steps[last + 1] ?? []));
    return more;
  };

  const computing = (wanted: Computing['wanted'], isLong: boolean): Computing => {
    const isThere = wanted === null || wanted.step <= done();
    return { done: done(), of, wanted: isThere ? null : wanted, isLong, stopped: false };
  };

  return {
    isQuick,
    goOn,
    ready,
    begin: (isLong = false) => {
      const trace = ready();
      return { trace, cursor: clamp(trace, cursor), computing: computing(cursor, isLong) };
    },
    after: (state, milliseconds, over) => {
      const wanted = state.computing?.wanted ?? null;
      const isLong = state.computing?.isLong === true || milliseconds >= SAID_AFTER;
      const isThere = wanted !== null && wanted.step <= done();
      const shown = state.trace.steps.length - 1;
      // Twice as much each time: to show a long history again and again would take longer than to compute it.
      if (over || isThere || done() >= 2 * shown) {
        const trace = ready();
        const at = isThere ? { cursor: clamp(trace, wanted) } : {};
        return { trace, ...at, computing: over ? null : computing(wanted, isLong) };
      }
      if (milliseconds < Math.max(SAID_AFTER, said + SAID_EVERY)) return null;
      said = milliseconds;
      return { computing: computing(wanted, isLong) };
    },
  };
};
