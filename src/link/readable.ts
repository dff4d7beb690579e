/**
 * The readable half of links: what most links are, and all that the first load needs. A link into a branch or an own world
 * goes on in a compact text, which `link.ts` knows.
 */
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import type { Scenario } from '../scenarios/scenario';
import { tidy, unescaped } from './alphabet';
import { failures, type LinkError } from './errors';
import { type Head, isTalk, type Known, OWN, type Playlist, readHead, writeHead } from './head';
import { LIMITS } from './limits';

export type { LinkError, LinkErrorName } from './errors';
export type { Known, Playlist } from './head';

export interface Branch {
  /** The step of the scenario after which it goes its own way. */
  readonly at: number;
  readonly events: readonly KernelEvent[];
}

export type LinkSource =
  | { readonly kind: 'scenario'; readonly id: string; readonly branch: Branch | null }
  | {
      readonly kind: 'world';
      readonly world: WideWorld;
      readonly events: readonly KernelEvent[];
      /** What is said of it, where it is known; no text of a link holds it. */
      readonly told?: Scenario;
    };

export interface Link {
  /** Policy id. */
  readonly policy: string;
  /** The other policies of a comparison, which `policy` leads; never empty, and left out when nothing is compared. */
  readonly against?: readonly string[];
  readonly source: LinkSource;
  /** The talk that the scenario is part of; left out when it is in none. */
  readonly talk?: Playlist;
  readonly step: number;
  /** Index into the step's microsteps; `null` after the whole step. */
  readonly micro: number | null;
}

/** `link` is `null` when the address names nothing: it ends before the `#` or right after it. */
export type Decoded =
  | { readonly ok: true; readonly link: Link | null }
  | { readonly ok: false; readonly error: LinkError };

/** Goes between the readable head and the compact rest, which is of this form. */
export const COMPACT = '~';

export const failed = (error: LinkError): Decoded => ({ ok: false, error });

export const isError = (result: Head | LinkError): result is LinkError => 'sentence' in result;

export const headOf = (link: Link, known?: Pick<Known, 'policies'>): string => {
  const { policy, against = [], source, talk, step, micro } = link;
  const id = source.kind === 'world' ? OWN : source.id;
  // A talk goes with its own scenarios only.
  const chained = talk !== undefined && talk.ids[talk.at] === id ? { talk } : {};
  return writeHead({ id, step, micro, policy, against, ...chained }, known ?? {});
};

/** The link as a hash; `null` when it needs a compact text. */
export const encodeReadable = (link: Link, known?: Pick<Known, 'policies'>): string | null =>
  link.source.kind === 'scenario' && link.source.branch === null && link.talk === undefined
    ? headOf(link, known)
    : null;

/** Whether a hash, also one that was damaged on the way, is more than `decodeReadable` can read. */
export const needsCodec = (hash: string): boolean => {
  const text = tidy(hash);
  return text.includes(COMPACT) || isTalk(text);
};

/** Programs that shorten an address to show it end it so. */
const isShortened = (hash: string): boolean => /(?:…|\.\.\.)\s*$/.test(unescaped(hash));

/** What a hash says, as `decode` in `link.ts` does; `null` when it goes on in a compact text. Never throws. */
export function decodeReadable(hash: string, known: Known): Decoded | null {
  if (hash.length > LIMITS.characters) return failed(failures.tooLong(hash.length));
  if (/^#?\/?$/.test(hash.trim())) return { ok: true, link: null };
  const text = tidy(hash);
  if (!text.startsWith('#/')) return failed(failures.foreign(hash));
  if (isShortened(hash)) return failed(failures.truncated(text.length));
  if (needsCodec(text)) return null;
  const head = readHead(text, known);
  if (isError(head)) return failed(head);
  if (head.id === OWN) return failed(failures.truncated(text.length));
  return { ok: true, link: linkFrom(head, { kind: 'scenario', id: head.id, branch: null }) };
}

export const linkFrom = ({ policy, against, talk, step, micro }: Head, source: LinkSource): Link => ({
  policy,
  ...(against.length > 0 && { against }),
  source,
  ...(talk && { talk }),
  step,
  micro,
});
