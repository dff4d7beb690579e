import { useEffect, useState } from 'react';
import { later } from '../parts/later';
import { Quietly } from '../parts/Quietly';
import { useFirstVisit, useSettings, useViewer } from '../session/useViewer';
import { isAtEnd } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import { currentAttempt } from './attempts';
import { ChallengeStrip } from './ChallengeStrip';
import { GuessCard } from './guess/GuessCard';
import { GuessSaid } from './guess/GuessSaid';
import { ReadingStrip } from './ReadingStrip';
import { useProgress } from './useProgress';

const Introduction = later(async () => (await import('./Introduction')).Introduction);

/** The scenario that has just been stepped to its end; challenges are done otherwise. */
const endedOf = (state: ViewerState): string | null =>
  state.source.kind === 'scenario' &&
  state.scenario !== null &&
  state.scenario.challenge === undefined &&
  state.line === 0 &&
  isAtEnd(state)
    ? state.scenario.id
    : null;

const hasNotice = ({ notice }: ViewerState): boolean => notice !== null;

/** What helps a reader who is alone, between the sentence and the panels. Fetched after the first picture. */
export const Learn = () => {
  const [{ guess }] = useSettings();
  const ended = useViewer(endedOf);
  const attempt = useViewer(currentAttempt);
  const [{ reading, introduced }, progress] = useProgress();
  const isFirst = useFirstVisit();
  // Nor to who came with a link that is broken: that is told first.
  const isTold = useViewer(hasNotice);
  const [introducing, setIntroducing] = useState(isFirst && !introduced && !isTold);
  // A way that was shown is not one's own.
  const [shown, setShown] = useState<string | null>(null);
  const solved = attempt?.solved === true ? attempt : null;

  useEffect(() => {
    if (ended !== null) progress.haveRead(ended);
  }, [ended, progress]);
  useEffect(() => {
    if (solved !== null && solved.steps !== null && solved.id !== shown) progress.haveSolved(solved.id, solved.steps);
  }, [solved, shown, progress]);

  const done = ended ?? solved?.id ?? null;
  return (
    <>
      <Quietly>{introducing && <Introduction quietly onClose={() => setIntroducing(false)} />}</Quietly>
      {guess && <GuessCard />}
      {attempt !== null && <ChallengeStrip attempt={attempt} onShown={setShown} />}
      {done !== null && reading === done && <ReadingStrip id={done} />}
      <GuessSaid on={guess} />
    </>
  );
};
