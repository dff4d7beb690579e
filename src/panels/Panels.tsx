import { PanelKeys } from '../parts/Panel';
import { useMedia } from '../parts/useMedia';
import { useSettings } from '../session/useViewer';
import { Columns } from './Columns';
import { REGION_KEYS } from './regions';
import { Stack } from './Stack';

/** From this width on there are columns; see the style sheets. */
const COLUMNS = 1100;
/** From this width on there are three, with larger type and with the ordinary one. */
const THREE = { projector: 1440, ordinary: COLUMNS };

interface Props {
  /** How much of the width of the window they have. */
  readonly share?: number;
}

/** The nine panels above the timeline. */
export const Panels = ({ share = 1 }: Props) => {
  const [{ theme }] = useSettings();
  const wide = useMedia(`(min-width: ${COLUMNS}px)`);
  const needed = theme.startsWith('projector') ? THREE.projector : THREE.ordinary;
  const three = useMedia(`(min-width: ${Math.round(needed / share)}px)`);
  return <PanelKeys value={REGION_KEYS}>{wide ? <Columns three={three} /> : <Stack />}</PanelKeys>;
};
