/** How the reader likes it: kept in this browser, shared by its tabs, part of no link. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecord } from './shape';
import { noStorage, PREFIX, parseJson, type SafeStorage } from './storage';

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
const VERSION = 1;

export const limitSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(Math.max(speed, MIN_SPEED), MAX_SPEED) : DEFAULT_SETTINGS.speed;

const oneOf = <T extends string>(choices: readonly T[], json: unknown, otherwise: T): T =>
  choices.find((choice) => choice === json) ?? otherwise;

const layoutOf = (json: unknown): PanelLayout => {
  if (!isRecord(json)) return {};
  const groups = Object.entries(json).flatMap(([group, panels]) => {
    if (!isRecord(panels)) return [];
    const sizes = Object.entries(panels).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 100,
    );
    return [[group, Object.fromEntries(sizes)] as const];
  });
  return Object.fromEntries(groups);
};

const tabsOf = (json: unknown): Settings['tabs'] =>
  isRecord(json)
    ? Object.fromEntries(
        Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

/** Settings from stored text. Whatever is damaged, missing or from a newer release falls back to its default. */
export const readSettings = (text: string | null): Settings => {
  const json = text === null ? null : parseJson(text)?.json;
  if (!isRecord(json) || json.v !== VERSION) return DEFAULT_SETTINGS;
  return {
    theme: oneOf(THEMES, json.theme, DEFAULT_SETTINGS.theme),
    motion: oneOf(MOTIONS, json.motion, DEFAULT_SETTINGS.motion),
    speed: typeof json.speed === 'number' ? limitSpeed(json.speed) : DEFAULT_SETTINGS.speed,
    layout: layoutOf(json.layout),
    board: oneOf(BOARDS, json.board, DEFAULT_SETTINGS.board),
    tabs: tabsOf(json.tabs),
    guess: json.guess === true,
    exportBase: typeof json.exportBase === 'string' ? json.exportBase : DEFAULT_SETTINGS.exportBase,
  };
};

export interface SettingsStore extends StoreApi<Settings> {
  /** Changes some settings and keeps them. What another tab has changed meanwhile stays as that tab wants it. */
  readonly change: (changes: Partial<Settings>) => void;
  /** Reads what another tab has kept. */
  readonly refresh: () => void;
}

export const createSettings = (storage: SafeStorage = noStorage): SettingsStore => {
  const stored = (): Settings | null => {
    const text = storage.read(SETTINGS_KEY);
    return text === null ? null : readSettings(text);
  };
  const store = createStore<Settings>()(() => stored() ?? DEFAULT_SETTINGS);
  return {
    ...store,
    change: (changes) => {
      const next = { ...(stored() ?? store.getState()), ...changes };
      const limited = { ...next, speed: limitSpeed(next.speed) };
      storage.write(SETTINGS_KEY, JSON.stringify({ v: VERSION, ...limited }));
      store.setState(limited, true);
    },
    refresh: () => store.setState(stored() ?? store.getState(), true),
  };
};
