/** Opens what was given in the viewer. Fetched when somebody gives something. */
import type { Given } from '../intake/kind';
import type { Mine } from '../session/mine';
import type { SafeStorage } from '../session/storage';
import type { Viewer } from '../viewer/store';
import { openedFrom } from './opened';
import { openTalk } from './openTalk';
import { tellUnmet } from './unmet';

export { isOurs } from '../intake/kind';

/** Until another machine is on the screen, or why there is none: a history that is played again takes its time. */
const shown = (store: Viewer['store']): Promise<void> => {
  const { opening, notice } = store.getState();
  return new Promise((resolve) => {
    const leave = store.subscribe((now) => {
      if (now.opening === opening && now.notice === notice) return;
      leave();
      resolve();
    });
  });
};

const openNow = async (
  given: readonly Given[],
  viewer: Viewer,
  mine: Mine,
  local?: SafeStorage,
): Promise<readonly string[] | null> => {
  const { store, verbs } = viewer;
  const talk = openTalk(given, viewer, mine, local);
  if (talk !== undefined) return talk;
  const opened = await openedFrom(given, store.getState().world);
  if ('problems' in opened) return opened.problems;
  const wasTalk = store.getState().talk !== null;
  if ('scenario' in opened) verbs.openFile(opened.scenario, opened.at);
  if (opened.changed !== null) {
    const { world, ...added } = opened.changed;
    const done = shown(store);
    verbs.changeWorld(world, added);
    await done;
  } else if ('scenario' in opened) {
    const { scenario, lines, remarks } = opened;
    const left = `“${scenario.title}” is on the screen${wasTalk ? ', and the talk is left' : ''}.`;
    const says = [...(lines.length > 0 || wasTalk ? [left] : []), ...remarks].join(' ');
    if (says !== '') verbs.report({ kind: 'opened', says, lines });
    tellUnmet([scenario], viewer);
  }
  return null;
};

let before: Promise<unknown> = Promise.resolve();

/**
 * Why nothing came of it; `null`: it is on the screen. What is given while the one before is still being read waits for it, and
 * is added to the machine that comes of it.
 */
export const openGiven = (
  given: readonly Given[],
  viewer: Viewer,
  mine: Mine,
  local?: SafeStorage,
): Promise<readonly string[] | null> => {
  const opened = before.then(() => openNow(given, viewer, mine, local));
  before = opened.catch(() => null);
  return opened;
};
