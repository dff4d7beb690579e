import { useEffect, useRef } from 'react';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';

const cursorOf = ({ cursor }: ViewerState) => cursor;

/** Does something as soon as the reader is elsewhere in the history: another step has other words. */
export const useNextStep = (act: () => void): void => {
  const cursor = useViewer(cursorOf);
  const before = useRef(cursor);
  useEffect(() => {
    if (before.current === cursor) return;
    before.current = cursor;
    act();
  });
};
