/**
 * A talk, as one of its windows sees it: steers the viewer, and keeps the windows in step. Every window may steer. What one
 * shows goes to the others as a link; whatever a link does not say, the others keep for themselves.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Known } from '../link/head';
import type { Link } from '../link/readable';
import type { PanelName } from '../scenarios/look';
import { linkOf } from '../session/address';
import type { Codec } from '../session/codec';
import type { Role } from '../session/part';
import { isSamePlace } from '../viewer/opening';
import type { ViewerState } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import { FIRST_SHOW, isLater, type Message, readSaid, type Said, type Show, type Shown, type Stamp } from './broadcast';
import type { OpenWire } from './wires';

export interface TalkState {
  readonly show: Show;
  /** Another window of the talk is there. */
  readonly joined: boolean;
  /** How many times a button was pressed while the machine was locked. */
  readonly refused: number;
  /** Why the other windows cannot follow; `null` when they can. */
  readonly problem: string | null;
}

export interface Presentation {
  readonly role: Role;
  readonly store: StoreApi<TalkState>;
  readonly blank: (colour: 'black' | 'white') => void;
  readonly toggleLock: () => void;
  /** Shows a panel of the speaker's choice instead of what the camera would; `null` returns to the camera. */
  readonly lookAt: (panel: PanelName | null) => void;
  /** Puts the question before the next step on the slide, or takes it away. It goes by itself with the place it was asked at. */
  readonly ask: (asked: boolean) => void;
  /** A button was pressed that acts on the machine. True when it may. */
  readonly mayAct: () => boolean;
  /** Ends the talk in the other windows. */
  readonly end: () => void;
  /** This window goes, perhaps only to be loaded again. */
  readonly bye: () => void;
  readonly stop: () => void;
}

interface Options {
  readonly viewer: Viewer;
  readonly role: Role;
  readonly openWire: OpenWire;
  readonly known: Known;
  readonly codec: Pick<Codec, 'encode' | 'decode'>;
  /** Another window has ended the talk. */
  readonly onEnd: () => void;
  /** Milliseconds between two questions to a window that has gone and may come back. */
  readonly askAgain?: number;
}

const ASK_AGAIN = 1000;
/** A reload takes seconds, not minutes. */
const MOST_QUESTIONS = 30;

/** Two scenarios on the same machine may be told in different words. */
const isSame = (a: Shown, b: Shown): boolean =>
  a.link === b.link && a.told?.title === b.told?.title && a.talk?.at === b.talk?.at;

const withTold = (link: Link, { told, talk }: Shown): Link =>
  told === undefined || link.source.kind !== 'world'
    ? link
    : { ...link, source: { ...link.source, told }, ...(talk && { talk }) };

export const createPresentation = (options: Options): Presentation => {
  const { viewer, role, openWire, known, codec, onEnd, askAgain = ASK_AGAIN } = options;
  const store = createStore<TalkState>()(() => ({ show: FIRST_SHOW, joined: false, refused: 0, problem: null }));
  const { getState: get, setState: set } = store;
  let stamp: Stamp = { count: 0, role };
  let asking: ReturnType<typeof setInterval> | null = null;

  const shownOf = (state: ViewerState): Shown => {
    const { source, talk } = state;
    const told = source.kind === 'world' ? source.told : undefined;
    return { link: codec.encode(linkOf(state), known), ...(told && { told, ...(talk && { talk }) }) };
  };
  /** What the windows agree about. */
  let agreed = shownOf(viewer.store.getState());

  const wire = openWire((json) => {
    const said = readSaid(json);
    if (said !== null) hear(said);
  });

  const say = (message: Message): void => {
    const said: Said = { v: 1, from: role, message };
    wire.post(said);
  };

  const sayPlace = (): void => say({ type: 'place', stamp, ...agreed, show: get().show });

  const stopAsking = (): void => {
    if (asking !== null) clearInterval(asking);
    asking = null;
  };

  const ask = (): void => {
    stopAsking();
    let left = MOST_QUESTIONS;
    asking = setInterval(() => {
      left -= 1;
      if (left === 0) stopAsking();
      say({ type: 'hello' });
    }, askAgain);
  };

  const follow = (shown: Shown): void => {
    if (isSame(shown, agreed)) return;
    const decoded = codec.decode(shown.link, known);
    if (!decoded.ok) set({ problem: decoded.error.sentence });
    else if (decoded.link !== null) {
      agreed = shown;
      set({ problem: null });
      viewer.verbs.openLink(withTold(decoded.link, shown), 'address');
    }
  };

  const hear = ({ message, from }: Said): void => {
    if (message.type === 'end') onEnd();
    else if (message.type === 'bye') {
      set({ joined: false });
      ask();
    } else {
      stopAsking();
      if (!get().joined) set({ joined: true });
      if (message.type === 'hello') sayPlace();
      else if (isLater(message.stamp, stamp)) {
        stamp = { count: message.stamp.count, role: from };
        set({ show: message.show });
        const { link, told, talk } = message;
        follow({ link, ...(told && { told }), ...(talk && { talk }) });
      }
    }
  };

  /** Something was changed in this window. */
  const speak = (): void => {
    stamp = { count: stamp.count + 1, role };
    sayPlace();
  };

  const unsubscribe = viewer.store.subscribe((state, before) => {
    if (isSamePlace(state, before) && state.talk === before.talk) return;
    const shown = shownOf(state);
    if (isSame(shown, agreed)) return;
    const { asked, answered, ...show } = get().show;
    const answers = asked && state.cursor.step === before.cursor.step + 1;
    if (asked || answered === true) set({ show: { ...show, asked: false, ...(answers && { answered: true }) } });
    const moved = state.opening.serial === before.opening.serial || state.opening.by !== 'start';
    const decoded = codec.decode(shown.link, known);
    set({ problem: decoded.ok ? null : decoded.error.sentence });
    if (!decoded.ok) return;
    agreed = shown;
    // What a window shows at its start is no news.
    if (moved) speak();
  });

  const change = (changes: Partial<Show>): void => {
    set({ show: { ...get().show, ...changes } });
    speak();
  };

  say({ type: 'hello' });

  return {
    role,
    store,
    blank: (colour) => change({ blank: get().show.blank === null ? colour : null }),
    toggleLock: () => {
      set({ refused: 0 });
      change({ locked: !get().show.locked });
    },
    lookAt: (panel) => change({ panel }),
    ask: (asked) => change({ asked }),
    mayAct: () => {
      if (!get().show.locked) return true;
      set({ refused: get().refused + 1 });
      return false;
    },
    end: () => say({ type: 'end' }),
    bye: () => say({ type: 'bye' }),
    stop: () => {
      say({ type: 'bye' });
      stopAsking();
      unsubscribe();
      wire.close();
    },
  };
};
