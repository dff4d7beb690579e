import { useLayoutEffect } from 'react';
import { useMedia } from '../parts/useMedia';
import { useRole, useSettings } from '../session/useViewer';

/** Puts the reader's theme and motion where the tokens look for them, and the ground where the browser's frame does. */
export const Appearance = () => {
  const [{ theme, motion }] = useSettings();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const [part] = useRole();
  const own = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  // What an audience sees is made for a hall, as dark as the reader has it.
  const hall = own.endsWith('dark') ? 'projector-dark' : 'projector';
  const shown = part === null || part.role === 'speaker' ? own : hall;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = shown;
    root.dataset.motion = motion;
    const ground = getComputedStyle(root).getPropertyValue('--bg');
    for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.setAttribute('content', ground);
  }, [shown, motion]);
  return null;
};
