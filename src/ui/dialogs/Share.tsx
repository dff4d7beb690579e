import { use, useState } from 'react';
import type { ViewerState } from '../../viewer/state';
import { useShare, useViewer } from '../hooks';
import { ShareDialog } from './ShareDialog';

const whatOf = ({ scenario, cursor, line }: ViewerState): string => {
  const place = cursor.micro === null ? `step ${cursor.step}` : `the inside of step ${cursor.step}`;
  const source = scenario === null ? 'this world' : `“${scenario.title}”`;
  return `${place} of ${line === 0 ? source : `this branch of ${source}`}`;
};

export const Share = ({ onClose }: { readonly onClose: () => void }) => {
  const [shared] = useState(useShare());
  return <ShareDialog shared={use(shared)} what={useViewer(whatOf)} onClose={onClose} />;
};
