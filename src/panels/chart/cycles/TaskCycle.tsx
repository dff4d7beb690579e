import { useSelection, useView } from '../../../session/useViewer';
import { Cycle } from './Cycle';
import { Drawing } from './Drawing';
import { taskPicture } from './taskPicture';

/** The life cycle of the selected task, or of all. */
export const TaskCycle = () => {
  const picture = taskPicture(useView(), useSelection());
  return (
    <Cycle
      picture={picture}
      drawing={<Drawing picture={picture} />}
      hint="Select a task to follow it alone."
      all="Show all tasks"
    />
  );
};
