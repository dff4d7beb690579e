import { useSelection, useView } from '../../../session/useViewer';
import { Cycle } from './Cycle';
import { patchPicture, taskPicture } from './cycles';

/** The life cycle of the selected task, or of all. */
export const TaskCycle = () => {
  const selection = useSelection();
  return (
    <Cycle picture={taskPicture(useView(), selection)} hint="Select a task to follow it alone." all="Show all tasks" />
  );
};

/** The life cycle of the selected livepatch, or of all that are loaded. */
export const PatchCycle = () => {
  const selection = useSelection();
  return (
    <Cycle
      picture={patchPicture(useView(), selection)}
      hint="Select a card to follow its livepatch alone."
      all="Show all livepatches"
    />
  );
};
