/** From the text of a `*.klp.json` to what the viewer shows. Fetched when somebody opens a file. */
import { scenarioOfFile } from '../file/file';
import { problemText, readKlpFile } from '../file/read';
import type { Scenario } from '../scenarios/scenario';
import { NAMELESS } from '../viewer/opening';

export type Opened = { readonly scenario: Scenario } | { readonly problems: readonly string[] };

export const openedFrom = (text: string): Opened => {
  const read = readKlpFile(text);
  if ('problems' in read) return { problems: read.problems.map(problemText) };
  return { scenario: { ...scenarioOfFile(read.file, NAMELESS), ...NAMELESS } };
};
