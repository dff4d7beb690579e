import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { Check } from '../../parts/Field';
import type { Opened } from '../../parts/opened';
import { useSettings } from '../../session/useViewer';

/** Switches the questions on and off. */
export const GuessSwitch = ({ onClose }: Opened) => {
  const [{ guess }, change] = useSettings();
  return (
    <Dialog
      title="Guess first"
      description="Before some steps of a scenario you are asked what will happen. The kernel answers, and says why. You can step on without answering."
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Check label="Ask me before I see the step" checked={guess} onChange={(on) => change({ guess: on })} />
    </Dialog>
  );
};
