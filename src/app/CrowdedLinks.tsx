import { useEffect } from 'react';
import { useViewerItself } from '../session/useViewer';

/** Of a machine in a link that is opened later on it is said, too, when there are more tasks on a CPU than CPUs. */
export const CrowdedLinks = () => {
  const viewer = useViewerItself();
  useEffect(
    () =>
      viewer.store.subscribe(({ opening }, before) => {
        if (opening === before.opening || opening.by !== 'address') return;
        void import('../session/crowded').then(
          ({ tellCrowded }) => viewer.store.getState().opening === opening && tellCrowded(viewer),
          () => undefined,
        );
      }),
    [viewer],
  );
  return null;
};
