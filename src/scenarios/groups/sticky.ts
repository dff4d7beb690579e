import { stickyRefusesDisable } from '../11-sticky-refuses-disable';
import { stickyReversed } from '../12-sticky-reversed';
import { stickyLifted } from '../13-sticky-lifted';
import { unsafeChange } from '../14-unsafe-change';
import { unsafeChangeSticky } from '../15-unsafe-change-sticky';
import { unversionedReplacesSticky } from '../16-unversioned-replaces-sticky';
import { stickyOverridden } from '../17-sticky-overridden';
import { stickyTargetUnloads } from '../18-sticky-target-unloads';
import type { Scenario } from '../scenario';

export const sticky: readonly Scenario[] = [
  stickyRefusesDisable,
  stickyReversed,
  stickyLifted,
  unsafeChange,
  unsafeChangeSticky,
  unversionedReplacesSticky,
  stickyOverridden,
  stickyTargetUnloads,
];
