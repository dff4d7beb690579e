/** What is called alike is told apart by what differs. */
import { plural } from '../phrases/plural';
import { someOf } from '../phrases/someOf';
import type { Mine, OwnTitle } from './mine';
import { parseJson } from './storage';

interface Titled {
  readonly id: string;
  readonly title: string;
}

/**
 * By their ids, what is said of those whose title another one has, too; with a number where that is the same as well. Of a title
 * that only one has, nothing.
 */
export const apart = <T extends Titled>(all: readonly T[], say: (each: T) => string): ReadonlyMap<string, string> => {
  const named = new Map<string, readonly T[]>();
  for (const each of all) named.set(each.title, [...(named.get(each.title) ?? []), each]);
  const told = new Map<string, string>();
  for (const alike of named.values()) {
    if (alike.length === 1) continue;
    const said = alike.map((each) => ({ id: each.id, says: say(each) }));
    for (const { id, says } of said) {
      const same = said.filter((other) => other.says === says);
      const number = `number ${same.findIndex((other) => other.id === id) + 1} of ${same.length}`;
      told.set(id, same.length === 1 ? says : [says, number].filter((part) => part !== '').join(', '));
    }
  }
  return told;
};

const countOf = (task: unknown): number =>
  typeof task === 'object' && task !== null && 'count' in task && typeof task.count === 'number' ? task.count : 1;

/** More of them would be a list of their own. */
const MOST_NAMED = 2;

/** What is said of the livepatches of a machine: none of them is nothing. */
export const patchesOf = (names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [someOf(names, MOST_NAMED)];

const nameOf = (patch: unknown): readonly string[] =>
  typeof patch === 'object' && patch !== null && 'name' in patch && typeof patch.name === 'string' ? [patch.name] : [];

/** `my_fix, 5 steps, 2 tasks`. Nothing of what is damaged. */
const sizeOf = (text: string): string => {
  const json = parseJson(text)?.json;
  if (typeof json !== 'object' || json === null || !('steps' in json) || !('world' in json)) return '';
  const { steps, world } = json;
  if (!Array.isArray(steps) || typeof world !== 'object' || world === null || !('tasks' in world)) return '';
  if (!Array.isArray(world.tasks)) return '';
  const tasks = world.tasks.reduce((sum: number, task: unknown) => sum + countOf(task), 0);
  const patches = 'patches' in world && Array.isArray(world.patches) ? world.patches.flatMap(nameOf) : [];
  return [...patchesOf(patches), plural(steps.length, 'step'), plural(tasks, 'task')].join(', ');
};

/** What was read last of each: to read a large one again takes its time. */
const sizes = new Map<string, { readonly text: string; readonly says: string }>();

const sizeNow = (mine: Mine, id: string): string => {
  const text = mine.text(id) ?? '';
  const known = sizes.get(id);
  if (known?.text === text) return known.says;
  const says = sizeOf(text);
  sizes.set(id, { text, says });
  return says;
};

/** The same of scenarios of the reader's own. */
export const ownApart = (titles: readonly OwnTitle[], mine: Mine): ReadonlyMap<string, string> =>
  apart(titles, ({ id }) => sizeNow(mine, id));

/** A title with what tells it from another one. */
export const titledApart = ({ id, title }: Titled, told: ReadonlyMap<string, string>): string => {
  const says = told.get(id);
  return says === undefined ? title : `${title}, ${says}`;
};
