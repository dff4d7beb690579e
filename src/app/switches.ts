/** Commands that change a setting, and open nothing. */
import { DEFAULT_SETTINGS } from '../session/settings';
import type { Started } from '../session/start';

type Act = (started: Pick<Started, 'settings'>) => void;

/** The questions, on or off: the next step that has one asks it. */
export const guessFirst: Act = ({ settings }) => settings.change({ guess: !settings.getState().guess });

/** Every panel as a tile, or again only what a step is about. */
export const showEverything: Act = ({ settings }) =>
  settings.change({ board: settings.getState().board === 'story' ? 'everything' : 'story' });

/** The panels get the sizes, the tabs and the places that they had before anybody moved them. */
export const putPanelsBack: Act = ({ settings }) => {
  const { board, layout, tabs } = DEFAULT_SETTINGS;
  settings.change({ board, layout, tabs });
};
