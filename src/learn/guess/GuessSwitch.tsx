import { useEffect, useRef } from 'react';
import type { Opened } from '../../parts/opened';
import { useSettings } from '../../session/useViewer';

/** Switches the questions on or off. Shows nothing itself: the next step that has a question asks it. */
export const GuessSwitch = ({ onClose }: Opened) => {
  const [{ guess }, change] = useSettings();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    change({ guess: !guess });
    onClose();
  }, [guess, change, onClose]);
  return null;
};
