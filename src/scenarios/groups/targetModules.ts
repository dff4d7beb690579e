import { targetArrives } from '../35-target-arrives';
import { targetCallbacks } from '../36-target-callbacks';
import { prePatchFails } from '../37-pre-patch-fails';
import { symbolMissing } from '../38-symbol-missing';
import type { Scenario } from '../scenario';

export const targetModules: readonly Scenario[] = [targetArrives, targetCallbacks, prePatchFails, symbolMissing];
