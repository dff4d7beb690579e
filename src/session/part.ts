/** Which window of a talk this is: told by the query part of its address, so that a reload finds its place. */

/** `alone` is one window that both the speaker and the audience look at. */
export type Role = 'speaker' | 'audience' | 'alone';

export interface Part {
  readonly role: Role;
  /** Which talk: two talks in one browser do not hear each other. Empty when the address does not say. */
  readonly talk: string;
}

/** Role → its word in the query. */
const WORDS: readonly (readonly [Role, string])[] = [
  ['speaker', 'speaker'],
  ['audience', 'audience'],
  ['alone', 'present'],
];

/** `?audience=k3f9`, or `?audience`; `null` for a window that is in no talk. */
export const partOf = (search: string): Part | null => {
  const query = new URLSearchParams(search);
  const [role, word] = WORDS.find(([, each]) => query.has(each)) ?? [];
  if (role === undefined || word === undefined) return null;
  return { role, talk: (query.get(word) ?? '').replace(/[^a-z0-9]/gi, '').slice(0, 16) };
};

/** The query that makes a window this part of a talk; empty for none. */
export const searchOf = (part: Part | null): string => {
  const [, word] = WORDS.find(([role]) => role === part?.role) ?? [];
  if (part === null || word === undefined) return '';
  return `?${word}${part.talk === '' ? '' : `=${part.talk}`}`;
};
