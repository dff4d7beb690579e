/** The whole React binding of the viewer. */
import { useSelector } from '@xstate/react';
import { createContext, createElement, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Scenario } from '../scenarios/scenario';
import type { Cursor, Selection, View } from '../viewer/contract';
import { actionFor, type KeyAction, type KeyBinding, type KeyMode, ownersOf, type TalkKey } from '../viewer/keys';
import { view } from '../viewer/selectors';
import type { Recent, ViewerState, ViewerVerbs } from '../viewer/state';
import type { Viewer } from '../viewer/store';
import type { Shared } from './address';
import { followerOf } from './follower';
import { isMine, loadAny, type Mine, type OwnTitle } from './mine';
import type { Part } from './part';
import type { Settings } from './settings';
import type { Started } from './start';
import type { SafeStorage } from './storage';

type Selector<T> = (state: ViewerState) => T;

interface Shown extends Started {
  /** A hook: what the components here see of the viewer's state. */
  readonly useState: <T>(selector: Selector<T>) => T;
}

const Context = createContext<Shown | null>(null);

/** Gives a started viewer to everything inside. */
export const ViewerProvider = ({ started, children }: { readonly started: Started; readonly children: ReactNode }) => {
  const value = useMemo(() => ({ ...started, useState: useLive }), [started]);
  return createElement(Context.Provider, { value }, children);
};

/** Everything that was started. Panels need less: see the hooks below. */
export const useStarted = (): Shown => {
  const started = useContext(Context);
  if (started === null) throw new Error('A panel is outside of <ViewerProvider>.');
  return started;
};

/** As it is now. */
function useLive<T>(selector: Selector<T>): T {
  return useStore(useStarted().viewer.store, selector);
}

/** The viewer itself, for what shows it in another way. */
export const useViewerItself = (): Viewer => useStarted().viewer;

