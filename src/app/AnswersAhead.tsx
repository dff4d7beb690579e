import { useEffect } from 'react';
import { whenIdle } from '../parts/quiet';
import { useViewerItself } from '../session/useViewer';
import { answerAhead } from '../viewer/answersAhead';
import { walks } from '../words/walks';

const clock = { now: () => performance.now(), whenIdle };

/** What the next step will be asked is answered before the reader goes there. */
export const AnswersAhead = () => {
  const viewer = useViewerItself();
  useEffect(() => answerAhead(viewer, clock, walks), [viewer]);
  return null;
};
