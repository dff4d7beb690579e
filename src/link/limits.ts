import { LIMITS as WORLD_LIMITS } from '../kernel/limits';

/** How much a link may ask for. Decoding stops at the first thing that goes beyond. */
export const LIMITS = {
  /** Characters of the whole link, `#/` included. */
  characters: 8192,
  /** Side by side. */
  policies: 5,
  step: 99_999,
  ...WORLD_LIMITS,
} as const;