/** Shows everything inside by another viewer, with the same settings and the same player. */
export const ViewerScope = ({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) => {
  const started = useStarted();
  const value = useMemo(() => ({ ...started, viewer, useState: useLive }), [started, viewer]);
  return createElement(Context.Provider, { value }, children);
};

/** As it was when something was painted last. */
function useFollowing<T>(selector: Selector<T>): T {
  return useStore(followerOf(useStarted().viewer.store), selector);
}

/** Lets the rest of the screen go first: what is inside follows a step once that has been painted, all of it together. */
export const Later = ({ children }: { readonly children: ReactNode }) => {
  const started = useStarted();
  const value = useMemo(() => ({ ...started, useState: useFollowing }), [started]);
  return createElement(Context.Provider, { value }, children);
};

/** Selectors must give stable references, as those of `viewer/` do. */
export const useViewer = <T>(selector: Selector<T>): T => useStarted().useState(selector);

/** Everything that panels read: the state after the current step, and what it was before. */
export const useView = (): View => useViewer(view);

/** The same object for ever. */
export const useVerbs = (): ViewerVerbs => useStarted().viewer.verbs;

const selectionOf = ({ selection }: ViewerState): Selection => selection;

export const useSelection = (): Selection => useViewer(selectionOf);

export interface Playback {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** Kept in the settings. */
  readonly setSpeed: (speed: number) => void;
}

export const usePlayer = (): Playback => {
  const { player, settings } = useStarted();
  const isPlaying = useSelector(player.actor, (snapshot) => snapshot.matches('playing'));
  const speed = useStore(settings, (state) => state.speed);
  return useMemo(
    () => ({
      isPlaying,
      speed,
      play: player.play,
      pause: player.pause,
      toggle: player.toggle,
      setSpeed: (wanted) => settings.change({ speed: wanted }),
    }),
    [isPlaying, speed, player, settings],
  );
};

/** The settings, and how to change some of them. */
export const useSettings = (): readonly [Settings, (changes: Partial<Settings>) => void] => {
  const { settings } = useStarted();
  return [useStore(settings), settings.change];
};

/** The role of this window in a talk, and how to take another one. */
export const useRole = (): readonly [Part | null, (part: Part | null) => void] => {
  const { part } = useStarted();
  return [useStore(part), (next) => part.setState(next, true)];
};

export interface RecentWork {
  readonly list: readonly Recent[];
  readonly open: (id: string) => void;
  readonly forget: (id: string) => void;
}

const recentOf = ({ recent }: ViewerState): readonly Recent[] => recent;

/** Work that was put aside when something else was opened, the newest first. */
export const useRecent = (): RecentWork => {
  const { persistence } = useStarted();
  const list = useViewer(recentOf);
  return { list, open: persistence.openRecent, forget: persistence.forgetRecent };
};

/** Scenarios of the reader's own, in the reader's order. */
export const useMine = (): readonly [readonly OwnTitle[], Mine] => {
  const { mine } = useStarted();
  return [useStore(mine.titles), mine];
};

/** The same function for ever. */
export const useLoadScenario = (): ((id: string) => Promise<Scenario>) => {
  const { mine } = useStarted();
  return useMemo(() => loadAny(mine, async (id) => (await import('./catalogue')).loadScenario(id)), [mine]);
};

/** Opens a scenario of the catalogue, or one of the reader's own. */
export const useOpenScenario = (): ((id: string) => void) => {
  const { mine, viewer } = useStarted();
  return (id) => {
    const { openScenario, openFile, report } = viewer.verbs;
    if (isMine(id)) mine.load(id).then(openFile, ({ message }: Error) => report({ kind: 'scenario', says: message }));
    else openScenario(id);
  };
};

/** Nothing is stored, and no link was followed. */
export const useFirstVisit = (): boolean => useStarted().isFirstVisit;

/** Where all tabs keep what they share. The same object for ever. */
export const useLocal = (): SafeStorage => useStarted().local;

const nothingToShare = (): Promise<Shared> => Promise.resolve({ problem: 'There is no address to share here.' });

/** Makes the address of exactly what is on the screen, or of another place of that line; or says why no link can hold it. */
export const useShare = (): ((cursor?: Cursor) => Promise<Shared>) => useStarted().address?.share ?? nothingToShare;

export interface KeyHandlers {
  readonly onShare: () => void;
  /** Without it the browser prints the page as it is. */
  readonly onPrint?: () => void;
  readonly onHelp: () => void;
  /** Where there is nothing to find by its name, it is not there. */
  readonly onFind?: () => void;
  /** Counted from 1. */
  readonly onPanel: (panel: number) => void;
  readonly onTalk?: (key: TalkKey) => void;
  readonly onExplain?: (back: boolean) => void;
}

const ONCE: readonly KeyAction['type'][] = ['playPause', 'share', 'print', 'help', 'find'];
/** A key that is held down steps on; everything else happens once. */
const isOnce = (action: KeyAction): boolean =>
  action.type === 'talk' ? action.key !== 'next' && action.key !== 'previous' : ONCE.includes(action.type);

/** Listens to the keyboard table of `viewer/keys.ts` for as long as the component is there. */
export const useKeys = (handlers: KeyHandlers, mode?: KeyMode, table?: readonly KeyBinding[]): void => {
  const { viewer, player } = useStarted();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const { verbs } = viewer;
    const act = (action: KeyAction): void => {
      const { onShare, onPrint = () => window.print(), onHelp, onFind, onPanel, onTalk, onExplain } = latest.current;
      if (action.type === 'panel') onPanel(action.panel);
      else if (action.type === 'talk') onTalk?.(action.key);
      else if (action.type === 'explain') onExplain?.(action.back);
      else if (action.type === 'share') onShare();
      else if (action.type === 'print') onPrint();
      else if (action.type === 'help') onHelp();
      else if (action.type === 'find') onFind?.();
      else if (action.type === 'playPause') player.toggle();
      else verbs[action.type]();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = actionFor(event, ownersOf(event.target instanceof Element ? event.target : null), mode, table);
      if (action === null) return;
      event.preventDefault();
      // A slider under the focus would otherwise answer to the same key.
      event.stopPropagation();
      if (!(event.repeat && isOnce(action))) act(action);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [viewer, player, mode, table]);
};
