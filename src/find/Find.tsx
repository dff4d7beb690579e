import { useMemo } from 'react';
import { focusRegion, REGIONS } from '../panels/regions';
import type { Choice, ChoiceGroup } from '../parts/choice';
import type { Opened } from '../parts/opened';
import { policies, titles } from '../session/catalogue';
import type { OwnTitle } from '../session/mine';
import { useMine, useOpenScenario, useRecent, useVerbs } from '../session/useViewer';
import type { Recent } from '../viewer/state';
import { OWN_WORLD, policyChoices, recentIn, scenarioChoices } from './choices';
import { FindDialog } from './FindDialog';
import { findingsOf } from './findings';

/** It has a button of its own, and is no tool of the menu. */
const SHARE = { value: 'share', label: 'Share', note: 'A link to exactly this step' };

const everything = (
  tools: readonly Choice[],
  recent: readonly Recent[],
  mine: readonly OwnTitle[],
): readonly ChoiceGroup[] => [
  { label: 'Tools', choices: [SHARE, ...tools] },
  { label: 'Panels', choices: REGIONS.map((name) => ({ value: name, label: name })) },
  ...policyChoices(policies).map(({ choices }) => ({ label: 'Policies', choices })),
  // One’s own world is a tool already.
  ...scenarioChoices(titles, recent, mine).map(({ label, choices }) => ({
    label,
    choices: choices.filter(({ value }) => value !== OWN_WORLD),
  })),
];

const names: readonly string[] = REGIONS;

interface Props extends Opened {
  /** What the Tools menu offers. */
  readonly tools: readonly Choice[];
  /** Opens one of them, or Share. */
  readonly onTool: (name: string) => void;
}

/** Everything that the menus, the tools and the panel keys lead to. */
export const Find = ({ tools, onClose, onTool }: Props) => {
  const verbs = useVerbs();
  const recent = useRecent();
  const [mine] = useMine();
  const openScenario = useOpenScenario();
  const all = useMemo(() => findingsOf(everything(tools, recent.list, mine)), [tools, recent.list, mine]);

  const go = (value: string): void => {
    const work = recentIn(value);
    const region = names.indexOf(value);
    if (value === SHARE.value || tools.some((tool) => tool.value === value)) onTool(value);
    else if (region >= 0) focusRegion(region + 1);
    else if (policies.some(({ id }) => id === value)) verbs.setPolicy(value);
    else if (work !== null) recent.open(work);
    else openScenario(value);
  };
  return <FindDialog all={all} onChosen={go} onClose={onClose} />;
};
