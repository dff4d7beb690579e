/**
 * Links: where someone is in which history, as the part of an address after the `#`. They carry causes, never results:
 * a scenario or a world, a policy, what was done, and the step that is shown. `FORMAT.md` describes them.
 */
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import { machineProblems, worldProblems } from '../kernel/worldProblems';
import { checkOf, sealed, tidy } from './alphabet';
import { codeFailures } from './codeErrors';
import { failures, type LinkError } from './errors';
import { readEvents, writeEvents } from './events';
import { type Known, OWN } from './head';
import { LIMITS } from './limits';
import {
  COMPACT,
  type Decoded,
  decodeReadable,
  failed,
  headOf,
  isError,
  type Link,
  type LinkSource,
  linkFrom,
} from './readable';
import { Reader } from './reader';
import { readAnyHead } from './talk';
import { isWide, readWideWorld, writeWideWorld } from './wideWorld';
import { readWorld, writeWorld } from './world';
import { Writer } from './writer';

export { withoutLink } from './codeErrors';

export type { Known } from './head';
export type { Branch, Decoded, Link, LinkError, LinkErrorName, LinkSource } from './readable';

/** What the links of this app have been from the beginning, and are wherever it has the words. */
const FORM = '1';
/** Own worlds with more in them. */
const WIDE = '2';
const BRANCH = 'b';
const SECTION = '/';

/**
 * The link as a hash, beginning with `#/`. Equal links give equal text. Nothing is left out, so a history beyond the
 * limits gives a hash that `decode` refuses: decode it before showing it to know.
 */
export function encode(link: Link, known?: Pick<Known, 'policies'>): string {
  if (link.source.kind === 'scenario' && link.source.branch === null) return headOf(link, known);
  const isPlain = link.source.kind === 'scenario' || !isWide(link.source.world);
  return sealed(headOf(link, known) + COMPACT + (isPlain ? FORM : WIDE) + sourceText(link.source));
}

/** By the events of an own world: every step of a long history has the same ones. */
const ownTexts = new WeakMap<readonly KernelEvent[], { readonly world: WideWorld; readonly text: string }>();

function sourceText(source: LinkSource): string {
  const known = source.kind === 'world' ? ownTexts.get(source.events) : undefined;
  if (source.kind === 'world' && known?.world === source.world) return known.text;
  const writer = new Writer();
  writeSource(source, writer);
  if (source.kind === 'world') ownTexts.set(source.events, { world: source.world, text: writer.text });
  return writer.text;
}

function writeSource(source: LinkSource, writer: Writer): void {
  if (source.kind === 'world') (isWide(source.world) ? writeWideWorld : writeWorld)(source.world, writer);
  else writer.put(`${BRANCH}${source.branch?.at ?? 0}`);
  const events = source.kind === 'world' ? source.events : (source.branch?.events ?? []);
  if (events.length === 0) return;
  writer.put(SECTION);
  writeEvents(events, writer);
}

/** What was read last: what an address asks for is asked several times, and then most often written again. */
let latest: { readonly hash: string; readonly known: Known; readonly decoded: Decoded } | null = null;

/**
 * What a hash says. Never throws; takes time proportional to its length, which is bounded. Everything in a link that comes
 * back is of the right type, within the limits, made of safe characters, and about a machine that can exist. Whether a
 * scenario has that many steps only its trace knows.
 */
export function decode(hash: string, known: Known): Decoded {
  if (latest?.hash !== hash || latest.known !== known) latest = { hash, known, decoded: read(hash, known) };
  return latest.decoded;
}

function read(hash: string, known: Known): Decoded {
  const readable = decodeReadable(hash, known);
  if (readable !== null) return readable;
  const text = tidy(hash);
  const cut = text.indexOf(COMPACT);
  if (cut === -1) return decodeTalk(text, known);
  const seal = brokenSeal(text, cut);
  return seal ? failed(seal) : decodeCompact(text.slice(0, text.lastIndexOf(SECTION)), cut, known);
}

/** A talk on the script of one of its scenarios. */
function decodeTalk(text: string, known: Known): Decoded {
  const head = readAnyHead(text, known);
  if (isError(head)) return failed(head);
  return { ok: true, link: linkFrom(head, { kind: 'scenario', id: head.id, branch: null }) };
}

/** The form and the end of a compact link, before anything in it is believed. */
function brokenSeal(text: string, cut: number): LinkError | null {
  const form = /^\d*/.exec(text.slice(cut + COMPACT.length))?.[0] ?? '';
  if (form !== FORM && form !== WIDE && form !== '') return codeFailures.unknownForm(form);
  const end = text.lastIndexOf(SECTION);
  if (end < cut || text.length - end !== SECTION.length + 3) return failures.truncated(text.length);
  return checkOf(text.slice(0, end)) === text.slice(end + SECTION.length) ? null : codeFailures.damaged();
}

/** A link of form 1 is held to what it was held to when it was published. */
function impossibility(source: Extract<LinkSource, { readonly kind: 'world' }>, form: string): LinkError | null {
  const { world, events } = source;
  const [first] = form === WIDE ? worldProblems(world, events) : machineProblems(world, events);
  return first === undefined ? null : codeFailures.impossibleWorld(first.says);
}

function decodeCompact(text: string, cut: number, known: Known): Decoded {
  const head = readAnyHead(text.slice(0, cut), known);
  if (isError(head)) return failed(head);
  const from = new Reader(text, cut + COMPACT.length + FORM.length);
  const form = text.startsWith(WIDE, cut + COMPACT.length) ? WIDE : FORM;
  if (form === WIDE && head.id !== OWN) return failed(codeFailures.unreadable(cut + 1, 'form 1'));
  const { source, last } = head.id === OWN ? readOwn(from, form) : readBranch(head.id, from);
  if (!from.atEnd) from.expected('the next part');
  const error =
    from.failure ??
    (source.kind === 'world' ? impossibility(source, form) : null) ??
    (head.step > last ? codeFailures.stepOutOfRange(head.step, last) : null);
  return error ? failed(error) : { ok: true, link: linkFrom(head, source) };
}

interface Read {
  readonly source: LinkSource;
  /** The last step of the history. */
  readonly last: number;
}

function readOwn(from: Reader, form: string): Read {
  const world = form === WIDE ? readWideWorld(from) : readWorld(from);
  const events = from.accept(SECTION) ? readEvents(from) : [];
  return { source: { kind: 'world', world, events }, last: events.length };
}

function readBranch(id: string, from: Reader): Read {
  const at = (from.accept(BRANCH) ? from.number('step', LIMITS.step) : from.expected(`'${BRANCH}'`)) ?? 0;
  const events = from.accept(SECTION) ? readEvents(from) : [];
  return { source: { kind: 'scenario', id, branch: { at, events } }, last: at + events.length };
}
