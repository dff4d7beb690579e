import { type ComponentType, lazy } from 'react';

export interface ChartTab {
  readonly id: string;
  readonly title: string;
  readonly Content: ComponentType;
}

/** The charts of the Statechart region. Adding one is adding an entry. */
export const chartTabs: readonly ChartTab[] = [
  {
    id: 'patch',
    title: 'Patch',
    Content: lazy(async () => ({ default: (await import('./cycles/Tabs')).PatchCycle })),
  },
  { id: 'task', title: 'Task', Content: lazy(async () => ({ default: (await import('./cycles/Tabs')).TaskCycle })) },
  { id: 'core', title: 'Core', Content: lazy(async () => ({ default: (await import('./Core')).Core })) },
];
