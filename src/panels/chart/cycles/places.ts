/** Who is where at a step, and what it has moved: what both life cycles are shown from. */

import type { Microstep } from '../../../chart/step';
import type { KernelEvent } from '../../../kernel/events';
import type { Kernel } from '../../../kernel/model';
import type { View } from '../../../viewer/contract';
import type { Here } from './picture';

/** Looks at every microstep that the step, or the place inside it, is about. */
export const madeIn = <T>(
  { step, microstep, before, cursor }: View,
  look: (before: Kernel, event: KernelEvent, microstep: Microstep) => readonly T[],
): readonly T[] => {
  const { event } = step;
  if (event === null || before === null) return [];
  let kernel = before;
  return (cursor.micro !== null && microstep !== null ? [microstep] : step.microsteps).flatMap((each) => {
    const made = look(kernel, event, each);
    kernel = each.kernel;
    return made;
  });
};

export const tally = <S extends string>(places: Iterable<readonly [S, string]>): ReadonlyMap<S, Here> => {
  const names = new Map<S, string[]>();
  for (const [state, name] of places) {
    const there = names.get(state);
    if (there === undefined) names.set(state, [name]);
    else there.push(name);
  }
  return new Map(
    [...names].map(([state, all]) => [state, { count: all.length, name: all.length === 1 ? (all[0] ?? null) : null }]),
  );
};
