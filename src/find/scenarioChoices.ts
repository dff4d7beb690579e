/** What the combo box of the scenarios offers. Pure. */
import type { Choice, ChoiceGroup } from '../parts/choice';
import { plural } from '../phrases/plural';
import type { ScenarioTitle } from '../scenarios/scenario';
import { apart } from '../session/apart';
import type { OwnTitle } from '../session/mine';
import type { Recent } from '../viewer/state';
import { OWN_WORLD, RECENT } from './choices';

const recentNote = ({ branches, events }: Recent): string =>
  [...(branches > 0 ? [plural(branches, 'branch', 'branches')] : []), plural(events, 'event', 'events')].join(', ');

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
  const own = { label: 'Your own', choices: [world, ...kept, ...recentChoices(recent)] };
  return [
    ...groups.filter(({ label }) => label !== LAST_GROUP),
    own,
    ...groups.filter(({ label }) => label === LAST_GROUP),
  ];
};
