import type { Started } from '../session/start';
import { scriptInfo } from '../viewer/history';
import { firstComparison } from './comparison';

/** Begins a comparison at the step that is on the screen, or ends the one that is. */
export const compareNow = ({ viewer: { store, verbs } }: Pick<Started, 'viewer'>): void => {
  const state = store.getState();
  const written = scriptInfo(state)?.writtenFor ?? null;
  verbs.compare(state.against.length > 0 ? [state.policy] : firstComparison(state.policy, written));
};
