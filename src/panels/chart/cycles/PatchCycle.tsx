import { useIsAsking } from '../../../session/usePreview';
import { useSelection, useView } from '../../../session/useViewer';
import { Cycle } from './Cycle';
import { PatchDrawing } from './PatchDrawing';
import { patchPicture } from './patchPicture';

/** The life cycle of the selected livepatch, or of all, with the rules of the policy on its edges. */
export const PatchCycle = () => {
  const picture = patchPicture(useView(), useSelection(), useIsAsking() ? 'untold' : 'told');
  return (
    <Cycle
      picture={picture}
      drawing={<PatchDrawing picture={picture} />}
      hint="On the edges: what the rules ask. ✓ this step has asked, and it holds; ✕ refused; ○ would hold now; ⊘ would not; ◐ for some livepatches only. Select a card to follow its livepatch alone."
      all="Show all livepatches"
    />
  );
};
