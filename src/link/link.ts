/**
 * Links: where someone is in which history, as the part of an address after the `#`. They carry causes, never results:
 * a scenario or a world, a policy, what was done, and the step that is shown. `FORMAT.md` describes them.
 */
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { checkOf, sealed, tidy } from './alphabet';
import { failures, type LinkError } from './errors';
import { readEvents, writeEvents } from './events';
import { type Head, type Known, OWN, readHead, writeHead } from './head';
import { LIMITS } from './limits';
import { impossibility } from './possible';
import { Reader } from './reader';
import { readWorld, writeWorld } from './world';
import { Writer } from './writer';

export type { LinkError, LinkErrorName } from './errors';
export type { Known } from './head';

export interface Branch {
  /** The step of the scenario after which it goes its own way. */
  readonly at: number;
  readonly events: readonly KernelEvent[];
}

export type LinkSource =
  | { readonly kind: 'scenario'; readonly id: string; readonly branch: Branch | null }
  | { readonly kind: 'world'; readonly world: World; readonly events: readonly KernelEvent[] };

export interface Link {
  /** Policy id. */
  readonly policy: string;
  readonly source: LinkSource;
  readonly step: number;
  /** Index into the step's microsteps; `null` after the whole step. */
  readonly micro: number | null;
}

/** `link` is `null` when the address names nothing: it ends before the `#` or right after it. */
export type Decoded =
  | { readonly ok: true; readonly link: Link | null }
  | { readonly ok: false; readonly error: LinkError };

/** Goes between the readable head and the compact rest, which is of this form. */
const COMPACT = '~';
const FORM = '1';
const BRANCH = 'b';
const SECTION = '/';

/**
 * The link as a hash, beginning with `#/`. Equal links give equal text. Nothing is left out, so a history beyond the
 * limits gives a hash that `decode` refuses: decode it before showing it to know.
 */
export function encode({ policy, source, step, micro }: Link): string {
  const head = writeHead({ id: source.kind === 'world' ? OWN : source.id, step, micro, policy });
  if (source.kind === 'scenario' && source.branch === null) return head;
  const writer = new Writer();
  writer.put(head + COMPACT + FORM);
  writeSource(source, writer);
  return sealed(writer.text);
}

function writeSource(source: LinkSource, writer: Writer): void {
  if (source.kind === 'world') writeWorld(source.world, writer);
  else writer.put(`${BRANCH}${source.branch?.at ?? 0}`);
  const events = source.kind === 'world' ? source.events : (source.branch?.events ?? []);
  if (events.length === 0) return;
  writer.put(SECTION);
  writeEvents(events, writer);
}

/**
 * What a hash says. Never throws; takes time proportional to its length, which is bounded. Everything in a link that comes
 * back is of the right type, within the limits, made of safe characters, and about a machine that can exist. Whether a
 * scenario has that many steps only its trace knows.
 */
export function decode(hash: string, known: Known): Decoded {
  if (hash.length > LIMITS.characters) return failed(failures.tooLong(hash.length));
  if (/^#?\/?$/.test(hash.trim())) return { ok: true, link: null };
  const text = tidy(hash);
  if (!text.startsWith('#/')) return failed(failures.foreign(hash));
  if (isShortened(hash)) return failed(failures.truncated(text.length));
  const cut = text.indexOf(COMPACT);
  if (cut === -1) return decodeReadable(text, known);
  const seal = brokenSeal(text, cut);
  return seal ? failed(seal) : decodeCompact(text.slice(0, text.lastIndexOf(SECTION)), cut, known);
}

/** Programs that shorten an address to show it end it so. */
const isShortened = (hash: string): boolean => hash.trim().endsWith('…') || hash.trim().endsWith('...');

const failed = (error: LinkError): Decoded => ({ ok: false, error });

const isError = (result: Head | LinkError): result is LinkError => 'sentence' in result;

function decodeReadable(text: string, known: Known): Decoded {
  const head = readHead(text, known);
  if (isError(head)) return failed(head);
  if (head.id === OWN) return failed(failures.truncated(text.length));
  return { ok: true, link: linkFrom(head, { kind: 'scenario', id: head.id, branch: null }) };
}

/** The form and the end of a compact link, before anything in it is believed. */
function brokenSeal(text: string, cut: number): LinkError | null {
  const form = /^\d*/.exec(text.slice(cut + COMPACT.length))?.[0] ?? '';
  if (form !== FORM && form !== '') return failures.unknownForm(form);
  const end = text.lastIndexOf(SECTION);
  if (end < cut || text.length - end !== SECTION.length + 3) return failures.truncated(text.length);
  return checkOf(text.slice(0, end)) === text.slice(end + SECTION.length) ? null : failures.damaged();
}

function decodeCompact(text: string, cut: number, known: Known): Decoded {
  const head = readHead(text.slice(0, cut), known);
  if (isError(head)) return failed(head);
  const from = new Reader(text, cut + COMPACT.length + FORM.length);
  const { source, last } = head.id === OWN ? readOwn(from) : readBranch(head.id, from);
  if (!from.atEnd) from.expected('the next part');
  const error =
    from.failure ??
    (source.kind === 'world' ? impossibility(source.world, source.events) : null) ??
    (head.step > last ? failures.stepOutOfRange(head.step, last) : null);
  return error ? failed(error) : { ok: true, link: linkFrom(head, source) };
}

const linkFrom = ({ policy, step, micro }: Head, source: LinkSource): Link => ({ policy, source, step, micro });

interface Read {
  readonly source: LinkSource;
  /** The last step of the history. */
  readonly last: number;
}

function readOwn(from: Reader): Read {
  const world = readWorld(from);
  const events = from.accept(SECTION) ? readEvents(from) : [];
  return { source: { kind: 'world', world, events }, last: events.length };
}

function readBranch(id: string, from: Reader): Read {
  const at = (from.accept(BRANCH) ? from.number('step', LIMITS.step) : from.expected(`'${BRANCH}'`)) ?? 0;
  const events = from.accept(SECTION) ? readEvents(from) : [];
  return { source: { kind: 'scenario', id, branch: { at, events } }, last: at + events.length };
}
