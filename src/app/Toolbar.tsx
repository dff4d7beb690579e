import { useMemo } from 'react';
import { OWN_WORLD, policyChoices, recentIn } from '../find/choices';
import type { Catalogue } from '../session/catalogue';
import { useOpenScenario, useRecent, useSettings, useVerbs, useViewer } from '../session/useViewer';
import { isComparing } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import { titleOf } from '../viewer/title';
import type { CommandName } from './commands';
import { TopBar } from './TopBar';

const scenarioOf = ({ source }: ViewerState): string => (source.kind === 'scenario' ? source.id : '');
const shownTitle = ({ scenario, loading }: ViewerState): string => (loading === null ? titleOf(scenario) : 'Loading …');
const policyOf = ({ policy }: ViewerState): string => policy;

interface Props extends Catalogue {
  readonly onCommand: (command: CommandName) => void;
}

/** The top bar of what is on the screen. */
export const Toolbar = ({ policies, onCommand }: Props) => {
  const verbs = useVerbs();
  const recent = useRecent();
  const openScenario = useOpenScenario();
  const [{ theme }, change] = useSettings();
  const rules = useMemo(() => policyChoices(policies), [policies]);

  const open = (value: string) => {
    const work = recentIn(value);
    if (work !== null) recent.open(work);
    else if (value === OWN_WORLD) onCommand('world');
    else openScenario(value);
  };

  return (
    <TopBar
      scenario={useViewer(scenarioOf)}
      scenarioTitle={useViewer(shownTitle)}
      policies={rules}
      policy={useViewer(policyOf)}
      comparing={useViewer(isComparing)}
      theme={theme}
      onScenario={open}
      onPolicy={verbs.setPolicy}
      onTheme={(chosen) => change({ theme: chosen })}
      onCommand={onCommand}
    />
  );
};
