import { useMemo, useState } from 'react';
import { glossary } from '../learn/glossary/entries';
import { Glossary } from '../learn/glossary/Glossary';
import { focusRegion, REGIONS } from '../panels/regions';
import type { Choice, ChoiceGroup } from '../parts/choice';
import type { Opened } from '../parts/opened';
import { policies } from '../session/catalogue';
import { useOpenScenario, useRecent, useVerbs } from '../session/useViewer';
import { OWN_WORLD, policyChoices, recentIn } from './choices';
import { FindDialog } from './FindDialog';
import { findingsOf } from './findings';
import { useScenarioChoices } from './useScenarioChoices';

/** It has a button of its own, and is no tool of the menu. */
const SHARE = { value: 'share', label: 'Share', note: 'A link to exactly this step' };

/** Neither a tool nor a scenario has an id with a colon. */
const WORD = 'word:';
const words = glossary.map(({ term }) => ({ value: WORD + term, label: term }));

const everything = (
  tools: readonly Choice[],
  themes: readonly Choice[],
  scenarios: readonly ChoiceGroup[],
): readonly ChoiceGroup[] => [
  { label: 'Tools', choices: [SHARE, ...tools] },
  { label: 'Panels', choices: REGIONS.map((name) => ({ value: name, label: name })) },
  ...policyChoices(policies).map(({ choices }) => ({ label: 'Policies', choices })),
  // One’s own world is a tool already.
  ...scenarios.map(({ label, choices }) => ({
    label,
    choices: choices.filter(({ value }) => value !== OWN_WORLD),
  })),
  { label: 'Themes', choices: themes },
  { label: 'Glossary', choices: words },
];

const names: readonly string[] = REGIONS;

interface Props extends Opened {
  /** What stands in the field to begin with. */
  readonly typed: string;
  /** What the Tools menu offers. */
  readonly tools: readonly Choice[];
  /** Opens one of them, or Share. */
  readonly onTool: (name: string) => void;
  readonly themes: readonly Choice[];
  readonly onTheme: (theme: string) => void;
}

/** Everything that the menus, the tools and the panel keys lead to. */
export const Find = ({ typed, tools, themes, onClose, onTool, onTheme }: Props) => {
  const verbs = useVerbs();
  const recent = useRecent();
  const openScenario = useOpenScenario();
  const scenarios = useScenarioChoices();
  const all = useMemo(() => findingsOf(everything(tools, themes, scenarios)), [tools, themes, scenarios]);
  const [closed, setClosed] = useState(false);
  const [word, setWord] = useState<string | null>(null);

  const go = (value: string): void => {
    const work = recentIn(value);
    const region = names.indexOf(value);
    if (value.startsWith(WORD)) setWord(value.slice(WORD.length));
    else if (themes.some((theme) => theme.value === value)) onTheme(value);
    else if (value === SHARE.value || tools.some((tool) => tool.value === value)) onTool(value);
    else if (region >= 0) focusRegion(region + 1);
    else if (policies.some(({ id }) => id === value)) verbs.setPolicy(value);
    else if (work !== null) recent.open(work);
    else openScenario(value);
  };
  if (word !== null) return <Glossary sought={word} onClose={onClose} />;
  // A word is shown when the list has gone and given the focus back.
  return (
    !closed && (
      <FindDialog
        all={all}
        begun={typed}
        onChosen={go}
        onClose={(chosen) => (chosen?.startsWith(WORD) ? setClosed(true) : onClose())}
      />
    )
  );
};
