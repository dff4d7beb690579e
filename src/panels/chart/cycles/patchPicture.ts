/** The life cycle of the selected livepatch; of all of them when none is selected. */

import type { Made } from '../../../diagram/cycles/cycle';
import { type PatchLife, patchCycle, patchLife } from '../../../diagram/cycles/patch';
import { patchMoves } from '../../../diagram/cycles/patchMoves';
import type { Kernel } from '../../../kernel/model';
import { livepatchImageOf } from '../../../kernel/queries';
import type { Selection, View } from '../../../viewer/contract';
import { memoize } from '../../../viewer/memoize';
import { type Ahead, gatesNow } from './gatesNow';
import { type CyclePicture, cyclePicture } from './picture';
import { madeIn, tally } from './places';

const allPatches = function* (kernel: Kernel): Generator<readonly [PatchLife, string]> {
  for (const { kind, name } of kernel.modules) if (kind === 'livepatch') yield [patchLife(kernel, name), name];
};

const patchPictureOf = memoize((view: View, name: string | null, ahead: Ahead): CyclePicture => {
  const { kernel, trace } = view;
  const made = madeIn<Made<string, PatchLife>>(view, patchMoves);
  const nameOf = (who: string): string => who;
  const gates = gatesNow(view, name, ahead);
  const common = {
    cycle: patchCycle,
    policy: trace.policy,
    nameOf,
    gates,
    noun: ['livepatch', 'livepatches'],
  } as const;
  if (name === null) return cyclePicture({ ...common, made, here: tally(allPatches(kernel)), followed: null });
  return cyclePicture({
    ...common,
    made: made.filter(({ who }) => who === name),
    here: new Map([[patchLife(kernel, name), { count: 1, name }]]),
    followed: name,
  });
});

/** The position of the selected livepatch, or of all that are loaded; the same answer again for the same view and selection. */
export const patchPicture = (view: View, selection: Selection, ahead: Ahead = 'told'): CyclePicture => {
  const name = selection?.kind === 'patch' ? selection.name : null;
  return patchPictureOf(view, name === null || livepatchImageOf(view.kernel, name) === undefined ? null : name, ahead);
};
