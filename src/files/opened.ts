/** From a text of the reader's to what the viewer shows. Fetched when somebody opens a file. */
import { scenarioOfFile } from '../file/file';
import { problemText, readKlpFile } from '../file/read';
import type { WideWorld } from '../kernel/world';
import type { Scenario } from '../scenarios/scenario';
import { NAMELESS } from '../viewer/opening';
import { type Grown, kindOf, withModules, withStack } from './pieces';

export type Opened = { readonly scenario: Scenario } | Grown;

const scenarioFrom = (text: string): Opened => {
  const read = readKlpFile(text);
  if ('problems' in read) return { problems: read.problems.map(problemText) };
  return { scenario: { ...scenarioOfFile(read.file, NAMELESS), ...NAMELESS } };
};

/**
 * A scenario, or the machine with what the text adds to it: modules in C, or a kernel stack.
 * @param name of the file, where it came in one.
 */
export const openedFrom = async (text: string, world: WideWorld, name?: string): Promise<Opened> => {
  const kind = kindOf(text, name);
  if (kind === 'C') return withModules(world, (await import('../source/readModules')).readModules(text, name));
  if (kind === 'stack') return withStack(world, (await import('../source/readStack')).readStack(text));
  return scenarioFrom(text);
};
