import { useLayoutEffect, useMemo } from 'react';
import { OnDemand } from '../panels/OnDemand';
import { STAGE } from '../panels/regions';
import { SlideProvider } from '../panels/useSlide';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { Mono } from '../parts/Mono';
import { Unbroken } from '../parts/Unbroken';
import { useView, useViewer } from '../session/useViewer';
import { scriptInfo, ticks } from '../viewer/history';
import { placeOf } from '../viewer/script';
import { isComparing, isOpening } from '../viewer/selectors';
import { titleOf } from '../viewer/title';
import { unwritten } from '../words/narration';
import styles from './audience.module.css';
import { cameraLook, stage } from './camera';
import type { TalkState } from './presentation';
import './stage.css';
import { later } from '../parts/later';
import { Pending } from '../parts/Pending';
import { LockedNotice, OffScript } from './Badges';
import { Pointer } from './Pointer';
import { Answer, Question, useQuestion } from './Question';
import { slideOf } from './slide';
import { useFullScreen } from './useFullScreen';
import { toggleFullScreen } from './usePresenterKeys';
import { useTalk, useTalkState } from './useTalk';

const Comparison = later(async () => (await import('./Comparison')).Comparison);

const panelOf = ({ show }: TalkState) => show.panel;
const lockedOf = ({ show }: TalkState) => show.locked;

/** What the audience reads above the slide. */
const useSentence = (): string => {
  const script = useViewer(scriptInfo);
  const view = useView();
  return script?.says || unwritten(view);
};

/** A longer sentence is set smaller, so that the head keeps its height and nothing of it is cut. */
const LONG = 150;

/** Everything on the screen is sized for the last row. */
const useBigType = (hasControls: boolean): void =>
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.stage = 'audience';
    if (hasControls) dataset.controls = '';
    return () => {
      delete dataset.stage;
      delete dataset.controls;
    };
  }, [hasControls]);

/** So many marks can be told apart in a row. */
const MOST_MARKS = 200;

/** Every step of the scenario as a mark, the current one wider; of a long one several steps as one. */
const Progress = ({ step, last }: { readonly step: number; readonly last: number }) => {
  const marks = Math.min(last + 1, MOST_MARKS);
  const now = Math.floor((step * marks) / (last + 1));
  return (
    <div className={styles.progress} aria-hidden="true">
      {Array.from({ length: marks }, (_, at) => at).map((at) => (
        <span key={at} data-now={at === now || undefined} data-done={at < now || undefined} />
      ))}
    </div>
  );
};

const Head = () => {
  const script = useViewer(scriptInfo);
  const view = useView();
  const steps = useViewer(ticks);
  const { step } = view.cursor;
  const here = steps[step];
  const says = useSentence();
  return (
    <header className={styles.head}>
      <p className={styles.title}>
        <bdi>{titleOf(script)}</bdi>
        <span className={styles.step}>
          Step <strong>{step}</strong> of {steps.length - 1}
        </span>
        <OffScript />
      </p>
      <p className={styles.event}>
        <Mono>{here?.words ?? ''}</Mono>
        {here?.refused && <Badge tone="stop">refused</Badge>}
        <Answer />
      </p>
      <h1 className={styles.says} dir="auto" data-long={says.length > LONG || undefined} aria-live="polite">
        {/* One thing in the grid, however many parts it has. */}
        <span>
          <Unbroken>{says}</Unbroken>
        </span>
      </h1>
      <Progress step={step} last={steps.length - 1} />
    </header>
  );
};

const Stage = () => {
  const panel = useTalkState(panelOf);
  const { first, wide, side } = useViewer((state) => stage(state, panel));
  const look = useViewer(cameraLook);
  const at = useViewer(placeOf);
  const view = useView();
  const says = useSentence();
  const question = useQuestion();
  const slide = useMemo(() => slideOf(view, look, says), [view, look, says]);
  return (
    <SlideProvider value={slide}>
      <main id={STAGE} className={styles.stage} tabIndex={-1} aria-busy={false}>
        <div className={styles.wide} key={wide}>
          <OnDemand panel={wide} />
        </div>
        {(question !== null || side.length > 0) && (
          <div className={styles.side}>
            {question !== null && <Question guess={question} />}
            {(question === null ? side : []).map((each) => (
              <div key={each} data-first={each === first || undefined}>
                <OnDemand panel={each} />
              </div>
            ))}
          </div>
        )}
      </main>
      {panel === null && question === null && <Pointer look={look} at={at} follows />}
    </SlideProvider>
  );
};

interface Props {
  readonly onLeave: () => void;
}

/** Shown with the pointer over it, and while it has the focus: an audience does not look at buttons. */
const Controls = ({ onLeave }: Props) => {
  const full = useFullScreen();
  const talk = useTalk();
  return (
    <nav className={styles.controls} aria-label="Presentation">
      <Button onClick={talk.previous}>Previous</Button>
      <Button onClick={talk.next}>Next</Button>
      <Button onClick={toggleFullScreen}>
        {full ? 'Leave full screen' : 'Full screen'} <span className={styles.key}>(F or F11)</span>
      </Button>
      <Button onClick={onLeave}>
        End <span className={styles.key}>(Esc)</span>
      </Button>
    </nav>
  );
};

/** What the audience sees: the sentence, and only the panels that the step calls for. */
export const Audience = ({ onLeave }: Props) => {
  const talk = useTalk();
  const locked = useTalkState(lockedOf);
  // In one window the speaker may act while the machine is unlocked; a hall never sees a button.
  useBigType(!locked && talk.role === 'alone');
  const comparing = useViewer(isComparing);
  const opening = useViewer(isOpening);
  if (opening) return <main className={styles.page} aria-busy={true} />;
  return (
    <div className={styles.page}>
      <Head />
      {comparing ? (
        <Pending>
          <Comparison />
        </Pending>
      ) : (
        <Stage />
      )}
      <Controls onLeave={onLeave} />
      <LockedNotice />
    </div>
  );
};
