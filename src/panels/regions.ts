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

/** How long a panel that has to be fetched first is waited for. */
const PATIENCE_MS = 5000;

const regionOf = (name: string | undefined): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-panel="${name}"]`);

const goTo = (name: string | undefined): void => {
  const region = regionOf(name);
  region?.focus();
  region?.scrollIntoView({ block: 'nearest' });
};

/** Goes there once it is whole: what is still being fetched is drawn anew when it has come. */
const goWhenThere = (name: string | undefined): void => {
  const started = performance.now();
  const look = () => {
    const isBusy = regionOf(name)?.ariaBusy === 'true';
    if (isBusy && performance.now() - started < PATIENCE_MS) requestAnimationFrame(look);
    else goTo(name);
  };
  requestAnimationFrame(look);
};

/** Moves the focus to a region, counted from 1, and the region into sight. One that is folded is opened first. */
export const focusRegion = (number: number): void => {
  const name = REGIONS[number - 1];
  const region = regionOf(name);
  const folded = region?.querySelector<HTMLElement>('[data-unfolds]') ?? null;
  // Behind an enlarged panel there is nothing to go to: the others come back first.
  const large = document.querySelector<HTMLElement>('[data-enlarged] [data-enlarges]');
  const isBehind = region?.checkVisibility({ visibilityProperty: true }) === false && large !== null;
  if (isBehind) large.click();
  folded?.click();
  if (isBehind || folded !== null) goWhenThere(name);
  else goTo(name);
};
