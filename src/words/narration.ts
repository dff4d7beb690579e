/** What the narration says where no scenario has a sentence. Pure. */
import type { Kernel } from '../kernel/model';
import { plural } from '../phrases/plural';
import type { View } from '../viewer/contract';
import { type Why, why } from './why';

/** The opening of a world of the reader's own. @param steps how many follow already. */
export const worldWords = ({ tasks, cpus }: Pick<Kernel, 'tasks' | 'cpus'>, steps: number): string => {
  const next = steps === 0 ? 'Load a module from the library to begin.' : `${plural(steps, 'step')} to follow.`;
  return `A machine of your own: ${plural(tasks.length, 'task')} on ${plural(cpus.length, 'CPU')}, nothing patched yet. ${next}`;
};

/** On a branch nobody has written what to notice, so this is what was done and what came of it. */
export const branchWords = ({ asked, meaning, refusal, headline }: Why): string => {
  const outcome = refusal?.because ?? headline[0];
  return (outcome === undefined ? meaning : `${asked}: ${outcome}`).replaceAll('`', '');
};

/** What is said of a step that nobody has written a sentence for; of the boot, what machine it is. */
export const unwritten = (view: View): string =>
  view.cursor.step === 0 ? worldWords(view.kernel, view.trace.steps.length - 1) : branchWords(why(view));
