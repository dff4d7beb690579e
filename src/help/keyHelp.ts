/** The keyboard table as a person reads it. Pure. */
import type { KeyBinding } from '../viewer/keys';

export interface KeyHelp {
  /** As it is written on the keyboard; several keys may do the same. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** One row per action; the panel keys as one. */
export const keyHelp = (table: readonly KeyBinding[]): readonly KeyHelp[] => {
  const rows = new Map<string, string[]>();
  for (const { shown, says, action } of table) {
    const does = action.type === 'panel' ? 'Go to the panel with this number' : says;
    rows.set(does, [...(rows.get(does) ?? []), ...shown.split(', ')]);
  }
  return [...rows].map(([does, keys]) => ({
    does,
    keys: keys.length > 3 ? [`${keys[0]} … ${keys.at(-1)}`] : keys,
  }));
};
