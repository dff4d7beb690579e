import { OpenedSelect, type SelectProps } from '../parts/OpenedSelect';
import { useScenarioChoices } from './useScenarioChoices';

/** The combo box of the scenarios from its first opening on. */
export const ScenarioList = (props: SelectProps) => <OpenedSelect {...props} groups={useScenarioChoices()} />;
