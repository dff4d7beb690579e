/** Opens what was given in the viewer. Fetched when somebody gives something. */
import type { Given } from '../intake/kind';
import type { Viewer } from '../viewer/store';
import { openedFrom } from './opened';

export { isOurs } from '../intake/kind';

/** Why nothing came of it; `null`: it is on the screen. */
export const openGiven = async (
  given: readonly Given[],
  { store, verbs }: Viewer,
): Promise<readonly string[] | null> => {
  const opened = await openedFrom(given, store.getState().world);
  if ('problems' in opened) return opened.problems;
  if ('scenario' in opened) verbs.openFile(opened.scenario);
  if (opened.changed !== null) verbs.changeWorld(opened.changed.world, opened.changed);
  else if ('scenario' in opened && opened.lines.length > 0)
    verbs.report({ kind: 'opened', says: `“${opened.scenario.title}” is on the screen.`, lines: opened.lines });
  return null;
};
