/** Every challenge, in the order of the chapters. Loaded when one of them is opened: together they are small. */
import type { Scenario } from '../scenario';
import * as afterwards from './afterwards';
import * as firstSteps from './firstSteps';
import * as replacement from './replacement';
import * as sticky from './sticky';
import * as transitions from './transitions';
import * as versioning from './versioning';

export const all: readonly Scenario[] = [firstSteps, versioning, sticky, transitions, replacement, afterwards].flatMap(
  (chapter) => Object.values<Scenario>(chapter),
);
