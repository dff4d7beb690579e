/** The challenges, three to a chapter, in the order of the chapters. A chapter's file is loaded when one of them is opened. */
import type { Scenario, ScenarioTitle } from '../scenario';

type Chapter = () => Promise<Readonly<Record<string, Scenario>>>;

const chapters: readonly (readonly [load: Chapter, policy: string | null, names: Readonly<Record<string, string>>])[] =
  [
    [
      () => import('./firstSteps'),
      null,
      {
        'remove-it': 'Remove it again',
        'finish-it': 'Finish a transition',
        'old-and-new': 'Old and new at the same time',
      },
    ],
    [
      () => import('./versioning'),
      null,
      {
        'version-1-again': 'Make version 1 loadable again',
        'counter-to-zero': 'The counter at 0, and a livepatch enabled',
        'go-down': 'From version 3 down to version 1',
      },
    ],
    [
      () => import('./sticky'),
      null,
      {
        'rid-of-sticky': 'Get rid of the sticky patch',
        'turn-round': 'Turn round in time',
        'cover-sticky': 'Enabled, and none of its code runs',
      },
    ],
    [
      () => import('./transitions'),
      null,
      {
        'finish-cleanly': 'Finish it without force',
        'leave-behind': 'Leave a frame behind',
        'parent-and-child': 'Parent and child on different sides',
      },
    ],
    [
      () => import('./replacement'),
      null,
      {
        'nop-in-the-way': 'A nop in the way',
        'from-below': 'Remove the lower one',
        'keep-it-out': 'Keep a module out',
      },
    ],
    [
      () => import('./afterwards'),
      'system-state',
      {
        'older-state': 'Back to the older state',
        'lower-on-top': 'The lower number on top',
        'nothing-sticks': 'Nothing sticks',
      },
    ],
  ];

const entries = chapters.flatMap(([load, policy, names]) =>
  Object.entries(names).map(([name, title]) => ({
    load,
    title: {
      id: `challenge-${name}`,
      title,
      group: 'Challenges',
      ...(policy === null ? {} : { policy }),
    } satisfies ScenarioTitle,
  })),
);

export const challenges: readonly ScenarioTitle[] = entries.map(({ title }) => title);

/** The challenge of this id, or `null` when there is none. */
export const loadChallenge = async (id: string): Promise<Scenario | null> => {
  const found = entries.find(({ title }) => title.id === id);
  return (found && Object.values(await found.load()).find((scenario) => scenario.id === id)) ?? null;
};
