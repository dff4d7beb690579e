/** A reader's work as text for storage; `kept.ts` reads it. */
import type { KernelEvent } from '../kernel/events';
import { isOwnWork } from '../viewer/lines';
import type { Recent, StoredPlace } from '../viewer/state';

/** Raised when the form changes; older forms must then still be read. */
export const WORK_VERSION = 1;

/** A piece of work: everything a reload brings back. */
export interface Work extends StoredPlace {
  /** The same for as long as it is the same piece of work. */
  readonly id: string;
  /** Another one each time it is written: tells whether someone else has written meanwhile. */
  readonly stamp: string;
  readonly savedAt: number;
  readonly title: string;
}

export const workText = ({ against, ...work }: Work): string =>
  JSON.stringify({ v: WORK_VERSION, ...work, ...(against.length > 0 && { against }) });

/** What reading a stored piece of work comes to; `says`: what is wrong, where it is put aside. */
export type ReadWork = { readonly work: Work } | { readonly problem: 'damaged' | 'newer'; readonly says: string };

/** How the list of recent work names a piece of it. */
export const recentOf = ({ id, title, policy, savedAt, lines, source, world }: Work): Recent => {
  const own = source.kind === 'scenario' ? lines.slice(1) : lines;
  const events = own.reduce(
    (sum: number, line: { readonly events: readonly KernelEvent[] }) => sum + line.events.length,
    0,
  );
  const patches = (source.kind === 'world' && world.patches) || [];
  return { id, title, policy, savedAt, branches: lines.length - 1, events, names: patches.map(({ name }) => name) };
};

/** Whether there is anything of the reader's own in it. */
export const isOwn = ({ lines, source }: Pick<StoredPlace, 'lines' | 'source'>): boolean =>
  isOwnWork(lines, source.kind === 'world');
