import { use, useState } from 'react';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { once } from '../parts/later';
import type { Opened } from '../parts/opened';
import { Quoted } from '../parts/Quoted';
import { useLocal, useVerbs } from '../session/useViewer';
import { Lines } from './Lines';

const reading = once(() => import('../session/lastChange'));

/** What the last change of a machine came to, said again, with the way back that its banner had. */
export const LastChange = ({ onClose }: Opened) => {
  const { lastChange } = use(reading());
  const local = useLocal();
  const { openPlace } = useVerbs();
  const [change] = useState(() => lastChange(local));
  const putBack = () => {
    if (change !== null) openPlace(change.before);
    onClose();
  };
  return (
    <Dialog
      title="The last change of a machine"
      description={
        change === null
          ? 'No machine has been changed yet, or what was there before is no longer kept.'
          : `What can be put back: “${change.before.title}”. What is on the screen now goes to the recent work.`
      }
      onClose={onClose}
      footer={
        <>
          {change !== null && <Button onClick={putBack}>Put it back</Button>}
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {change !== null && (
        <>
          <p>
            <Quoted says={change.says} />
          </p>
          <Lines lines={change.leftOut} />
          {change.lines.length > 0 && <p>Lines that need another look:</p>}
          <Lines lines={change.lines} />
        </>
      )}
    </Dialog>
  );
};
