import { useEffect } from 'react';
import { useLocal, useStarted, useVerbs, useViewer } from '../session/useViewer';
import type { Notice, ViewerState } from '../viewer/state';
import { NoticeBanner, type Tone } from './NoticeBanner';

interface Words {
  readonly what: string;
  readonly advice?: string;
  readonly tone?: Tone;
  /** Of the button that puts back what was there before. */
  readonly back?: string;
}

const WORDS: Readonly<Record<Notice['kind'], Words>> = {
  link: { what: 'This link cannot be opened.', advice: 'Nothing of yours was changed.' },
  end: { what: 'The link goes beyond the end.' },
  longer: { what: 'More has happened here than in the link.', tone: 'good' },
  storage: { what: 'About your stored work.', advice: 'Everything else works as before.' },
  scenario: {
    what: 'This scenario cannot be opened.',
    advice: 'Nothing of yours was changed. Choose another one above, or reload the page.',
  },
  dropped: { what: 'A file was not opened.' },
  changed: { what: 'The machine has changed.' },
  replayed: { what: 'The machine has changed.', tone: 'good' },
  restored: { what: 'The last change is put back.', tone: 'good', back: 'Put back the one before, too' },
  added: { what: 'Added to this machine.', tone: 'good', back: 'Take it out again' },
  opened: { what: 'The scenario is opened.', tone: 'good' },
  unmet: { what: 'Not all that the file expects holds.' },
  crowded: { what: 'The machine is opened.', tone: 'good' },
  talk: { what: 'Talk opened:', tone: 'good' },
};

const stepOf = ({ cursor }: ViewerState): number => cursor.step;
const isScript = ({ line }: ViewerState): boolean => line === 0;

/** What is to be known of something outside of the kernel, until it is dismissed. */
export const ReportedNotice = ({ kind, says, lines, leftOut, instead, before, further, end, step: about }: Notice) => {
  const { dismissNotice, openPlace, report, goto } = useVerbs();
  const step = useViewer(stepOf);
  const isOnScript = useViewer(isScript);
  const local = useLocal();
  const { persistence } = useStarted();
  // The banner goes; the way back stays.
  useEffect(() => {
    // What is put back was kept when it was changed.
    if (before === undefined || kind === 'restored') return;
    void import('../session/lastChange').then(
      ({ keepChange }) => {
        keepChange(local, { says, ...(lines && { lines }), ...(leftOut && { leftOut }) }, before);
        persistence.refresh();
      },
      () => undefined,
    );
  }, [kind, before, says, lines, leftOut, local, persistence]);
  const { back = 'Put it back', ...words } = WORDS[kind];
  const toBefore = before && {
    label: back,
    go: () => openPlace(before, 'reader', (opened) => opened && further && report(further)),
  };
  const toEnd =
    end === undefined || end === step
      ? undefined
      : { label: `Go to the link’s last step, ${end}`, go: () => goto(end) };
  const toStep =
    about === undefined || about === step || !isOnScript
      ? undefined
      : { label: `Go to step ${about}`, go: () => goto(about) };
  return (
    <NoticeBanner
      {...words}
      says={end === undefined ? says : `The link ends with step ${end}; what comes after it was done in this browser.`}
      lines={lines}
      leftOut={leftOut}
      instead={instead}
      way={toBefore ?? toEnd ?? toStep}
      onDismiss={dismissNotice}
    />
  );
};
