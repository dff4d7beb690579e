import { lazy, Suspense } from 'react';
import { useVerbs, useViewer } from '../session/useViewer';
import type { Problem as Reported, ViewerState } from '../viewer/state';

const ProblemBanner = lazy(async () => ({ default: (await import('./ProblemBanner')).ProblemBanner }));

const problemOf = ({ problem }: ViewerState): Reported | null => problem;

const WORDS: Readonly<Record<Reported['kind'], { readonly what: string; readonly advice: string }>> = {
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
  added: { what: 'Added to this machine.', advice: '' },
};

/** What went wrong outside of the kernel, until it is dismissed. */
export const Problem = () => {
  const problem = useViewer(problemOf);
  const { dismissProblem, openPlace } = useVerbs();
  if (problem === null) return null;
  const { kind, says, instead, before, lines } = problem;
  return (
    <Suspense>
      <ProblemBanner
        {...WORDS[kind]}
        isGood={kind === 'added'}
        says={says}
        lines={lines}
        instead={instead}
        onPutBack={before && (() => openPlace(before))}
        onDismiss={dismissProblem}
      />
    </Suspense>
  );
};
