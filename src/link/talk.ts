/** Links to talks: `#/talk/SCENARIOS/NUMBER/STEP`, and then as for one scenario. Few links are, so this is fetched with the rest. */
import { codeFailures } from './codeErrors';
import { failures, type LinkError } from './errors';
import { type Head, isTalk, type Known, nearest, readHead } from './head';
import { LIMITS } from './limits';

/** `talk/first-patch.stuck-force/2/3`: the second of these scenarios, at its step 3. */
function readTalk(text: string, known: Known): Head | LinkError {
  const [, list = '', number = '1', ...place] = text.slice(2).split('/');
  const ids = list.split('.');
  const missing = ids.find((id) => !known.scenarioIds.includes(id));
  if (missing !== undefined) return failures.unknownScenario(missing, nearest(missing, known.scenarioIds));
  if (ids.length > LIMITS.list) return failures.tooMany('scenarios', LIMITS.list);
  const id = /^[1-9]\d{0,8}$/.test(number) ? ids[Number(number) - 1] : undefined;
  if (id === undefined) return codeFailures.notInTalk(number, ids.length);
  const head = readHead(`#/${[id, ...place].join('/')}`, known);
  return 'sentence' in head ? head : { ...head, talk: { ids, at: Number(number) - 1 } };
}

/** The readable part of any link. `text` begins with `#/`. */
export const readAnyHead = (text: string, known: Known): Head | LinkError =>
  isTalk(text) ? readTalk(text, known) : readHead(text, known);
