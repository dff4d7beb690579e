import { useCallback } from 'react';
import type { Opened } from '../parts/opened';
import { useSettings } from '../session/useViewer';
import { useOnce } from './useOnce';

/** Shows every panel as a tile, or again only what a step is about. Shows nothing itself: the stage does. */
export const BoardCommand = ({ onClose }: Opened) => {
  const [{ board }, change] = useSettings();
  useOnce(
    useCallback(() => {
      change({ board: board === 'story' ? 'everything' : 'story' });
      onClose();
    }, [board, change, onClose]),
  );
  return null;
};
