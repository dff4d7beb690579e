import { OpenedSelect, type SelectProps } from '../parts/OpenedSelect';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { titleOf } from '../viewer/title';
import { ON_SCREEN, withScreen } from './scenarioChoices';
import { useScenarioChoices } from './useScenarioChoices';

const titleShown = ({ scenario }: ViewerState): string => titleOf(scenario);

/** The combo box of the scenarios from its first opening on. What is on the screen and in no list stands for itself. */
export const ScenarioList = (props: SelectProps) => {
  const groups = useScenarioChoices();
  const title = useViewer(titleShown);
  if (props.value !== '') return <OpenedSelect {...props} groups={groups} />;
  return <OpenedSelect {...props} value={ON_SCREEN} groups={withScreen(groups, title)} />;
};
