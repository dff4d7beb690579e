/** How the panels stand beside and above each other, as data. Sizes in per cent, least sizes in pixels. */
import type { PanelName } from '../scenarios/look';
import type { GroupId } from './groups';

interface Place {
  readonly id: string;
  readonly size: number;
  readonly least: number;
}

/** A panel, or a group of panels that share the place. */
export type Row = Place & ({ readonly panel: PanelName } | { readonly group: GroupId });

export interface Column {
  readonly id: string;
  /** What its separators call it. */
  readonly name: string;
  readonly size: number;
  readonly least: number;
  readonly rows: readonly Row[];
}

export interface Arrangement {
  /** Under this name the sizes are kept that the reader gave it. */
  readonly id: string;
  readonly columns: readonly Column[];
}

/** Four panels whole, and two groups of which one panel each can stand open: what a step is about, on a wide screen. */
export const STORY: Arrangement = {
  id: 'story',
  columns: [
    {
      id: 'patches',
      name: 'the left column',
      size: 25,
      least: 240,
      rows: [
        { id: 'loaded', panel: 'Loaded patches', size: 66, least: 120 },
        { id: 'version', panel: 'Version counter', size: 34, least: 110 },
      ],
    },
    {
      id: 'tasks',
      name: 'the middle column',
      size: 43,
      least: 360,
      rows: [
        { id: 'tasks', panel: 'Tasks', size: 56, least: 180 },
        { id: 'machine', group: 'machine', size: 44, least: 160 },
      ],
    },
    {
      id: 'why',
      name: 'the right column',
      size: 32,
      least: 300,
      rows: [
        { id: 'why', panel: 'Why', size: 62, least: 200 },
        { id: 'files', group: 'files', size: 38, least: 120 },
      ],
    },
  ],
};

/** The same where the type is large or the room small. */
export const STORY_IN_TWO: Arrangement = {
  id: 'story-in-two',
  columns: [
    {
      id: 'tasks',
      name: 'the left column',
      size: 56,
      least: 340,
      rows: [
        { id: 'tasks', panel: 'Tasks', size: 60, least: 200 },
        { id: 'machine', group: 'machine', size: 40, least: 180 },
      ],
    },
    {
      id: 'why',
      name: 'the right column',
      size: 44,
      least: 280,
      rows: [
        { id: 'why', panel: 'Why', size: 48, least: 180 },
        { id: 'loaded', panel: 'Loaded patches', size: 29, least: 120 },
        { id: 'version', panel: 'Version counter', size: 23, least: 90 },
        { id: 'files', group: 'files', size: 30, least: 140 },
      ],
    },
  ],
};

/** Every panel as a tile: what is loaded on the left, what happens in the middle, what it amounts to on the right. */
export const THREE_COLUMNS: Arrangement = {
  id: 'columns',
  columns: [
    {
      id: 'modules',
      name: 'the left column',
      size: 24,
      least: 220,
      rows: [
        { id: 'loaded', panel: 'Loaded patches', size: 38, least: 96 },
        { id: 'library', panel: 'Module library', size: 38, least: 96 },
        { id: 'version', panel: 'Version counter', size: 24, least: 90 },
      ],
    },
    {
      id: 'events',
      name: 'the middle column',
      size: 48,
      least: 360,
      rows: [
        { id: 'tasks', panel: 'Tasks', size: 52, least: 140 },
        { id: 'chart', panel: 'Statechart', size: 48, least: 140 },
      ],
    },
    {
      id: 'state',
      name: 'the right column',
      size: 28,
      least: 240,
      rows: [
        { id: 'why', panel: 'Why', size: 32, least: 110 },
        { id: 'log', panel: 'Kernel log', size: 26, least: 100 },
        { id: 'functions', panel: 'Functions', size: 24, least: 90 },
        { id: 'sysfs', panel: 'Sysfs', size: 18, least: 80 },
      ],
    },
  ],
};

/** Every panel where the type is large or the room small: what a step is about fills the first screen, the rest is below it. */
export const TWO_COLUMNS: Arrangement = {
  id: 'two-columns',
  columns: [
    {
      id: 'events',
      name: 'the left column',
      size: 58,
      least: 360,
      rows: [
        { id: 'tasks', panel: 'Tasks', size: 38, least: 200 },
        { id: 'chart', panel: 'Statechart', size: 36, least: 200 },
        { id: 'log', panel: 'Kernel log', size: 26, least: 140 },
      ],
    },
    {
      id: 'state',
      name: 'the right column',
      size: 42,
      least: 280,
      rows: [
        { id: 'why', panel: 'Why', size: 19, least: 110 },
        { id: 'loaded', panel: 'Loaded patches', size: 19, least: 110 },
        { id: 'library', panel: 'Module library', size: 18, least: 110 },
        { id: 'version', panel: 'Version counter', size: 15, least: 110 },
        { id: 'functions', panel: 'Functions', size: 14, least: 110 },
        { id: 'sysfs', panel: 'Sysfs', size: 15, least: 110 },
      ],
    },
  ],
};
