/**
 * The address bar always describes what is on the screen. Steps replace the address; another source, another line of the
 * history or another policy adds to the browser's history, and a link that arrives is opened. A link that cannot be read stays where it is until the reader moves.
 */
import { withoutLink } from '../link/errors';
import type { Known } from '../link/head';
import { decodeReadable, encodeReadable, type Link } from '../link/readable';
import type { Cursor } from '../viewer/contract';
import { leavesScriptAt, pathOf } from '../viewer/lines';
import { isSamePlace } from '../viewer/opening';
import { wantedCursor } from '../viewer/selectors';
import type { Opened, Opening, ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
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

/**
 * A step is written at once, for a reload may follow it. Steps that follow each other more quickly than this wait for the last of them:
 * browsers allow only so many changes in a while.
 */
const DEBOUNCE = 80;

const NOT_FETCHED =
  'The part of the app that reads and writes links into branches and own worlds could not be fetched. Check the connection and reload the page.';

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
  /** What the bar shows is not open: it is broken, or its turn has not come yet. */
  let held = false;
  /** What the bar showed when it was last looked at. Something else now: somebody has changed it, and their event is on its way. */
  let seen = bar.hash();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let movedAt = Number.NEGATIVE_INFINITY;
  let fetching = false;
  /** The link of the address that is being opened: what it changes is in the history already. */
  let following: Link | null = null;

  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  /**
   * Too long a history, or too large a machine: then the bar describes nothing rather than something else.
   * `null` while the codec that this link needs has not been fetched.
   */
  const textFor = (state: ViewerState): Written | null => {
    const link = linkOf(state);
    const readable = encodeReadable(link, known);
    if (readable !== null) return { text: readable, problem: null };
    const full = codec.now();
    if (full === null) return null;
    const text = full.encode(link, known);
    const read = full.decode(text, known);
    return read.ok ? { text, problem: null } : { text: '', problem: withoutLink(read.error, text.length) };
  };

  const put = (text: string, how: 'replace' | 'push'): void => {
    if (text === settled) return;
    settled = text;
    held = false;
    bar[how](text);
    seen = bar.hash();
  };

  const write = (state: ViewerState, how: 'replace' | 'push' = 'replace'): void => {
    cancel();
    if (state.opening.serial === 0 || bar.hash() !== seen) return;
    const written = textFor(state);
    if (written !== null) put(written.text, how);
    else {
      codec.load().then(
        () => write(store.getState(), how),
        () => put('', how),
      );
    }
  };

  const hold = (): void => {
    settled = textFor(store.getState())?.text ?? null;
    held = true;
  };

  const asked = (): Link | null => {
    const decoded = decodeReadable(bar.hash(), known) ?? codec.now()?.decode(bar.hash(), known) ?? null;
    held = decoded === null || !decoded.ok || decoded.link !== null;
    if (decoded?.ok) return decoded.link;
    hold();
    const { sentence = NOT_FETCHED, instead = null } = decoded?.error ?? {};
    verbs.report({ kind: 'link', says: sentence, ...(instead !== null && { instead }) });
    return null;
  };

  const follow: Address['follow'] = (link, by, done) => {
    settled = bar.hash();
    following = link;
    openLink(link, by, (opened) => {
      if (following === link) following = null;
      if (opened) {
        settled = bar.hash();
        held = false;
        write(store.getState());
      } else hold();
      done?.(opened);
    });
  };

  const arrive = (): void => {
    cancel();
    seen = bar.hash();
    if (seen === settled) return;
    if (!fetching && codec.now() === null && decodeReadable(bar.hash(), known) === null) {
      fetching = true;
      const again = (): void => {
        arrive();
        fetching = false;
      };
      codec.load().then(again, again);
      return;
    }
    const link = asked();
    if (link !== null) follow(link, 'address');
    else if (!held) {
      settled = null;
      write(store.getState());
    }
  };

  const unsubscribe = store.subscribe((state, before) => {
    const { opening } = state;
    if (opening.serial !== before.opening.serial) {
      if (timer !== null) write(before);
      const isOwn = opening.by === 'reader' || opening.by === 'change';
      if (isOwn) following = null;
      if (held && opening.by === 'start') hold();
      else write(state, isOwn ? 'push' : 'replace');
    } else if (isEntry(state, before) && following === null && !held && !isLed()) {
      if (timer !== null) write(before);
      write(state, 'push');
    } else if (!isSamePlace(state, before) || state.talk !== before.talk) {
      cancel();
      const now = performance.now();
      timer = setTimeout(() => write(store.getState()), now - movedAt < DEBOUNCE ? DEBOUNCE : 0);
      movedAt = now;
    }
  });
  const unlisten = bar.listen(arrive);

  const flush = (): void => {
    if (timer !== null) write(store.getState());
  };

  return {
    asked,
    follow,
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
      cancel();
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
