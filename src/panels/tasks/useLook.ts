import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  const theme = new MutationObserver(changed);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  window.addEventListener('resize', changed);
  return () => {
    theme.disconnect();
    dark.removeEventListener('change', changed);
    window.removeEventListener('resize', changed);
  };
};

const look = (): string => {
  const { theme = 'none' } = document.documentElement.dataset;
  return `${theme} ${matchMedia('(prefers-color-scheme: dark)').matches} ${devicePixelRatio}`;
};

/** A text that changes when a canvas has to be drawn anew: another theme, or another density of the display. */
export const useLook = (): string => useSyncExternalStore(subscribe, look, look);

/** Whether nothing is to move, as `--motion` has it. Asked without making the browser work out any style. */
export const isStill = (): boolean => {
  const { motion } = document.documentElement.dataset;
  return motion === 'reduced' || (motion !== 'full' && matchMedia('(prefers-reduced-motion: reduce)').matches);
};
