import { useEffect } from 'react';
import { useViewerItself } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';

/** A machine that a link has brought; what a file says of it is said when that is opened. */
const isFromLink = ({ source, opening }: ViewerState): boolean =>
  source.kind === 'world' && source.told === undefined && (opening.by === 'start' || opening.by === 'address');

/** Whoever comes back to it has been told. */
const isReload = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload');

/** Of a machine in a link it is said when there are more tasks on a CPU than CPUs. */
export const CrowdedLinks = () => {
  const viewer = useViewerItself();
  useEffect(() => {
    const { store } = viewer;
    const look = (state: ViewerState): void => {
      if (!isFromLink(state)) return;
      void import('../files/crowded').then(
        ({ tellCrowded }) => store.getState().opening === state.opening && tellCrowded(viewer),
        () => undefined,
      );
    };
    if (!isReload()) look(store.getState());
    return store.subscribe((state, before) => {
      if (state.opening !== before.opening) look(state);
    });
  }, [viewer]);
  return null;
};
