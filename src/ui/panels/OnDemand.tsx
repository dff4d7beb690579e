import { lazy, memo, Suspense } from 'react';
import { Later } from '../hooks';
import { Panel } from '../parts/Panel';

const panels = {
  'Loaded patches': lazy(async () => ({ default: (await import('./patches/Panel')).PatchesPanel })),
  'Module library': lazy(async () => ({ default: (await import('./library/Panel')).LibraryPanel })),
  Tasks: lazy(async () => ({ default: (await import('./tasks/Panel')).TasksPanel })),
  Why: lazy(async () => ({ default: (await import('./why/Panel')).WhyPanel })),
  'Kernel log': lazy(async () => ({ default: (await import('./log/Panel')).LogPanel })),
  'Version counter': lazy(async () => ({ default: (await import('./version/Panel')).VersionPanel })),
  Functions: lazy(async () => ({ default: (await import('./functions/Panel')).FunctionsPanel })),
  Statechart: lazy(async () => ({ default: (await import('./chart/Panel')).ChartPanel })),
  Sysfs: lazy(async () => ({ default: (await import('./sysfs/Panel')).SysfsPanel })),
} as const;

export type PanelName = keyof typeof panels;

/** Every panel, in the order of the table. */
export const panelNames = Object.keys(panels) as PanelName[];

/** What a step is about, and the log, which needs a frame more to come to its end; all others follow a moment later. */
const FIRST: readonly PanelName[] = ['Loaded patches', 'Tasks', 'Kernel log'];

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
