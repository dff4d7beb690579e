/** What panels find out about a kernel by walking over all of its tasks, and remember: it can be found out before they ask. */
import type { Kernel } from '../kernel/model';
import { holders, ifForced, ifReversed } from '../kernel/waysOut';
import { taskSummary } from './threads';

const ifHeld =
  (find: (kernel: Kernel) => unknown) =>
  (kernel: Kernel): unknown =>
    holders(kernel).length > 0 && find(kernel);

export const walks: readonly ((kernel: Kernel) => unknown)[] = [
  taskSummary,
  holders,
  ifHeld(ifReversed),
  ifHeld(ifForced),
];
