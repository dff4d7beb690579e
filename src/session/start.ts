/** Puts the viewer together: store, player, settings, what is kept, and the address. Without a browser it does without. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { policies } from '../kernel/policies';
import { type Known, type Link, needsCodec } from '../link/readable';
import { onceDrawn } from '../parts/quiet';
import type { ScenarioTitle } from '../scenarios/scenario';
import { scriptInfo } from '../viewer/history';
import type { LoadScenario } from '../viewer/loader';
import { isAtEnd } from '../viewer/selectors';
import { ordinary, type SliceClock } from '../viewer/slices';
import type { Opened, Opening } from '../viewer/state';
import { createViewer, type Viewer } from '../viewer/store';
import { type Address, type AddressBar, bindAddress, browserBar } from './address';
import { type CodecSource, codecSource, readAhead } from './codec';
import { type Fetched, fetched } from './fetched';
import type { Kept } from './kept';
import { createMine, MINE_KEY, type Mine } from './mine';
import { type Part, partOf, searchOf } from './part';
import { keepNothing, keepWork, type Persistence, type Shelves, WORK_PREFIX } from './persistence';
import { createPlayer, type Player, type PlayerClock } from './player';
import { createSettings, SETTINGS_KEY, type SettingsStore } from './settings';
import { noStorage, PREFIX, type SafeStorage, safeStorage } from './storage';

export interface Started {
  readonly viewer: Viewer;
  readonly player: Player;
  readonly settings: SettingsStore;
  readonly persistence: Persistence;
  /** What all tabs share, for those who keep something of their own. */
  readonly local: SafeStorage;
  /** Scenarios of the reader's own. */
  readonly mine: Mine;
  /** `null` where there is no address bar. */
  readonly address: Address | null;
  /** Nothing is stored, and no link was followed. */
  readonly isFirstVisit: boolean;
  /** What ids a link may name. */
  readonly known: Known;
  /** The part of this window in a talk; `null` when it is in none. */
  readonly part: StoreApi<Part | null>;
  /** Writes everything that waits to be written. */
  readonly flush: () => void;
  readonly stop: () => void;
}

export interface StartOptions extends Partial<Shelves> {
  readonly loadScenario: LoadScenario;
  /** Every scenario that a link may name, with the policy it opens with when that is not the default one. */
  readonly titles: readonly Pick<ScenarioTitle, 'id' | 'policy'>[];
  /** The scenario to show when neither the address nor the storage asks for anything. */
  readonly first: string;
  readonly bar?: AddressBar;
  readonly codec?: CodecSource;
  readonly kept?: Fetched<Kept>;
  readonly clock?: PlayerClock;
  /** When the slices of a long history come. */
  readonly slices?: SliceClock;
  readonly part?: Part | null;
  /** The same for everybody who reads a link. */
  readonly known?: Known;
}

const knownOf = (titles: StartOptions['titles']): Known => ({
  scenarioIds: titles.map(({ id }) => id),
  policyIds: policies.map(({ id }) => id),
  policies: Object.fromEntries(titles.flatMap(({ id, policy }) => (policy === undefined ? [] : [[id, policy]]))),
});

const watchPlayer = (viewer: Viewer, settings: SettingsStore, clock: PlayerClock | undefined): Player => {
  const { store, verbs } = viewer;
  const player: Player = createPlayer(
    {
      isAtEnd: () => isAtEnd(store.getState()),
      stepOver: verbs.stepOver,
      home: verbs.home,
      words: () => (scriptInfo(store.getState())?.says ?? '').split(' ').length,
      onMove: (listener) =>
        store.subscribe(({ cursor, trace, policy, against, lines }, before) => {
          if (cursor === before.cursor && trace === before.trace) return;
          // The same history under other rules plays on, once it can have been read.
          if (lines === before.lines && (policy !== before.policy || against !== before.against)) player.readAnew();
          else listener();
        }),
    },
    { speed: settings.getState().speed, ...(clock ? { clock } : {}) },
  );
  settings.subscribe(({ speed }, before) => {
    if (speed !== before.speed) player.setSpeed(speed);
  });
  return player;
};

/**
 * A link in the address wins over the stored session, which is then among the recent work.
 * @returns whether there was neither: whoever comes so is probably here for the first time.
 */
const open = (first: string, viewer: Viewer, persistence: Persistence, address: Address | null): boolean => {
  const link = address?.asked() ?? null;
  const openFirst = (): void => viewer.verbs.openScenario(first, 'start');
  const stored = persistence.stored(link === null);
  const openLink = (): void => {
    if (link === null) openFirst();
    else address?.follow(link, 'start', (opened) => opened || openFirst());
  };
  if (stored === null) openLink();
  else {
    persistence.resume(stored, 'start', (opened) => {
      if (!opened) openLink();
      else if (link !== null) address?.follow(link, 'start');
    });
  }
  persistence.refresh();
  return link === null && stored === null;
};

const keptSource = (): Fetched<Kept> => fetched<Kept>(() => import('./kept'));

