/** What is opened with more tasks on a CPU than there are CPUs, in several machines at once. */
import type { WideWorld } from '../kernel/world';
import { plural } from '../phrases/plural';
import { crowded } from '../session/crowded';

/** What is said of the first of them, and of how many more. */
export const crowdedAmong = (
  all: readonly { readonly title: string; readonly world: WideWorld }[],
): readonly string[] => {
  const found = all.flatMap(({ title, world }) => crowded(world).map((says) => `In “${title}”, ${says}`));
  const [first, ...more] = found;
  if (first === undefined) return [];
  if (more.length === 0) return [first];
  return [first, `The same is so in ${plural(more.length, 'more scenario')}.`];
};
