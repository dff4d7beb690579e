/** The fields of every form, as the policy in force has them, for the tests of this folder. */
import { readStack } from '../source/readStack';
import type { Fields } from './draftProblems';
import { machineFields, symbolFields, targetFields } from './otherFields';
import { patchFields } from './patchFields';
import { taskFields } from './taskFields';

export const fields: Fields = {
  machine: machineFields,
  patches: patchFields('cumulative'),
  targets: targetFields,
  tasks: taskFields(readStack),
  symbols: symbolFields,
};
