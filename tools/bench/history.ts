/** The longest history that a link may ask for: as many tasks and events as fit, and the events that cost the most. */
import type { KernelEvent } from '../../src/kernel/events';
import { LIMITS } from '../../src/link/limits';

const PATCH = 'bench_a';

/** A livepatch is loaded, a task keeps its transition from ending, and it is reversed again and again. */
export const reversals = (events: number = LIMITS.events): readonly KernelEvent[] => [
  { type: 'insmod', module: PATCH },
  ...Array.from(
    { length: events - 1 },
    (_, index): KernelEvent => ({
      type: 'echo.enabled',
      patch: PATCH,
      value: index % 2 === 0 ? '0' : '1',
    }),
  ),
];
