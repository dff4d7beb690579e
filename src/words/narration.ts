/** What the narration says where no scenario has a sentence. Pure. */
import type { Kernel } from '../kernel/model';
import type { Why } from './why';

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

/** The opening of a world of the reader's own. */
export const worldWords = ({ tasks, cpus }: Pick<Kernel, 'tasks' | 'cpus'>): string =>
  `A machine of your own: ${count(tasks.length, 'task')} on ${count(cpus.length, 'CPU')}, nothing patched yet. Load a module from the library to begin.`;

/** On a branch nobody has written what to notice, so this is what was done and what came of it. */
export const branchWords = ({ asked, meaning, refusal, headline }: Why): string => {
  const outcome = refusal?.because ?? headline[0];
  return (outcome === undefined ? meaning : `${asked}: ${outcome}`).replaceAll('`', '');
};
