import { useEffect, useState } from 'react';
import type { Shared } from '../session/address';
import { useShare, useView, useViewer, useViewerItself } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { brief } from '../words/brief';
import { why } from '../words/why';
import { ShareDialog } from './ShareDialog';

const whatOf = ({ scenario, cursor, line }: ViewerState): string => {
  const place = cursor.micro === null ? `step ${cursor.step}` : `the inside of step ${cursor.step}`;
  const source = scenario === null ? 'this world' : `“${scenario.title}”`;
  return `${place} of ${line === 0 ? source : `this branch of ${source}`}`;
};

/** A link holds the machine of one's own and its events; a built-in scenario is found by its name. */
const isWordless = ({ source, scenario }: ViewerState): boolean => source.kind === 'world' && scenario !== null;

export const Share = ({ onClose }: { readonly onClose: () => void }) => {
  const share = useShare();
  const what = useViewer(whatOf);
  const leaves = useViewer(isWordless);
  const view = useView();
  const { store } = useViewerItself();
  const [shared, setShared] = useState<Shared | null>(null);
  useEffect(() => {
    let wanted = true;
    share().then((made) => wanted && setShared(made));
    return () => {
      wanted = false;
    };
  }, [share]);
  const save = async () => (await import('../export/saveFile')).saveFile(store.getState());
  return shared === null ? null : (
    <ShareDialog
      shared={shared}
      what={what}
      brief={brief(why(view))}
      isWordless={leaves}
      onSave={save}
      onClose={onClose}
    />
  );
};
