/** What of the machine stands on the slide of a step: what its event, its sentence or its camera names, and what blocks. */
import { type LoadedModules, loadedModules, patchesView } from '../panels/patches/cards';
import type { Slide } from '../panels/useSlide';
import type { Look } from '../scenarios/look';
import type { View } from '../viewer/contract';
import {
  isWaiting,
  LANE_STATUSES,
  taskChanges,
  taskSummary,
  threadCount,
  threadIndex,
  threads,
} from '../words/threads';

/** A hall reads no more lanes than these, and no more cards. */
const MOST_LANES = 5;
const MOST_CARDS = 3;

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Does the sentence say this name, and not only a longer one that contains it? */
export const names = (sentence: string, name: string): boolean =>
  new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`, 'u').test(sentence);

const lookedAt = ({ kernel }: View, look: Look): number | null => {
  if (look.panel !== 'Tasks') return null;
  if ('cpu' in look) return threadIndex(kernel, 0, look.cpu);
  return look.task === undefined ? null : threadIndex(kernel, look.task, undefined);
};

const acted = ({ step, kernel }: View): number | null => {
  const { event } = step;
  if (event === null || !('tid' in event)) return null;
  return threadIndex(kernel, event.type === 'task.fork' ? event.child : event.tid, undefined);
};

const uniqueFirst = <T>(lists: readonly (readonly T[])[], most: number): ReadonlySet<T> =>
  new Set([...new Set(lists.flat())].slice(0, most));

const threadsOf = (view: View, look: Look, sentence: string): ReadonlySet<number> | null => {
  const { kernel, before, facts } = view;
  if (threadCount(kernel) <= MOST_LANES) return null;
  const summary = taskSummary(kernel);
  const one = (index: number | null) => (index === null ? [] : [index]);
  const all = threads(kernel);
  const said = all.filter(({ task, idleOf }) => idleOf === null && names(sentence, task.comm));
  const blocked = all.filter(({ index }) => LANE_STATUSES[summary.status[index] ?? 0] === 'blocked');
  const changes = taskChanges(before, kernel, facts);
  const moved = all.filter(({ index, idleOf }) => idleOf === null && (changes[index] ?? 0) !== 0);
  const waiting = all.filter(({ index }) => isWaiting(summary, index));
  const index = ({ index: at }: { readonly index: number }) => at;
  const shown = uniqueFirst(
    [
      one(acted(view)),
      one(lookedAt(view, look)),
      said.map(index),
      blocked.map(index),
      moved.map(index),
      waiting.map(index),
    ],
    MOST_LANES,
  );
  // Where the step is about nobody, the tasks one may know are shown, the idle ones counted.
  return shown.size > 0 ? shown : new Set(all.filter(({ idleOf }) => idleOf === null).map(index));
};

const namesOf = ({ patches, targets }: LoadedModules): readonly string[] =>
  [...patches, ...targets].map(({ name }) => name);

const modulesOf = (view: View, look: Look, sentence: string): ReadonlySet<string> | null => {
  const { kernel, step } = view;
  const all = namesOf(loadedModules(kernel));
  if (all.length <= MOST_CARDS) return null;
  const { patches, targets } = patchesView(view);
  const changed = [...patches, ...targets].filter(({ changes }) => changes.appeared || changes.parts.size > 0);
  const { event } = step;
  const acts = event === null ? [] : 'module' in event ? [event.module] : 'patch' in event ? [event.patch] : [];
  const looks = 'module' in look && look.module !== undefined ? [look.module] : [];
  return uniqueFirst(
    [
      [...acts, ...looks, ...(kernel.transition === null ? [] : [kernel.transition.patch])].filter((name) =>
        all.includes(name),
      ),
      all.filter((name) => names(sentence, name)),
      changed.map(({ card }) => card.name),
      all,
    ],
    MOST_CARDS,
  );
};

/** @param sentence what the audience reads above the slide. */
export const slideOf = (view: View, look: Look, sentence: string): Slide => ({
  threads: threadsOf(view, look, sentence),
  modules: modulesOf(view, look, sentence),
});
