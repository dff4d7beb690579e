import type { ComponentType } from 'react';
import { later } from '../../parts/later';
import { PatchCycle } from './cycles/PatchCycle';

interface ChartTab {
  readonly title: string;
  readonly Content: ComponentType;
}

/** The charts of the Statechart region, in the order of their tabs. Adding one is adding an entry. */
const table = {
  patch: { title: 'Patch', Content: PatchCycle },
  task: {
    title: 'Task',
    Content: later(async () => (await import('./cycles/TaskCycle')).TaskCycle),
  },
  core: { title: 'Core', Content: later(async () => (await import('./Core')).Core) },
} as const satisfies Record<string, ChartTab>;

export type ChartTabId = keyof typeof table;

export const chartTabs: Readonly<Record<ChartTabId, ChartTab>> = table;

export const isChartTab = (id: string): id is ChartTabId => id in table;
