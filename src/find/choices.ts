/** What the two combo boxes of the top bar stand on before they are opened. Pure. */
import type { Policy } from '../kernel/policies';
import type { ChoiceGroup } from '../parts/choice';

/** No scenario has an id with a colon. */
export const OWN_WORLD = 'own:world';
export const RECENT = 'recent:';

/** The id of the recent work that a choice stands for; `null` for another kind of choice. */
export const recentIn = (value: string): string | null =>
  value.startsWith(RECENT) ? value.slice(RECENT.length) : null;

export const policyChoices = (policies: readonly Policy[]): readonly ChoiceGroup[] => [
  { label: null, choices: policies.map(({ id, title, since }) => ({ value: id, label: title, note: since })) },
];
