import { useState } from 'react';
import { VisuallyHidden } from '../../parts/VisuallyHidden';
import { useViewer } from '../../session/useViewer';
import type { ViewerState } from '../../viewer/state';
import { type Asked, currentGuess } from './current';
import { turnedWords, waitsWords } from './said';

const noGuess = (): null => null;
const stepOf = ({ cursor }: ViewerState): number => cursor.step;

/** For who reads with the ears: that the questions were switched on or off, and that one waits before the next step. */
export const GuessSaid = ({ on }: { readonly on: boolean }) => {
  const asked = useViewer<Asked | null>(on ? currentGuess : noGuess);
  const step = useViewer(stepOf);
  const [before, setBefore] = useState(on);
  const [turned, setTurned] = useState(false);
  if (before !== on) {
    setBefore(on);
    setTurned(true);
  }
  return (
    <>
      <VisuallyHidden role="status">{turned && turnedWords(on)}</VisuallyHidden>
      <VisuallyHidden role="status">{asked && waitsWords(step + 1, asked.guess)}</VisuallyHidden>
    </>
  );
};
