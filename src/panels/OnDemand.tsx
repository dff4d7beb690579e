import { memo, Suspense } from 'react';
import { Fetching } from '../parts/Fetching';
import { later } from '../parts/later';
import { Panel } from '../parts/Panel';
import { Later } from '../session/useViewer';
import { ChartPanel } from './chart/Panel';
import { LogPanel } from './log/Panel';
import { PatchesPanel } from './patches/Panel';
import { TasksPanel } from './tasks/Panel';
import { VersionPanel } from './version/Panel';
import { WhyPanel } from './why/Panel';

const load = () => import('./closed');

/** Those of the first screen come with it; those behind its tabs are fetched when one is opened. */
const panels = {
  'Loaded patches': PatchesPanel,
  'Module library': later(async () => (await load()).LibraryPanel),
  Tasks: TasksPanel,
  Why: WhyPanel,
  'Kernel log': LogPanel,
  'Version counter': VersionPanel,
  Functions: later(async () => (await load()).FunctionsPanel),
  Statechart: ChartPanel,
  Sysfs: later(async () => (await load()).SysfsPanel),
} as const;

export type PanelName = keyof typeof panels;

/** Every panel, in the order of the table. */
export const panelNames = Object.keys(panels) as PanelName[];

/** A panel: it follows a step one frame after the timeline and the sentence. Until one that has to be fetched has come, its region is there, with its name and nothing in it. */
export const OnDemand = memo(({ panel }: { readonly panel: PanelName }) => {
  const Shown = panels[panel];
  return (
    <Later>
      <Fetching without={(unfetched) => <Panel title={panel}>{unfetched}</Panel>}>
        <Suspense fallback={<Panel title={panel} busy />}>
          <Shown />
        </Suspense>
      </Fetching>
    </Later>
  );
});
