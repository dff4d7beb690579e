/** What the combo box of the scenarios offers. Pure. */
import type { Choice, ChoiceGroup } from '../parts/choice';
import { plural } from '../phrases/plural';
import type { ScenarioTitle } from '../scenarios/scenario';
import { apart, patchesOf } from '../session/apart';
import type { OwnTitle } from '../session/mine';
import type { Recent } from '../viewer/state';
import { OWN_WORLD, RECENT } from './choices';

const OWN = 'Your own';

const recentNote = ({ branches, events, names }: Recent): string =>
  [
    ...patchesOf(names),
    ...(branches > 0 ? [plural(branches, 'branch', 'branches')] : []),
    plural(events, 'event', 'events'),
  ].join(', ');

/** `30 Nov, 12:45` */
const timeOf = (savedAt: number): string =>
  new Date(savedAt).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const recentChoices = (all: readonly Recent[]): readonly Choice[] => {
  const told = apart(all, (work) => `${recentNote(work)}, left ${timeOf(work.savedAt)}`);
  return all.map((work) => ({
    value: RECENT + work.id,
    label: `${work.title}, as you left it`,
    note: told.get(work.id) ?? recentNote(work),
  }));
};

/** Stands for the machine on the screen, which is no scenario of the list. */
export const ON_SCREEN = 'own:screen';

/** The same with what is on the screen among one's own: else the list would begin with a scenario that is not there. */
export const withScreen = (groups: readonly ChoiceGroup[], title: string): readonly ChoiceGroup[] =>
  groups.map((group) =>
    group.label === OWN
      ? { ...group, choices: [{ value: ON_SCREEN, label: title, note: 'On the screen' }, ...group.choices] }
      : group,
  );

/** The long tail: what the kernel tests itself with. */
const LAST_GROUP = 'Kernel self-tests';

/**
 * Scenarios by group in the order of the syllabus, a world of one's own, what was put aside, and the self-tests last. `told`: what is
 * said of each of the reader's own whose title another one has, too.
 */
export const scenarioChoices = (
  titles: readonly ScenarioTitle[],
  recent: readonly Recent[],
  mine: readonly OwnTitle[] = [],
  told: ReadonlyMap<string, string> = new Map(),
): readonly ChoiceGroup[] => {
  const groups = [...new Set(titles.map(({ group }) => group))].map((label) => ({
    label,
    choices: titles.filter(({ group }) => group === label).map(({ id, title }) => ({ value: id, label: title })),
  }));
  const kept = mine.map(({ id, title }): Choice => ({ value: id, label: title, note: told.get(id) }));
  const world = { value: OWN_WORLD, label: 'Own world…' };
  const own = { label: OWN, choices: [world, ...kept, ...recentChoices(recent)] };
  return [
    ...groups.filter(({ label }) => label !== LAST_GROUP),
    own,
    ...groups.filter(({ label }) => label === LAST_GROUP),
  ];
};