/** Opens what the address asks for, else the stored session, else the first scenario. */
export const startViewer = (options: StartOptions): Started => {
  const { loadScenario, titles, first, tab = noStorage, local = noStorage, bar, clock, slices } = options;
  const { codec = codecSource(), kept = keptSource(), part = null, known = knownOf(titles) } = options;
  const viewer = createViewer({ loadScenario, clock: slices });
  const settings = createSettings(local, kept);
  // What the audience sees is the speaker's work.
  const persistence = part?.role === 'audience' ? keepNothing : keepWork({ viewer, kept, tab, local });
  const mine = createMine(local, kept);
  const player = watchPlayer(viewer, settings, clock);

  const openLink = (link: Link, by: Opening['by'], done: Opened): void => {
    const follow = (): void => viewer.verbs.openLink(link, by, done);
    const work = persistence.holding(link);
    if (work === null) follow();
    else persistence.resume(work, by, follow);
  };
  const partStore = createStore<Part | null>()(() => part);
  const isLed = (): boolean => partStore.getState()?.role === 'audience';
  const address = bar ? bindAddress({ viewer, bar, known, codec, openLink, isLed }) : null;
  const isFirstVisit = open(first, viewer, persistence, address);

  const flush = (): void => {
    persistence.flush();
    address?.flush();
  };
  return {
    viewer,
    player,
    settings,
    persistence,
    local,
    mine,
    address,
    known,
    isFirstVisit,
    part: partStore,
    flush,
    stop: () => {
      flush();
      player.stop();
      persistence.stop();
      address?.stop();
    },
  };
};

/** What a browser window has: its storage and its address bar. */
const browserSurroundings = (window: Window): Surroundings => ({
  tab: safeStorage(() => window.sessionStorage),
  local: safeStorage(() => window.localStorage),
  bar: browserBar(window),
});

type Surroundings = Pick<StartOptions, 'tab' | 'local' | 'bar'>;

const holdsSomething = ({ tab, local }: Surroundings): boolean =>
  [tab, local].some((storage) => (storage?.keys(PREFIX).length ?? 0) > 0);

/** Without the storage: what cannot be read must not be written over. */
const withoutStorage = ({ bar }: Surroundings): Surroundings => (bar ? { bar } : {});

/** Reads what another tab has kept under a key; `null`: everything. A long history takes its time, so no more than that is read. */
export const refreshOf =
  ({ settings, persistence, mine }: Pick<Started, 'settings' | 'persistence' | 'mine'>) =>
  (key: string | null): void => {
    const isOf = (prefix: string): boolean => key === null || key.startsWith(prefix);
    if (isOf(SETTINGS_KEY)) settings.refresh();
    if (isOf(WORK_PREFIX)) persistence.refresh();
    if (isOf(MINE_KEY)) mine.refresh();
  };

export interface StartedInBrowser extends Started {
  /** Fetches what reads the storage, unless that was needed already. */
  readonly readKept: () => void;
  /** Says what is to be known of the machine that a link has brought. */
  readonly tellCrowded: () => void;
}

/**
 * The same in a browser window. Everything that waits is written before the page goes. A link that needs the whole codec is
 * read once that has been fetched, and so is what the browser has kept.
 * @param framed the surroundings of a frame, which has no window of its own; see `embed/options.ts`.
 */
export const startInBrowser = async (
  window: Window,
  options: Pick<StartOptions, 'loadScenario' | 'titles' | 'first'>,
  framed: Surroundings | null = null,
): Promise<StartedInBrowser> => {
  const around = framed ?? browserSurroundings(window);
  const [codec, kept, known] = [codecSource(), keptSource(), knownOf(options.titles)];
  const { hash } = window.location;
  const [isReadable, tell] = await Promise.all([
    holdsSomething(around)
      ? kept.load().then(
          () => true,
          () => false,
        )
      : true,
    // With the codec: what is said later would move what is there. The page around a frame has words of its own.
    framed === null && needsCodec(hash)
      ? import('./crowded').then(
          ({ tellCrowdedAtFirst }) => tellCrowdedAtFirst,
          () => undefined,
        )
      : undefined,
    needsCodec(hash)
      ? codec
          .load()
          .then((whole) => readAhead(whole, hash, known))
          .catch(() => undefined)
      : undefined,
  ]);
  const surroundings = isReadable ? around : withoutStorage(around);
  // What is shown first is not held up by the rest of a long history.
  const slices = { ...ordinary, begin: onceDrawn };
  const part = partOf(window.location.search);
  const started = startViewer({ ...options, ...surroundings, codec, kept, slices, part, known });
  started.part.subscribe((next) => {
    const { pathname, hash } = window.location;
    window.history.replaceState(null, '', pathname + searchOf(next) + hash);
  });
  const refresh = refreshOf(started);
  window.addEventListener('pagehide', started.flush);
  // On a phone a page that is put away may never hear of anything again.
  window.document.addEventListener('visibilitychange', () => {
    if (window.document.visibilityState === 'hidden') started.flush();
  });
  window.addEventListener('storage', ({ key }) => refresh(key));
  // Other tabs may keep something from now on.
  const readKept = (): void =>
    void kept.load().then(
      () => refresh(null),
      () => undefined,
    );
  return { ...started, readKept, tellCrowded: () => tell?.(started.viewer) };
};
