/** Changes to the scenarios of the reader's own. Nothing is lost that cannot be put back while the list is open. */
import { LIMITS } from '../kernel/limits';
import type { Scenario } from '../scenarios/scenario';
import { MINE, type Mine, type OwnTitle, ownName } from '../session/mine';
import { randomId } from '../session/storage';
import { NAMELESS, OWN_NAME } from '../viewer/opening';

/** Why something was not kept. */
export const KEPT_NOTHING =
  'The browser did not keep it: its storage is full or forbidden. Save it as a file: “Export …” in the Tools menu.';

/** More of them would be no list, but a library. */
export const MOST = 200;

/** What is said where a title has to be. */
export const UNTITLED = 'A scenario has a title, by which it stands in the list and in the menu: write one.';

/** What nobody sees: a title of nothing else is none. The last four are letters that are drawn as nothing. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Cn}\u115f\u1160\u3164\uffa0]/gu;

/** One line of a readable length; `null` for none. */
export const titleFrom = (text: string): string | null => {
  const title = text.replace(/\s+/g, ' ').trim().slice(0, LIMITS.note);
  return title.replace(UNSEEN, '') === '' ? null : title;
};

export const newOwnId = (): string => MINE + randomId();

/** Where it is kept, by what it calls itself. */
export const ownId = (name: string): string => MINE + name.slice(OWN_NAME.length);

const titlesOf = (mine: Mine): readonly OwnTitle[] => mine.titles.getState();

/** The first of the titles that nobody has: `Mine`, `Mine, copy`, `Mine, copy 2` … */
const freeTitle = (mine: Mine, title: string): string => {
  const taken = new Set(titlesOf(mine).map((each) => each.title));
  const begin = `${title.slice(0, LIMITS.note - 12)}, copy`;
  let wanted = begin;
  for (let count = 2; taken.has(wanted); count += 1) wanted = `${begin} ${count}`;
  return wanted;
};

/** Without the name it has on the screen: another one may be made of it. */
const textOf = (scenario: Scenario, title: string): string => JSON.stringify({ ...scenario, ...NAMELESS, title });

/** Its place in the list, counted from 0; -1 when it is not there. */
const placeOf = (mine: Mine, id: string): number => titlesOf(mine).findIndex((each) => each.id === id);

const insert = (mine: Mine, entry: OwnTitle, at: number, text: string): boolean => {
  if (titlesOf(mine).length >= MOST || !mine.keepText(entry.id, text)) return false;
  if (mine.keepTitles(titlesOf(mine).toSpliced(at, 0, entry))) return true;
  mine.forgetText(entry.id);
  return false;
};

/** At the end of the list. */
export const keep = (mine: Mine, scenario: Scenario, title: string, newId = newOwnId): boolean =>
  insert(mine, { id: newId(), title }, titlesOf(mine).length, textOf(scenario, title));

/** What is kept of this scenario, however it is called by now; `null`: nothing. */
export const entryOf = (mine: Mine, scenario: Pick<Scenario, 'id'> | null): OwnTitle | null =>
  titlesOf(mine).find(({ id }) => ownName(id) === scenario?.id) ?? null;

/**
 * Keeps a scenario in the place of what is kept of it, else as a new one, under a title that no other has.
 * @returns it as it is to be on the screen; `null` when the browser keeps nothing.
 */
export const keepTold = (mine: Mine, scenario: Scenario, newId = newOwnId): Scenario | null => {
  const entry = entryOf(mine, scenario);
  if (entry === null) {
    const title = namesake(mine, scenario.title) === null ? scenario.title : freeTitle(mine, scenario.title);
    const id = newId();
    const kept = insert(mine, { id, title }, titlesOf(mine).length, textOf(scenario, title));
    return kept ? { ...scenario, ...NAMELESS, id: ownName(id), title } : null;
  }
  const { title } = scenario;
  if (!mine.keepText(entry.id, textOf(scenario, title))) return null;
  const renamed = titlesOf(mine).map((each) => (each.id === entry.id ? { id: each.id, title } : each));
  return title === entry.title || mine.keepTitles(renamed) ? scenario : null;
};

/** What was kept under this title; `null`: nothing. */
export const namesake = (mine: Mine, title: string): OwnTitle | null =>
  titlesOf(mine).find((each) => each.title === title) ?? null;

/** What is needed to have back what was kept before. */
export interface Replaced {
  readonly entry: OwnTitle;
  readonly text: string;
}

/** In the place of what was kept under its title; `null` when the browser keeps nothing. */
export const keepOver = (mine: Mine, entry: OwnTitle, scenario: Scenario): Replaced | null => {
  const text = mine.text(entry.id) ?? '';
  return mine.keepText(entry.id, textOf(scenario, entry.title)) ? { entry, text } : null;
};

export const takeBack = (mine: Mine, { entry, text }: Replaced): boolean => mine.keepText(entry.id, text);

/** @throws (rejects) when it cannot be read. */
export const rename = async (mine: Mine, id: string, title: string): Promise<boolean> => {
  const scenario = await mine.load(id);
  if (!mine.keepText(id, textOf(scenario, title))) return false;
  return mine.keepTitles(titlesOf(mine).map((each) => (each.id === id ? { id, title } : each)));
};

/** Right after the one it is a copy of. @throws (rejects) when that cannot be read. */
export const duplicate = async (mine: Mine, id: string, newId = newOwnId): Promise<boolean> => {
  const scenario = await mine.load(id);
  const title = freeTitle(mine, scenario.title);
  return insert(mine, { id: newId(), title }, placeOf(mine, id) + 1, textOf(scenario, title));
};

/** What is needed to put it back. */
export interface Removed {
  readonly entry: OwnTitle;
  readonly at: number;
  readonly text: string;
}

export const remove = (mine: Mine, id: string): Removed | null => {
  const at = placeOf(mine, id);
  const entry = titlesOf(mine)[at];
  if (entry === undefined) return null;
  const removed = { entry, at, text: mine.text(id) ?? '' };
  if (!mine.keepTitles(titlesOf(mine).toSpliced(at, 1))) return null;
  mine.forgetText(id);
  return removed;
};

export const putBack = (mine: Mine, { entry, at, text }: Removed): boolean => insert(mine, entry, at, text);

/** One place earlier (−1) or later (1). */
export const move = (mine: Mine, id: string, by: -1 | 1): boolean => {
  const all = titlesOf(mine);
  const at = placeOf(mine, id);
  const [one, other] = [all[at], all[at + by]];
  if (one === undefined || other === undefined) return false;
  return mine.keepTitles(all.with(at, other).with(at + by, one));
};
