import { later } from '../../parts/later';
import { Mono } from '../../parts/Mono';
import { Panel } from '../../parts/Panel';
import { Quietly } from '../../parts/Quietly';
import { useIsAsking } from '../../session/usePreview';
import { useVerbs, useView, useViewer } from '../../session/useViewer';
import { scriptReadings } from '../../viewer/script';
import { Prose } from '../../words/Prose';
import { ReadingNote } from '../../words/ReadingNote';
import { readingOf } from '../../words/reading';
import { Source } from '../../words/Source';
import { why } from '../../words/why';
import { useSlide } from '../useSlide';
import { Answer } from './Answer';
import { Boot } from './Boot';
import styles from './panel.module.css';

const SimplificationNote = later(async () => (await import('../../words/SimplificationNote')).SimplificationNote, true);

const Path = later(async () => (await import('./Path')).Path, true);

const WaysOut = later(async () => (await import('./WaysOut')).WaysOut, true);

/** A path this long is folded until the reader steps into it. */
const LONG = 4;

const Sentences = ({ says, className }: { readonly says: readonly string[]; readonly className: string | undefined }) =>
  says.length > 0 && (
    <ul className={className}>
      {says.map((sentence) => (
        <li key={sentence}>
          <Prose>{sentence}</Prose>
        </li>
      ))}
    </ul>
  );

/** What the step shows would be otherwise under another reading of the RFC. */
const RestsOn = ({ keys }: { readonly keys: readonly string[] }) =>
  keys.map((key) => {
    const reading = readingOf(key);
    return reading && <ReadingNote key={key} reading={reading} />;
  });

/** The step in words: what was asked, which rule answered, with which values, and what came of it. */
export const WhyPanel = () => {
  const view = useView();
  const { goto } = useVerbs();
  const restsOn = useViewer(scriptReadings);
  const slide = useSlide();
  const story = why(view);
  // What would become of it is not told before it is guessed.
  const isAsking = useIsAsking();
  if (story.kind === 'boot') {
    return (
      <Panel title="Why">
        <Boot kernel={view.kernel} policy={view.policy} isAll={view.trace.steps.length === 1} />
      </Panel>
    );
  }
  const { asked, command, meaning, phase, phaseBefore, answer, reading, headline, sentences, path, inside } = story;
  const helps = isAsking || slide !== null ? null : story.heldUp;
  const coming = <div className={styles.coming} />;
  const last = path.findLast(({ ahead }) => !ahead);
  return (
    <Panel title="Why" aside={inside && `microstep ${inside.at} of ${inside.of}`}>
      <div className={styles.story}>
        {/* A command stands on the timeline. */}
        {command === null && <h3 className={styles.asked}>{asked}</h3>}
        {answer?.refused && <Answer answer={answer} reading={reading === null ? undefined : readingOf(reading)} />}
        <Sentences says={headline} className={styles.headline} />
        {helps === 'first' && (
          <Quietly now before={coming}>
            <WaysOut />
          </Quietly>
        )}
        {answer && !answer.refused && <Answer answer={answer} reading={undefined} />}
        {/* What stands below what comes later comes with it: nothing jumps. */}
        <Quietly now={helps !== 'after'} before={helps === 'after' && coming}>
          {helps === 'after' && <WaysOut />}
          {!story.refusal && (
            <p className={styles.meaning}>
              <Prose>{meaning}</Prose>
            </p>
          )}
          <Sentences says={sentences.filter((each) => !headline.includes(each))} className={styles.rest} />
          <RestsOn keys={restsOn.filter((key) => key !== reading)} />
          <p className={styles.phase}>
            Phase:{' '}
            {phaseBefore !== null && phaseBefore !== phase && (
              <>
                <Mono>{phaseBefore}</Mono> →{' '}
              </>
            )}
            <Mono className={styles.now}>{phase}</Mono>.{' '}
            {last && (
              <>
                {path.length === 1 ? 'Edge taken: ' : inside ? 'Edge just taken: ' : 'Last edge taken: '}
                {last.says} <Source className={styles.source}>{last.source}</Source>
              </>
            )}
          </p>
          {path.length > 1 && (
            <Quietly now={inside !== null}>
              <details
                key={inside ? 'inside' : 'over'}
                // A slide has the way only while it is walked.
                data-control={inside ? undefined : ''}
                open={inside !== null || path.length <= LONG}
              >
                <summary className={styles.summary}>Edges taken: {path.length}</summary>
                <Path path={path} onGo={(micro) => goto(view.cursor.step, micro)} />
              </details>
            </Quietly>
          )}
        </Quietly>
      </div>
      <Quietly>
        <SimplificationNote step={view.step} policy={view.policy.id} />
      </Quietly>
    </Panel>
  );
};
