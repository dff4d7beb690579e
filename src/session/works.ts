/** A reader's work as text for storage, and back. What comes back is checked: storage can be damaged, or from another release. */
import type { KernelEvent } from '../kernel/events';
import { defaultPolicy, policyOf } from '../kernel/policies';
import { LIMITS } from '../link/limits';
import { isOwnWork } from '../viewer/lines';
import type { Recent, Source, StoredPlace } from '../viewer/state';
import { either, int, isRecord, list, literal, optional, record, type Shape, text } from './shape';
import { isLines, isWorld } from './shapes';
import { parseJson } from './storage';

/** Raised when the form changes; older forms must then still be read. */
const VERSION = 1;

/** A piece of work: everything a reload brings back. */
export interface Work extends StoredPlace {
  /** The same for as long as it is the same piece of work. */
  readonly id: string;
  /** Another one each time it is written: tells whether someone else has written meanwhile. */
  readonly stamp: string;
  readonly savedAt: number;
  readonly title: string;
}

/** A work as it is stored: without a comparison as earlier releases wrote it, which knew none. */
interface StoredWork extends Omit<Work, 'against'> {
  readonly against?: readonly string[];
}

export const workText = ({ against, ...work }: Work): string =>
  JSON.stringify({ v: VERSION, ...work, ...(against.length > 0 && { against }) });

const isSource: Shape<Source> = either(
  record<Extract<Source, { kind: 'scenario' }>>({ kind: literal('scenario'), id: text }),
  record<Extract<Source, { kind: 'world' }>>({ kind: literal('world') }),
);

const isCursor = record<StoredPlace['cursor']>({
  step: int(),
  micro: either(int(), (json): json is null => json === null),
});

const isWork = record<StoredWork>({
  id: text,
  stamp: text,
  savedAt: int(0, Number.MAX_SAFE_INTEGER),
  title: text,
  policy: text,
  against: optional(list(text, LIMITS.policies - 1)),
  source: isSource,
  world: isWorld,
  lines: isLines,
  line: int(),
  cursor: isCursor,
});

export type ReadWork = { readonly work: Work } | { readonly problem: 'damaged' | 'newer' };

/** Without the policies that are no longer there. Where the leading one is gone the next one leads, or the default one. */
const withKnownPolicies = ({ against = [], ...work }: StoredWork): Work => {
  const [policy = defaultPolicy.id, ...others] = [work.policy, ...against].filter((id) => policyOf(id) !== undefined);
  return { ...work, policy, against: others.filter((id, at) => id !== policy && others.indexOf(id) === at) };
};

/** Never throws. A policy that is no longer there becomes the default one, or leaves the comparison. */
export const readWork = (stored: string): ReadWork => {
  const json = parseJson(stored)?.json;
  if (!isRecord(json)) return { problem: 'damaged' };
  const { v, ...work } = json;
  if (typeof v === 'number' && v > VERSION) return { problem: 'newer' };
  if (v !== VERSION || !isWork(work) || work.line >= work.lines.length) return { problem: 'damaged' };
  return { work: withKnownPolicies(work) };
};

/** How the list of recent work names a piece of it. */
export const recentOf = ({ id, title, policy, savedAt, lines, source }: Work): Recent => {
  const own = source.kind === 'scenario' ? lines.slice(1) : lines;
  const events = own.reduce(
    (sum: number, line: { readonly events: readonly KernelEvent[] }) => sum + line.events.length,
    0,
  );
  return { id, title, policy, savedAt, branches: lines.length - 1, events };
};

/** Whether there is anything of the reader's own in it. */
export const isOwn = ({ lines, source }: Pick<StoredPlace, 'lines' | 'source'>): boolean =>
  isOwnWork(lines, source.kind === 'world');
