import { useCallback } from 'react';
import type { Opened } from '../parts/opened';
import { DEFAULT_SETTINGS } from '../session/settings';
import { useSettings } from '../session/useViewer';
import { useOnce } from './useOnce';

/** Gives the panels the sizes, the tabs and the places that they had before anybody moved them. */
export const PutBackCommand = ({ onClose }: Opened) => {
  const [, change] = useSettings();
  useOnce(
    useCallback(() => {
      const { board, layout, tabs } = DEFAULT_SETTINGS;
      change({ board, layout, tabs });
      onClose();
    }, [change, onClose]),
  );
  return null;
};
