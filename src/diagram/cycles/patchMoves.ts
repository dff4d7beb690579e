/** Which livepatches moved in a microstep, update by update: what their life cycle is drawn and tested with. */

import type { Microstep } from '../../chart/step';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel } from '../../kernel/model';
import type { Made } from './cycle';
import { passage } from './passage';
import { type PatchLife, patchLife } from './patch';

const livepatches = ({ modules }: Kernel): readonly string[] =>
  modules.filter(({ kind }) => kind === 'livepatch').map(({ name }) => name);

/** Every move that a livepatch made in a microstep, in order. */
export const patchMoves = (
  before: Kernel,
  event: KernelEvent,
  microstep: Microstep,
): readonly Made<string, PatchLife>[] => {
  const made: Made<string, PatchLife>[] = [];
  let reached = before;
  for (const { update, kernel } of passage(before, event, microstep)) {
    for (const who of new Set([...livepatches(reached), ...livepatches(kernel)])) {
      const from = patchLife(reached, who);
      const to = patchLife(kernel, who);
      if (from !== to) made.push({ who, from, to, update });
    }
    reached = kernel;
  }
  return made;
};
