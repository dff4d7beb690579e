/** What the step changed below `/sys`, in a few words. */

import { plural } from '../../phrases/plural';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { type SysfsNode, sysfsTree } from './nodes';

const touched = (nodes: readonly SysfsNode[]): number =>
  nodes.reduce((sum, { change, children }) => sum + (change === null ? 0 : 1) + touched(children), 0);

/** `null` when nothing is other than before. */
export const sysfsChanges = memoize(({ kernel, before, policy }: View): string | null => {
  const entries = touched(sysfsTree(kernel, before, policy));
  return entries === 0 ? null : `${plural(entries, 'entry', 'entries')} changed`;
});
