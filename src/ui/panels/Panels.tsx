import { lazy, Suspense } from 'react';
import { PanelKeys } from '../parts/Panel';
import { REGION_KEYS } from '../regions';
import { useMedia } from '../useMedia';

const Columns = lazy(async () => ({ default: (await import('./Columns')).Columns }));
const Stack = lazy(async () => ({ default: (await import('./Stack')).Stack }));

/** The nine panels above the timeline. What only one of the two layouts needs is fetched with it. */
export const Panels = () => {
  const wide = useMedia('(min-width: 1100px)');
  return (
    <PanelKeys value={REGION_KEYS}>
      <Suspense fallback={<div aria-busy="true" />}>{wide ? <Columns /> : <Stack />}</Suspense>
    </PanelKeys>
  );
};
