import { stateRefuses } from '../39-state-refuses';
import { rfcRefuses } from '../40-rfc-refuses';
import { rfcOverAtomicReplace } from '../41-rfc-over-atomic-replace';
import { rfcGivesUp } from '../42-rfc-gives-up';
import { blockDisableBlocks } from '../43-block-disable-blocks';
import { blockDisableGivesUp } from '../44-block-disable-gives-up';
import { setsSideBySide } from '../45-sets-side-by-side';
import { setsGiveUp } from '../46-sets-give-up';
import type { Scenario } from '../scenario';

export const policiesCompared: readonly Scenario[] = [
  stateRefuses,
  rfcRefuses,
  rfcOverAtomicReplace,
  rfcGivesUp,
  blockDisableBlocks,
  blockDisableGivesUp,
  setsSideBySide,
  setsGiveUp,
];
