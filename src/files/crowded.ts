/** What is opened with more tasks on a CPU than there are CPUs. */

import type { WideWorld } from '../kernel/world';
import { tooFewCpus } from '../kernel/worldRemarks';
import { plural } from '../phrases/plural';
import type { Viewer } from '../viewer/store';

/** Some of the tasks are not where the text has them. */
export const crowded = (world: WideWorld): readonly string[] => tooFewCpus(world).map(({ says }) => `${says}.`);

/** The same of the first of several, and of how many more. */
export const crowdedAmong = (
  all: readonly { readonly title: string; readonly world: WideWorld }[],
): readonly string[] => {
  const found = all.flatMap(({ title, world }) => crowded(world).map((says) => `In “${title}”, ${says}`));
  const [first, ...more] = found;
  if (first === undefined) return [];
  if (more.length === 0) return [first];
  return [first, `The same is so in ${plural(more.length, 'more scenario')}.`];
};

/** Says so of the machine on the screen, which a link has brought, where nothing else is said of it. */
export const tellCrowded = ({ store, verbs }: Viewer): void => {
  const { world, notice } = store.getState();
  const [says] = crowded(world);
  if (notice === null && says !== undefined) verbs.report({ kind: 'crowded', says });
};
