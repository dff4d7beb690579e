import { useMemo } from 'react';
import type { World } from '../kernel/world';
import { useVerbs, useView, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { OwnWorldDialog } from './OwnWorldDialog';

const worldOf = ({ world }: ViewerState): World => world;

export const OwnWorld = ({ onClose }: { readonly onClose: () => void }) => {
  const { library } = useView().kernel;
  const { patches } = useViewer(worldOf);
  const { openWorld } = useVerbs();
  const taken = useMemo(() => {
    const own = new Set((patches ?? []).map(({ name }) => name));
    return new Set(library.map(({ name }) => name).filter((name) => !own.has(name)));
  }, [library, patches]);
  return <OwnWorldDialog taken={taken} onOpen={openWorld} onClose={onClose} />;
};
