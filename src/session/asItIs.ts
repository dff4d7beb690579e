/** For drawing without a browser, where React asks a store how it was in the beginning. */
import type { Started } from './start';

/** The same, with a store that has always been as it is now. */
export const asItIs = (started: Started): Started => {
  const { viewer } = started;
  const { store } = viewer;
  return { ...started, viewer: { ...viewer, store: { ...store, getInitialState: store.getState } } };
};
