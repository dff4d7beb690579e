/**
 * The address bar always describes what is on the screen. Steps replace the address; another source, another line of the
 * history or another policy adds to the browser's history, and a link that arrives is opened. A link that cannot be read stays where it is until the reader moves.
 */
import { createActor } from 'xstate';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import type { Known } from '../link/head';
import { type Decoded, decodeReadable, encodeReadable, type Link } from '../link/readable';
import type { Cursor } from '../viewer/contract';
import { leavesScriptAt, pathOf } from '../viewer/lines';
import { isSamePlace } from '../viewer/opening';
import { wantedCursor } from '../viewer/selectors';
import type { Opened, Opening, ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import { type How, makeAddressChart } from './addressChart';
import type { CodecSource } from './codec';

/** The part of a window that matters here. */
export interface AddressBar {
  /** With its `#`; empty when there is none. */
  readonly hash: () => string;
  /** The address before the `#`. */
  readonly base: () => string;
  readonly replace: (hash: string) => void;
  readonly push: (hash: string) => void;
  /** Calls back when somebody else has changed the hash: the browser's Back, or a link pasted into this tab. */
  readonly listen: (listener: () => void) => () => void;
}

export type Shared = { readonly url: string } | { readonly problem: string };

export interface Address {
  /** What the address asks for; `null` for nothing. A broken link is reported, and left where it is. */
  readonly asked: () => Link | null;
  /** Opens what the address asks for. */
  readonly follow: (link: Link, by: Opening['by'], done?: Opened) => void;
  /** An address that describes exactly this place, or another one of the same line; a sentence when no link can hold it. */
  readonly share: (cursor?: Cursor) => Promise<Shared>;
  /** Writes at once what waits to be written. */
  readonly flush: () => void;
  readonly stop: () => void;
}

interface Options {
  readonly viewer: Viewer;
  readonly bar: AddressBar;
  readonly known: Known;
  readonly codec: CodecSource;
  readonly openLink: (link: Link, by: Opening['by'], done: Opened) => void;
  /** Another window leads, as in an audience window: its moves are no entries here. */
  readonly isLed?: () => boolean;
}

const NOT_FETCHED = 'What reads this kind of link could not be fetched. Check the connection and reload the page.';

interface Written {
  readonly text: string;
  readonly problem: string | null;
}

/** The link that describes what is on the screen. */
export const linkOf = (state: ViewerState): Link => {
  const { policy, against, source, talk, world, lines, line } = state;
  const cursor = wantedCursor(state);
  const place = {
    policy,
    ...(against.length > 0 && { against }),
    ...(talk && { talk }),
    step: cursor.step,
    micro: cursor.micro,
  };
  const path = pathOf(lines, line);
  if (source.kind === 'world') return { ...place, source: { kind: 'world', world, events: path } };
  const at = leavesScriptAt(lines, line);
  const branch = at === null ? null : { at, events: path.slice(at) };
  return { ...place, source: { kind: 'scenario', id: source.id, branch } };
};

/** What Back of the browser undoes at once: leaving the script or coming back to it, and another policy. */
const isEntry = (state: ViewerState, before: ViewerState): boolean =>
  state.line !== before.line || state.policy !== before.policy || state.against !== before.against;

export const bindAddress = ({ viewer, bar, known, codec, openLink, isLed = () => false }: Options): Address => {
  const { store, verbs } = viewer;
  /** The text of the place that the bar shows, or that a broken link hides until the reader moves. */
  let settled: string | null = null;
  /** What the bar showed when it was last looked at. Something else now: somebody has changed it, and their event is on its way. */
  let seen = bar.hash();
  /** The last link of the address that was opened: an earlier one that comes later is none of ours. */
  let followed: Link | null = null;

  /** Worlds of the reader's own that were read back from a link, with the longest one: wherever in them the reader is, they will be again. */
  const readable = new WeakMap<readonly KernelEvent[], { readonly world: World; readonly length: number }>();
  let asked: { readonly state: ViewerState; readonly written: Written } | null = null;

  const writtenOut = (link: Link): Written | null => {
    const short = encodeReadable(link, known);
    if (short !== null) return { text: short, problem: null };
    const full = codec.now();
    if (full === null) return null;
    const text = full.encode(link, known);
    const { source } = link;
    const before = source.kind === 'world' ? readable.get(source.events) : undefined;
    if (source.kind === 'world' && before?.world === source.world && text.length <= before.length)
      return { text, problem: null };
    const readBack = full.decode(text, known);
    if (!readBack.ok) return { text: '', problem: full.withoutLink(readBack.error, text.length) };
    if (source.kind === 'world') readable.set(source.events, { world: source.world, length: text.length });
    return { text, problem: null };
  };

  /**
   * Too long a history, or a name that cannot stand in a link: then the bar describes nothing rather than something else.
   * `null` while the codec that this link needs has not been fetched.
   */
  const textFor = (state: ViewerState): Written | null => {
    if (asked?.state === state) return asked.written;
    const written = writtenOut(linkOf(state));
    asked = written && { state, written };
    return written;
  };

  /** What the bar asks for; `null` while the codec that could say so is missing. */
  const read = (): Decoded | null => {
    const hash = bar.hash();
    const full = codec.now();
    return decodeReadable(hash, known) ?? full?.decode(hash, known) ?? null;
  };

  const put = (text: string, how: How): void => {
    if (text === settled) return;
    settled = text;
    bar[how](text);
    seen = bar.hash();
  };

  const report = (): void => {
    const decoded = read();
    const { sentence = NOT_FETCHED, instead = null } = decoded?.ok === false ? decoded.error : {};
    verbs.report({ kind: 'link', says: sentence, ...(instead !== null && { instead }) });
  };

  const open = (link: Link, by: Opening['by'], done?: Opened): void => {
    followed = link;
    openLink(link, by, (opened) => {
      if (followed === link) actor.send({ type: 'followed', opened });
      done?.(opened);
    });
  };

  const actor = createActor(
    makeAddressChart<ViewerState>({
      isNothingOpen: () => store.getState().opening.serial === 0,
      isChangedByOthers: () => bar.hash() !== seen,
      isKnown: () => bar.hash() === settled,
      isCodecMissingToWrite: () => codec.now() === null && textFor(store.getState()) === null,
      isCodecMissingToRead: () => read() === null,
      isBroken: () => read()?.ok !== true,
      isEmpty: () => {
        const decoded = read();
        return decoded?.ok === true && decoded.link === null;
      },
      write: (how) => put(textFor(store.getState())?.text ?? '', how),
      writeNothing: (how) => put('', how),
      writeBefore: (before) => {
        const written = textFor(before);
        if (written !== null && bar.hash() === seen) put(written.text, 'replace');
      },
      leaveAsItIs: () => {
        settled = textFor(store.getState())?.text ?? null;
      },
      look: () => {
        seen = bar.hash();
      },
      report,
      openLink: () => {
        const decoded = read();
        if (decoded?.ok && decoded.link !== null) open(decoded.link, 'address');
      },
      settle: () => {
        settled = bar.hash();
      },
      fetchCodec: codec.load,
    }),
  ).start();

  const unsubscribe = store.subscribe((state, before) => {
    const { opening } = state;
    if (opening.serial !== before.opening.serial) actor.send({ type: 'placed', by: opening.by, before });
    else if (isEntry(state, before) && !isLed()) actor.send({ type: 'entered', before });
    else if (!isSamePlace(state, before) || state.talk !== before.talk) actor.send({ type: 'moved' });
  });
  const unlisten = bar.listen(() => actor.send({ type: 'hashChanged' }));
  const flush = (): void => actor.send({ type: 'flush' });

  return {
    asked: () => {
      const decoded = read();
      if (decoded?.ok === true) {
        if (decoded.link !== null) actor.send({ type: 'asked' });
        return decoded.link;
      }
      actor.send({ type: 'broken' });
      report();
      return null;
    },
    follow: (link, by, done) => {
      actor.send({ type: 'follow' });
      open(link, by, done);
    },
    share: async (cursor = wantedCursor(store.getState())) => {
      flush();
      const at = { ...store.getState(), cursor, computing: null };
      try {
        if (textFor(at) === null) await codec.load();
      } catch {
        return { problem: NOT_FETCHED };
      }
      const { text, problem } = textFor(at) ?? { text: '', problem: NOT_FETCHED };
      return problem === null ? { url: bar.base() + text } : { problem };
    },
    flush,
    stop: () => {
      unsubscribe();
      unlisten();
      actor.stop();
    },
  };
};

/** The address bar of a browser window. */
export const browserBar = (window: Window): AddressBar => {
  const change = (how: 'replaceState' | 'pushState') => (hash: string) => {
    const { pathname, search } = window.location;
    try {
      window.history[how](null, '', hash === '' ? pathname + search : hash);
    } catch {
      // Some browsers allow only so many changes in a while. The next step writes again, and sharing does not need it.
    }
  };
  return {
    hash: () => window.location.hash,
    base: () => window.location.href.split('#')[0] ?? '',
    replace: change('replaceState'),
    push: change('pushState'),
    listen: (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
  };
};
