/** Panels that share a place: of each group one stands open, or none, and the others are one key away. Pure. */
import type { PanelName } from '../scenarios/look';

export interface PanelGroup {
  readonly id: GroupId;
  /** What its separators call it. */
  readonly name: string;
  readonly panels: readonly [PanelName, ...PanelName[]];
}

export type GroupId = 'machine' | 'files';

/** How the machine works, and what it prints and shows. */
export const GROUPS: Readonly<Record<GroupId, PanelGroup>> = {
  machine: {
    id: 'machine',
    name: 'the statechart and its neighbours',
    panels: ['Statechart', 'Functions', 'Module library'],
  },
  files: { id: 'files', name: 'the kernel log and its neighbours', panels: ['Kernel log', 'Sysfs'] },
};

/** What a reader wants of a group: one of its panels, or all of them folded. */
export type Tab = PanelName | 'folded';

/** By group, as it is kept. */
export type Tabs = Readonly<Partial<Record<GroupId, Tab>>>;

/** From stored text; what is unknown is left out. */
export const tabsOf = (kept: Readonly<Record<string, string>>): Tabs =>
  Object.fromEntries(
    Object.values(GROUPS).flatMap(({ id, panels }) => {
      const tab = [...panels, 'folded' as const].find((each) => each === kept[id]);
      return tab === undefined ? [] : [[id, tab]];
    }),
  );

export interface Wishes {
  /** What the reader has chosen at this very step. */
  readonly here: Tabs;
  /** The panel that the step is about. */
  readonly look: PanelName | null;
  /** What the reader has chosen before. */
  readonly kept: Tabs;
  /** Where there is room the first panel of a group stands open. */
  readonly roomy: boolean;
}

/** The panel of a group that stands open: the last word has the reader, then the step, then the room. */
export const openIn = ({ id, panels }: PanelGroup, { here, look, kept, roomy }: Wishes): PanelName | null => {
  const asked = panels.find((panel) => panel === look);
  const tab = here[id] ?? asked ?? kept[id] ?? (roomy ? panels[0] : 'folded');
  return tab === 'folded' ? null : tab;
};

/** The group that a panel is in; `null` for one that is always in sight. */
export const groupOf = (panel: string): PanelGroup | null =>
  Object.values(GROUPS).find(({ panels }) => panels.some((each) => each === panel)) ?? null;
