import { useEffect } from 'react';
import { useLocal, useStarted, useVerbs } from '../session/useViewer';
import type { Problem } from '../viewer/state';
import { ProblemBanner } from './ProblemBanner';

const WORDS: Readonly<Record<Problem['kind'], { readonly what: string; readonly advice: string }>> = {
  link: {
    what: 'This link cannot be opened.',
    advice: 'Nothing of yours was changed.',
  },
  end: { what: 'The link goes beyond the end.', advice: '' },
  storage: { what: 'About your stored work.', advice: 'Everything else works as before.' },
  scenario: {
    what: 'This scenario cannot be opened.',
    advice: 'Nothing of yours was changed. Choose another one above, or reload the page.',
  },
  changed: { what: 'The machine has changed.', advice: '' },
  replayed: { what: 'The machine has changed.', advice: '' },
  opened: { what: 'The scenario is opened.', advice: '' },
  talk: { what: 'Talk opened:', advice: '' },
  dropped: { what: 'A file was not opened.', advice: '' },
  added: { what: 'Added to this machine.', advice: '' },
};

/** What went wrong outside of the kernel, until it is dismissed. */
export const ReportedProblem = ({ kind, says, lines, leftOut, instead, before }: Problem) => {
  const { dismissProblem, openPlace } = useVerbs();
  const local = useLocal();
  const { persistence } = useStarted();
  // The banner goes; the way back stays.
  useEffect(() => {
    if (before === undefined) return;
    void import('../session/lastChange').then(
      ({ keepChange }) => {
        keepChange(local, { says, ...(lines && { lines }), ...(leftOut && { leftOut }) }, before);
        persistence.refresh();
      },
      () => undefined,
    );
  }, [before, says, lines, leftOut, local, persistence]);
  return (
    <ProblemBanner
      {...WORDS[kind]}
      isGood={kind === 'added' || kind === 'opened' || kind === 'talk' || kind === 'replayed'}
      back={kind === 'added' ? 'Take it out again' : 'Put it back'}
      says={says}
      lines={lines}
      leftOut={leftOut}
      instead={instead}
      onPutBack={before && (() => openPlace(before))}
      onDismiss={dismissProblem}
    />
  );
};
