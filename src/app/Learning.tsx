import { later } from '../parts/later';
import { Quietly } from '../parts/Quietly';
import type { Started } from '../session/start';
import { useSettings, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';

const Learn = later(async () => (await import('../learn/Learn')).Learn);

const isChallenge = ({ scenario }: ViewerState): boolean => scenario?.challenge !== undefined;

/** Fetched before the first picture where something of it stands above the panels, which would have to make room for it later. */
export const learning = async ({
  viewer: { store },
  settings,
}: Pick<Started, 'viewer' | 'settings'>): Promise<unknown> =>
  isChallenge(store.getState()) || settings.getState().guess ? Learn.load() : null;

/** What helps a reader who is alone. */
export const Learning = () => {
  const challenged = useViewer(isChallenge);
  const [{ guess }] = useSettings();
  return (
    <Quietly now={guess || challenged}>
      <Learn />
    </Quietly>
  );
};
