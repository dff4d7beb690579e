import { useEffect, useRef } from 'react';
import type { Opened } from '../parts/opened';
import { useVerbs, useViewerItself } from '../session/useViewer';
import { scriptInfo } from '../viewer/history';
import { firstComparison } from './comparison';

/** Begins a comparison at the step that is on the screen, or ends the one that is. Shows nothing itself: the stage does. */
export const CompareCommand = ({ onClose }: Opened) => {
  const { store } = useViewerItself();
  const { compare } = useVerbs();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    const state = store.getState();
    const written = scriptInfo(state)?.writtenFor ?? null;
    compare(state.against.length > 0 ? [state.policy] : firstComparison(state.policy, written));
    onClose();
  }, [store, compare, onClose]);
  return null;
};
