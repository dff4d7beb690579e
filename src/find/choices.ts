/** What the two combo boxes of the top bar offer. Pure. */
import type { Policy } from '../kernel/policies';
import type { Choice, ChoiceGroup } from '../parts/choice';
import { plural } from '../phrases/plural';
import type { ScenarioTitle } from '../scenarios/scenario';
import type { OwnTitle } from '../session/mine';
import type { Recent } from '../viewer/state';

/** No scenario has an id with a colon. */
export const OWN_WORLD = 'own:world';
const RECENT = 'recent:';

/** The id of the recent work that a choice stands for; `null` for another kind of choice. */
export const recentIn = (value: string): string | null =>
  value.startsWith(RECENT) ? value.slice(RECENT.length) : null;

const recentNote = ({ branches, events }: Recent): string =>
  [...(branches > 0 ? [plural(branches, 'branch', 'branches')] : []), plural(events, 'event', 'events')].join(', ');

const recentChoice = (work: Recent): Choice => ({
  value: RECENT + work.id,
  label: `${work.title}, as you left it`,
  note: recentNote(work),
});

/** The long tail: what the kernel tests itself with. */
const LAST_GROUP = 'Kernel self-tests';

/** Scenarios by group in the order of the syllabus, a world of one's own, what was put aside, and the self-tests last. */
export const scenarioChoices = (
  titles: readonly ScenarioTitle[],
  recent: readonly Recent[],
  mine: readonly OwnTitle[] = [],
): readonly ChoiceGroup[] => {
  const groups = [...new Set(titles.map(({ group }) => group))].map((label) => ({
    label,
    choices: titles.filter(({ group }) => group === label).map(({ id, title }) => ({ value: id, label: title })),
  }));
  const kept = mine.map(({ id, title }) => ({ value: id, label: title }));
  const world = { value: OWN_WORLD, label: 'Own world…' };
  const own = { label: 'Your own', choices: [world, ...kept, ...recent.map(recentChoice)] };
  return [
    ...groups.filter(({ label }) => label !== LAST_GROUP),
    own,
    ...groups.filter(({ label }) => label === LAST_GROUP),
  ];
};

export const policyChoices = (policies: readonly Policy[]): readonly ChoiceGroup[] => [
  { label: null, choices: policies.map(({ id, title, since }) => ({ value: id, label: title, note: since })) },
];
