/** A talk in one file: all of its scenarios are kept as the reader's own, or none, and the first one opens. */
import { scenarioOfFile } from '../file/file';
import { problemText, readKlpTalk } from '../file/read';
import type { Given } from '../intake/kind';
import { KEPT_NOTHING, keepTold, MOST, ownId, remove } from '../mine/editing';
import { keepTalkTitle } from '../mine/talkTitle';
import { plural } from '../phrases/plural';
import type { Scenario } from '../scenarios/scenario';
import type { Mine } from '../session/mine';
import { ownLink } from '../session/ownLink';
import { noStorage, type SafeStorage } from '../session/storage';
import { NAMELESS } from '../viewer/opening';
import type { Viewer } from '../viewer/store';
import { crowdedAmong } from './crowded';
import { tellUnmet } from './unmet';

/** Why nothing came of it; `null`: it is on the screen. `undefined`: it is no talk. */
export const openTalk = (
  given: readonly Given[],
  viewer: Viewer,
  mine: Mine,
  local: SafeStorage = noStorage,
): readonly string[] | null | undefined => {
  const { verbs } = viewer;
  const [only] = given;
  const read = given.length === 1 && only !== undefined ? readKlpTalk(only.text) : null;
  if (read === null) return undefined;
  if ('problems' in read) return read.problems.map(problemText);
  const { talk, scenarios } = read.talk;
  const room = MOST - mine.titles.getState().length;
  if (scenarios.length > room)
    return [`It has ${plural(scenarios.length, 'scenario')}, and there is room for ${room} more under “My scenarios”.`];
  const kept: Scenario[] = [];
  for (const file of scenarios) {
    const told = keepTold(mine, { ...scenarioOfFile(file, NAMELESS), ...NAMELESS });
    if (told === null) {
      for (const { id } of kept) remove(mine, ownId(id));
      return [KEPT_NOTHING];
    }
    kept.push(told);
  }
  const [first] = kept;
  if (first === undefined) return undefined;
  keepTalkTitle(local, talk);
  verbs.openLink(ownLink(first, { ids: kept.map(({ id }) => ownId(id)), at: 0 }), 'reader');
  const says = `“${talk}”, ${plural(kept.length, 'scenario')}, is on the screen, and kept under “My scenarios”.`;
  verbs.report({ kind: 'talk', says: [says, ...crowdedAmong(scenarios)].join(' ') });
  tellUnmet(scenarios, viewer);
  return null;
};
