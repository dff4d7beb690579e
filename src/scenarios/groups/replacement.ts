import { nopBlocks } from '../32-nop-blocks';
import { nonTopDisable } from '../33-non-top-disable';
import { stickyForcedAway } from '../34-sticky-forced-away';
import type { Scenario } from '../scenario';

export const replacement: readonly Scenario[] = [nopBlocks, nonTopDisable, stickyForcedAway];
