import { useState } from 'react';
import { later } from '../parts/later';
import { Pending } from '../parts/Pending';
import { VisuallyHidden } from '../parts/VisuallyHidden';
import type { Computing } from '../viewer/state';
import { progressSaid } from './progressWords';

const ProgressBar = later(async () => (await import('./ProgressBar')).ProgressBar);

interface Props {
  readonly computing: Computing | null;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

/** Of a long history, how far it is. Says nothing of a short one. */
export const Progress = ({ computing, ...verbs }: Props) => {
  const [wasLong, setWasLong] = useState(false);
  const shown = computing !== null && (computing.isLong || computing.stopped);
  if (shown && !wasLong) setWasLong(true);
  return (
    <>
      <Pending>{shown && <ProgressBar computing={computing} {...verbs} />}</Pending>
      <VisuallyHidden role="status">{progressSaid(computing, wasLong)}</VisuallyHidden>
    </>
  );
};
