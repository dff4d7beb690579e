/** Forward and back as a clicker means them. */
import { leavesScriptAt } from '../lines';
import { isAtEnd } from '../selectors';
import type { Viewer } from '../store';

export interface Steering {
  /** The next step; from the end of a branch back to the script, which goes on from there. */
  readonly next: () => void;
  readonly previous: () => void;
  /** The first step of all. */
  readonly start: () => void;
}

export const createSteering = ({ store, verbs }: Viewer): Steering => ({
  next: () => {
    const state = store.getState();
    if (!isAtEnd(state)) verbs.stepOver();
    else if (leavesScriptAt(state.lines, state.line) !== null) verbs.backToScript();
  },
  previous: verbs.stepBack,
  start: verbs.home,
});
