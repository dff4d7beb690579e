import { counted } from './plural';

/** `a, b and 3 more`: those that are named, in their order; the rest is counted. */
export const someOf = (names: readonly string[], most: number): string =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${counted(names.length - most)} more`
    : names.join(', ');
