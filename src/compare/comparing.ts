/**
 * A comparison as panels need it: for each policy a viewer of its own, which shows the same place in the same history and
 * acts on the same events, and what the policies answered to each step.
 */

import type { Policy } from '../kernel/policies';
import { policies } from '../kernel/policies';
import { type Comparison, compareTraces } from '../trace/compare';
import { clamp } from '../viewer/cursor';
import { memoize } from '../viewer/memoize';
import { previewOf } from '../viewer/preview';
import { view } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import type { ReadonlyStore, Viewer } from '../viewer/store';

export interface Comparing {
  /** The viewer of one policy. The same object again for the same policy. */
  readonly under: (policy: string) => Viewer;
  /** The verdicts and machines of the policies that are compared. A stable reference, as selectors give. */
  readonly comparison: (state: ViewerState) => Comparison;
}

const comparedOf = memoize((_against: readonly string[], ...ids: readonly string[]): readonly Policy[] =>
  policies.filter(({ id }) => ids.includes(id)),
);

/** What is compared, in the order of history, whichever leads. */
export const comparedPolicies = ({ policy, against }: Pick<ViewerState, 'policy' | 'against'>): readonly Policy[] =>
  comparedOf(against, policy, ...against);

/**
 * The state as it would be if `policy` ruled. Inside an event the policies go through microsteps of their own: where this one
 * has come to the end of the event, its step is over.
 */
const stateUnder = (viewer: Viewer, policy: string): (() => ViewerState) => {
  const known = new WeakMap<ViewerState, ViewerState>();
  return () => {
    const shown = viewer.store.getState();
    if (shown.policy === policy) return shown;
    const state = known.get(shown);
    if (state !== undefined) return state;
    const trace = viewer.traceUnder(policy);
    const made = { ...shown, policy, trace, cursor: clamp(trace, shown.cursor) };
    known.set(shown, made);
    return made;
  };
};

const viewerUnder = (viewer: Viewer, policy: string): Viewer => {
  const getState = stateUnder(viewer, policy);
  const store: ReadonlyStore = {
    getState,
    getInitialState: getState,
    subscribe: (listener) => {
      let before = getState();
      return viewer.store.subscribe(() => {
        const now = getState();
        listener(now, before);
        before = now;
      });
    },
  };
  const { verbs } = viewer;
  return {
    store,
    traceUnder: viewer.traceUnder,
    verbs: {
      ...verbs,
      preview: (event) => previewOf(policy, view(getState()).step, event),
      goto: (step, micro = null) => {
        // The cursor follows the leading trace, so whoever steps into an event here lets this policy lead.
        if (micro !== null) verbs.setPolicy(policy);
        verbs.goto(step, micro);
      },
    },
  };
};

const make = (viewer: Viewer): Comparing => {
  const viewers = new Map<string, Viewer>();
  const compared = memoize((_lead: ViewerState['trace'], ...ids: readonly string[]) =>
    compareTraces(ids.map(viewer.traceUnder)),
  );
  return {
    under: (policy) => {
      const found = viewers.get(policy) ?? viewerUnder(viewer, policy);
      viewers.set(policy, found);
      return found;
    },
    comparison: (state) => compared(state.trace, ...comparedPolicies(state).map(({ id }) => id)),
  };
};

const all = new WeakMap<Viewer, Comparing>();

/** The same again for the same viewer. */
export const comparingOf = (viewer: Viewer): Comparing => {
  const known = all.get(viewer) ?? make(viewer);
  all.set(viewer, known);
  return known;
};
