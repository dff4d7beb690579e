/** Putting a talk together: which scenarios, in which order. Pure. */
import { defaultPolicy } from '../kernel/policies';
import { LIMITS } from '../link/limits';
import { headOf, type Link, type Playlist } from '../link/readable';
import { titles } from '../session/catalogue';
import { isMine } from '../session/mine';

type Ids = readonly string[];

export type TitleOf = (id: string) => string;

/** Of the built-in ones; the others are called by their ids. */
export const titleOf: TitleOf = (id) => titles.find((title) => title.id === id)?.title ?? id;

/** One more at the end, unless there are as many as a link may name. */
export const added = (ids: Ids, id: string): Ids => (ids.length < LIMITS.list ? [...ids, id] : ids);

export const removed = (ids: Ids, at: number): Ids => ids.filter((_, index) => index !== at);

/** One place earlier (−1) or later (1); the same list at its ends. */
export const moved = (ids: Ids, at: number, by: -1 | 1): Ids => {
  const [one, other] = [ids[at], ids[at + by]];
  return one === undefined || other === undefined ? ids : ids.with(at, other).with(at + by, one);
};

/** The places of a list. The same scenario may come twice: which time it is makes the key. */
export const places = (ids: Ids): readonly { readonly id: string; readonly at: number; readonly key: string }[] =>
  ids.map((id, at) => ({ id, at, key: `${id} ${ids.slice(0, at).filter((each) => each === id).length}` }));

const policies = Object.fromEntries(titles.flatMap(({ id, policy }) => (policy === undefined ? [] : [[id, policy]])));

/** The first step of a talk; `null` for a talk of nothing, or one that begins with a scenario of the reader's own. */
export const talkStart = (ids: Ids): Link | null => {
  const [id] = ids;
  if (id === undefined || isMine(id)) return null;
  const policy = policies[id] ?? defaultPolicy.id;
  const talk: Playlist = { ids, at: 0 };
  return { policy, source: { kind: 'scenario', id, branch: null }, talk, step: 0, micro: null };
};

/** Its link, from the `#` on; `null` for a talk of nothing, and for one with scenarios that only this browser has. */
export const talkLink = (ids: Ids): string | null => {
  if (ids.some(isMine)) return null;
  const start = talkStart(ids);
  return start === null ? null : headOf(start, { policies });
};
