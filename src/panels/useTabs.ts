import { useState } from 'react';
import { useMedia } from '../parts/useMedia';
import type { PanelName } from '../scenarios/look';
import { useSettings, useViewer } from '../session/useViewer';
import { placeOf, scriptLook } from '../viewer/script';
import type { ViewerState } from '../viewer/state';
import { type GroupId, groupOf, openIn, type PanelGroup, type Tab, type Tabs, tabsOf } from './groups';

/** From this height on there is room for an open panel of each group. */
const ROOMY = '(min-height: 880px) and (min-width: 1100px)';

const lookedAt = (state: ViewerState): PanelName | null => scriptLook(state)?.panel ?? null;

interface Here {
  readonly at: string;
  readonly tabs: Tabs;
}

export interface TabVerbs {
  readonly openIn: (group: PanelGroup) => PanelName | null;
  /** Opens the panel, or folds its group when it is open. */
  readonly press: (panel: PanelName) => void;
}

/** Which panels stand open: those that the step is about, and those that the reader wants. */
export const useTabs = (): TabVerbs => {
  const [settings, change] = useSettings();
  const roomy = useMedia(ROOMY);
  const look = useViewer(lookedAt);
  const at = useViewer(placeOf);
  const [here, setHere] = useState<Here>({ at, tabs: {} });
  const wishes = { here: here.at === at ? here.tabs : {}, look, kept: tabsOf(settings.tabs), roomy };
  const open = (group: PanelGroup) => openIn(group, wishes);
  const choose = (id: GroupId, tab: Tab) => {
    const tabs = { [id]: tab };
    setHere({ at, tabs: { ...wishes.here, ...tabs } });
    change({ tabs: { ...settings.tabs, ...tabs } });
  };
  return {
    openIn: open,
    press: (panel) => {
      const group = groupOf(panel);
      if (group !== null) choose(group.id, open(group) === panel ? 'folded' : panel);
    },
  };
};
