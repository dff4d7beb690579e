import { lazy, memo, Suspense } from 'react';
import { Panel } from '../parts/Panel';
import { Later } from '../session/useViewer';

const load = () => import('./all');

const panels = {
  'Loaded patches': lazy(async () => ({ default: (await load()).PatchesPanel })),
  'Module library': lazy(async () => ({ default: (await load()).LibraryPanel })),
  Tasks: lazy(async () => ({ default: (await load()).TasksPanel })),
  Why: lazy(async () => ({ default: (await load()).WhyPanel })),
  'Kernel log': lazy(async () => ({ default: (await load()).LogPanel })),
  'Version counter': lazy(async () => ({ default: (await load()).VersionPanel })),
  Functions: lazy(async () => ({ default: (await load()).FunctionsPanel })),
  Statechart: lazy(async () => ({ default: (await load()).ChartPanel })),
  Sysfs: lazy(async () => ({ default: (await load()).SysfsPanel })),
} as const;

export type PanelName = keyof typeof panels;

/** Every panel, in the order of the table. */
export const panelNames = Object.keys(panels) as PanelName[];

/** What a step is about; all others follow a moment later. */
const FIRST: readonly PanelName[] = ['Loaded patches', 'Tasks'];

/** A panel, fetched when it is first shown. Until then its region is there, with its name and nothing in it. */
export const OnDemand = memo(({ panel }: { readonly panel: PanelName }) => {
  const Fetched = panels[panel];
  const fetched = (
    <Suspense fallback={<Panel title={panel} busy />}>
      <Fetched />
    </Suspense>
  );
  return FIRST.includes(panel) ? fetched : <Later>{fetched}</Later>;
});
