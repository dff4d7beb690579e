import { useMemo } from 'react';
import { OWN_WORLD, policyChoices, recentIn, scenarioChoices } from '../app/choices';
import { type CommandName, isCommand, type Opened, tools } from '../app/commands';
import { focusRegion, REGIONS } from '../panels/regions';
import type { ChoiceGroup } from '../parts/choice';
import { policies, titles } from '../session/catalogue';
import { useRecent, useVerbs } from '../session/react';
import type { Recent } from '../viewer/state';
import { FindDialog } from './FindDialog';
import { findingsOf } from './findings';

/** It has a button of its own, and is no tool of the menu. */
const SHARE = { value: 'share', label: 'Share', note: 'A link to exactly this step' };

const everything = (recent: readonly Recent[]): readonly ChoiceGroup[] => [
  { label: 'Tools', choices: [SHARE, ...tools] },
  { label: 'Panels', choices: REGIONS.map((name) => ({ value: name, label: name })) },
  ...policyChoices(policies).map(({ choices }) => ({ label: 'Policies', choices })),
  // One’s own world is a tool already.
  ...scenarioChoices(titles, recent).map(({ label, choices }) => ({
    label,
    choices: choices.filter(({ value }) => value !== OWN_WORLD),
  })),
];

const names: readonly string[] = REGIONS;

interface Props extends Opened {
  /** Opens one of the tools. */
  readonly onCommand: (command: CommandName) => void;
}

/** Everything that the menus, the tools and the panel keys lead to. */
export const Find = ({ onClose, onCommand }: Props) => {
  const verbs = useVerbs();
  const recent = useRecent();
  const all = useMemo(() => findingsOf(everything(recent.list)), [recent.list]);

  const go = (value: string): void => {
    const work = recentIn(value);
    const region = names.indexOf(value);
    if (isCommand(value)) onCommand(value);
    else if (region >= 0) focusRegion(region + 1);
    else if (policies.some(({ id }) => id === value)) verbs.setPolicy(value);
    else if (work !== null) recent.open(work);
    else verbs.openScenario(value);
  };
  return <FindDialog all={all} onChosen={go} onClose={onClose} />;
};
