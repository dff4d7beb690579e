/** The regions of the screen, in the order of their keys: 1 to 9, then 0. */
export const REGIONS = [
  'Loaded patches',
  'Module library',
  'Tasks',
  'Why',
  'Kernel log',
  'Version counter',
  'Functions',
  'Sysfs',
  'Timeline',
  'Statechart',
] as const;

/** The element below the top bar, to be skipped to. */
export const STAGE = 'stage';

export const focusStage = (): void => document.getElementById(STAGE)?.focus();

/** Region → its key. */
export const REGION_KEYS: ReadonlyMap<string, string> = new Map(
  REGIONS.map((name, index) => [name, String((index + 1) % 10)]),
);

/** Moves the focus to a region, counted from 1, and the region into sight. */
export const focusRegion = (number: number): void => {
  const name = REGIONS[number - 1];
  const region = document.querySelector<HTMLElement>(`[data-panel="${name}"]`);
  const go = () => {
    region?.focus();
    region?.scrollIntoView({ block: 'nearest' });
  };
  // Behind an enlarged panel there is nothing to go to: the others come back first.
  const large = document.querySelector<HTMLElement>('[data-enlarged] [data-enlarges]');
  if (region?.checkVisibility({ visibilityProperty: true }) === false && large !== null) {
    large.click();
    requestAnimationFrame(go);
  } else go();
};
