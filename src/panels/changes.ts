/** Which parts of what a panel shows are other than before the step. */

export interface Changes {
  /** It was not there before. */
  readonly appeared: boolean;
  readonly parts: ReadonlySet<string>;
}

export const UNCHANGED: Changes = { appeared: false, parts: new Set() };
const APPEARED: Changes = { appeared: true, parts: new Set() };

const isSame = (a: unknown, b: unknown): boolean => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);

/**
 * Compares what is shown with what was shown, part by part. `before` is `undefined` for a thing that was not there.
 */
export const changesOf = <T extends object>(before: T | undefined, now: T): Changes => {
  if (before === undefined) return APPEARED;
  if (before === now) return UNCHANGED;
  const was = new Map<string, unknown>(Object.entries(before));
  const parts = Object.entries(now).flatMap(([part, value]) => (isSame(was.get(part), value) ? [] : [part]));
  return parts.length === 0 ? UNCHANGED : { appeared: false, parts: new Set(parts) };
};
