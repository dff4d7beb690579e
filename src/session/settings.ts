/** How the reader likes it: kept in this browser, shared by its tabs, part of no link. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fetched } from './fetched';
import type { Kept } from './kept';
import { noStorage, PREFIX, type SafeStorage } from './storage';

export const THEMES = ['system', 'light', 'dark', 'projector', 'projector-dark'] as const;
export type Theme = (typeof THEMES)[number];

export const MOTIONS = ['system', 'reduced', 'full'] as const;
export type Motion = (typeof MOTIONS)[number];

/** What a step is about, or every panel as a tile. */
export const BOARDS = ['story', 'everything'] as const;
export type Board = (typeof BOARDS)[number];

const MIN_SPEED = 0.5;
const MAX_SPEED = 4;

/** Panel group id → panel id → size in per cent. */
export type PanelLayout = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Settings {
  readonly theme: Theme;
  readonly motion: Motion;
  /** Of autoplay; 1 is the ordinary speed. */
  readonly speed: number;
  readonly layout: PanelLayout;
  readonly board: Board;
  /** Panel group → the panel of it that stands open. */
  readonly tabs: Readonly<Record<string, string>>;
  /** Asks what will happen before the steps that have a question. */
  readonly guess: boolean;
  /** The address that exported links begin with; empty for the one the app is served from. */
  readonly exportBase: string;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  motion: 'system',
  speed: 1,
  layout: {},
  board: 'story',
  tabs: {},
  guess: false,
  exportBase: '',
};

export const SETTINGS_KEY = `${PREFIX}settings`;
export const SETTINGS_VERSION = 1;

export const limitSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(Math.max(speed, MIN_SPEED), MAX_SPEED) : DEFAULT_SETTINGS.speed;

export interface SettingsStore extends StoreApi<Settings> {
  /** Changes some settings and keeps them. What another tab has changed meanwhile stays as that tab wants it. */
  readonly change: (changes: Partial<Settings>) => void;
  /** Reads what another tab has kept. */
  readonly refresh: () => void;
}

/** @param kept must be there when something is stored; until then nothing is. */
export const createSettings = (storage: SafeStorage = noStorage, kept: Fetched<Kept> | null = null): SettingsStore => {
  const stored = (): Settings | null => {
    const text = storage.read(SETTINGS_KEY);
    return text === null ? null : (kept?.now()?.readSettings(text) ?? null);
  };
  const store = createStore<Settings>()(() => stored() ?? DEFAULT_SETTINGS);
  return {
    ...store,
    change: (changes) => {
      const next = { ...(stored() ?? store.getState()), ...changes };
      const limited = { ...next, speed: limitSpeed(next.speed) };
      storage.write(SETTINGS_KEY, JSON.stringify({ v: SETTINGS_VERSION, ...limited }));
      store.setState(limited, true);
    },
    refresh: () => store.setState(stored() ?? store.getState(), true),
  };
};
