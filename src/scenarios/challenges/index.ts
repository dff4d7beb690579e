/** The challenges, three to a chapter, in the order of the chapters. Titles are here at once, the rest when one is opened. */
import type { Scenario, ScenarioTitle } from '../scenario';

/** The id in links is the title in lower case, its words joined with `-`. */
const names = [
  'Remove it again',
  'Finish a transition',
  'Old and new at once',
  'Version 1 again',
  'Counter to zero',
  'Go down',
  'Rid of sticky',
  'Turn round in time',
  'Cover sticky',
  'Finish it cleanly',
  'Leave a frame behind',
  'Parent and child',
  'A nop in the way',
  'Remove from below',
  'Keep a module out',
  'An older state',
  'The lower number on top',
  'Nothing sticks',
] as const;

/** The last chapter is about the rules that were merged. */
const MERGED = names.indexOf('An older state');

export const challenges: readonly ScenarioTitle[] = names.map((title, at) => ({
  id: `challenge-${title.toLowerCase().replaceAll(' ', '-')}`,
  title,
  group: 'Challenges',
  ...(at < MERGED ? {} : { policy: 'system-state' }),
}));

/** The challenge of this id, or `null` when there is none. */
export const loadChallenge = async (id: string): Promise<Scenario | null> => {
  if (!challenges.some((title) => title.id === id)) return null;
  const { all } = await import('./all');
  return all.find((scenario) => scenario.id === id) ?? null;
};
