import { Fragment, useEffect, useRef } from 'react';
import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { later } from '../parts/later';
import { Mono } from '../parts/Mono';
import { Pending } from '../parts/Pending';
import { Unbroken } from '../parts/Unbroken';
import { useRowsInSight } from '../parts/useRowsInSight';
import { useVerbs, useView, useViewer } from '../session/useViewer';
import { scriptInfo, type Tick, ticks } from '../viewer/history';
import { scriptStep } from '../viewer/script';
import type { ViewerState } from '../viewer/state';
import { unwritten } from '../words/narration';
import { Prose } from '../words/Prose';
import { why } from '../words/why';
import { nextLine } from './nextLine';
import { places } from './playlist';
import { AnswerAhead } from './Question';
import styles from './script.module.css';
import { nextMove } from './steering';
import { useAsks, useTalk } from './useTalk';
import { useTitleOf } from './useTitleOf';

const NextSlide = later(async () => (await import('./NextSlide')).NextSlide);

const talkOf = ({ talk }: ViewerState) => talk;
const notesOf = (state: ViewerState): string | null => scriptStep(state)?.notes ?? null;
const nextStepOf = (state: ViewerState, asks: boolean): number | null => {
  const move = nextMove(state, asks);
  return move?.kind === 'step' ? move.step : null;
};

/** What the audience reads, and what only the speaker does. */
const Now = ({ here }: { readonly here: Tick | undefined }) => {
  const view = useView();
  const script = useViewer(scriptInfo);
  const notes = useViewer(notesOf);
  const story = why(view);
  const reason = story.refusal?.because ?? story.headline[0] ?? null;
  return (
    <section className={styles.now} aria-label="This step">
      <h2 className={styles.heading}>
        Now: step {view.cursor.step} of {script?.last ?? view.trace.steps.length - 1}
      </h2>
      <p className={styles.event}>
        <Mono>{here?.words ?? ''}</Mono> {here?.refused && <Badge tone="stop">refused</Badge>}
      </p>
      <p className={styles.says} dir="auto">
        <Unbroken>{script?.says || unwritten(view)}</Unbroken>
      </p>
      {(notes ?? reason) !== null && (
        <p className={styles.notes}>
          <b>{notes === null ? 'Why' : 'Notes'}</b>{' '}
          <bdi>
            <Prose>{notes ?? reason ?? ''}</Prose>
          </bdi>
        </p>
      )}
    </section>
  );
};

const Next = ({ steps }: { readonly steps: readonly Tick[] }) => {
  const titleOf = useTitleOf();
  const asks = useAsks();
  const says = useViewer((state) => nextLine(state, titleOf, asks));
  const step = useViewer((state) => nextStepOf(state, asks));
  const tick = step === null ? undefined : steps[step];
  return (
    <section className={styles.next} aria-label="Next step">
      <h2 className={styles.heading}>Next</h2>
      <AnswerAhead />
      {tick !== undefined && (
        <p className={styles.event}>
          <Mono>{tick.words}</Mono> {tick.refused && <Badge tone="stop">refused</Badge>}
        </p>
      )}
      {says !== '' && (
        <p className={styles.says} dir="auto">
          <Unbroken>{says}</Unbroken>
        </p>
      )}
      <Pending>{step !== null && <NextSlide step={step} />}</Pending>
    </section>
  );
};

/** The height of a step of one line. */
const ESTIMATE = 32;

/** Room for steps that are not there. */
const Room = ({ height }: { readonly height: number }) => height > 0 && <li aria-hidden="true" style={{ height }} />;

/** Every step, to jump to. */
const Steps = ({ steps, step }: { readonly steps: readonly Tick[]; readonly step: number }) => {
  const { goto } = useVerbs();
  const list = useRef<HTMLOListElement>(null);
  const { rows, room, isLong, measure } = useRowsInSight({
    count: steps.length,
    scroller: () => list.current,
    list,
    estimate: ESTIMATE,
    kept: step,
  });
  useEffect(() => {
    const item = list.current?.querySelector(`[data-index="${step}"]`);
    const scroller = list.current;
    if (!(item instanceof HTMLElement) || scroller === null) return;
    scroller.scrollTop = item.offsetTop - scroller.clientHeight / 3;
  }, [step]);
  return (
    <ol ref={list} className={styles.steps} aria-label="Steps">
      {rows.map(({ index, room: before }) => {
        const tick = steps[index];
        return (
          tick && (
            <Fragment key={index}>
              <Room height={before} />
              <li
                ref={measure}
                data-index={index}
                {...(isLong && { 'aria-setsize': steps.length, 'aria-posinset': index + 1 })}
              >
                <button
                  type="button"
                  className={styles.step}
                  aria-current={index === step ? 'step' : undefined}
                  onClick={() => goto(index)}
                >
                  <span className={styles.number}>{index}</span>
                  <Mono>{tick.words}</Mono>
                  {tick.refused && <Badge tone="stop">refused</Badge>}
                </button>
              </li>
            </Fragment>
          )
        );
      })}
      <Room height={room} />
    </ol>
  );
};

/** The scenarios of the talk, to jump to. */
const Scenarios = () => {
  const talk = useTalk();
  const titleOf = useTitleOf();
  const list = useViewer(talkOf);
  if (list === null) return null;
  return (
    <ol className={styles.scenarios} aria-label="Scenarios">
      {places(list.ids).map(({ id, at, key }) => (
        <li key={key}>
          <button
            type="button"
            className={styles.step}
            aria-current={at === list.at ? 'true' : undefined}
            onClick={() => talk.open({ ...list, at })}
          >
            <span className={styles.number}>{at + 1}</span>
            {titleOf(id)}
          </button>
        </li>
      ))}
    </ol>
  );
};

/** The script of the talk, with the steps to jump to. */
export const Script = () => {
  const talk = useTalk();
  const steps = useViewer(ticks);
  const { step } = useView().cursor;
  return (
    <div className={styles.script}>
      <div className={styles.moves}>
        <Button onClick={talk.previous}>Previous</Button>
        <Button look="primary" onClick={talk.next}>
          Next
        </Button>
      </div>
      <Now here={steps[step]} />
      <Next steps={steps} />
      <Scenarios />
      <Steps steps={steps} step={step} />
    </div>
  );
};
