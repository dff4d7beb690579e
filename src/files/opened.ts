/** From the text of a `*.klp.json` to what the viewer shows. Fetched when somebody opens a file. */
import { scenarioOfFile } from '../file/file';
import { problemText, readKlpFile } from '../file/read';
import type { Scenario } from '../scenarios/scenario';

export type Opened = { readonly scenario: Scenario } | { readonly problems: readonly string[] };

/** A scenario that came in a file has no name in links, whatever it was called where it was written. */
const FROM_FILE = { id: 'from-a-file', group: 'First steps' } as const;

export const openedFrom = (text: string): Opened => {
  const read = readKlpFile(text);
  if ('problems' in read) return { problems: read.problems.map(problemText) };
  return { scenario: { ...scenarioOfFile(read.file, FROM_FILE), ...FROM_FILE } };
};
