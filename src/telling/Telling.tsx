import type { KeyboardEvent } from 'react';
import { defaultPolicy, policyOf } from '../kernel/policies';
import { titleFrom } from '../mine/editing';
import { Button } from '../parts/Button';
import { Dialog } from '../parts/Dialog';
import { Mono } from '../parts/Mono';
import type { Opened } from '../parts/opened';
import { Quoted } from '../parts/Quoted';
import { useVerbs, useViewer } from '../session/useViewer';
import { ticks } from '../viewer/history';
import { AskField } from './AskField';
import { LookFields } from './LookFields';
import { titleProblem, wordsProblem } from './limits';
import { Typed } from './Typed';
import styles from './telling.module.css';
import { type Told, withWords } from './told';
import { useTelling, type Telling as Writing } from './useTelling';

/** What is written now becomes what, and where it is kept. */
const WHERE: Readonly<Record<Told['of'], string>> = {
  own: 'Not kept yet: what you write keeps it under “My scenarios”.',
  'built-in': 'This scenario is built in and stays as it is: what you write makes a copy of your own of it.',
  branch: 'This branch left its scenario: what you write makes a scenario of your own of it.',
};

const whereOf = ({ isKept, of, scenario }: Writing): string =>
  isKept ? `Kept as you write, under “My scenarios”: “${scenario.title}”.` : WHERE[of];

interface FieldsProps {
  readonly writing: Writing;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const ScenarioFields = ({ writing, onKeyDown }: FieldsProps) => {
  const { scenario, write, serial } = writing;
  return (
    <>
      <Typed
        label="Title"
        value={scenario.title}
        place={`title ${serial}`}
        problemOf={titleProblem}
        onChange={(text) => write('Title', (told) => ({ ...told, title: titleFrom(text) ?? told.title }))}
      />
      <Typed
        label="Opening: what to know before the first step"
        hint="Plain text, here and in the sentences: it is shown as it is typed."
        rows={5}
        value={scenario.opening}
        place={`opening ${serial}`}
        problemOf={wordsProblem}
        onChange={(opening) => write('Opening', (told) => ({ ...told, opening }))}
        onKeyDown={onKeyDown}
      />
    </>
  );
};

const StepFields = ({ writing, onKeyDown }: FieldsProps) => {
  const { scenario, step, write, choose, serial } = writing;
  const { says = '', notes = '', ask, look } = scenario.steps[step - 1] ?? {};
  return (
    <>
      <Typed
        label="Sentence: what to notice"
        rows={3}
        value={says}
        place={`says ${step} ${serial}`}
        problemOf={wordsProblem}
        onChange={(text) => write('Sentence', (told) => withWords(told, step, { says: text }))}
        onKeyDown={onKeyDown}
      />
      <Typed
        label="Notes: only the speaker sees them"
        rows={3}
        value={notes}
        place={`notes ${step} ${serial}`}
        problemOf={wordsProblem}
        onChange={(text) => write('Notes', (told) => withWords(told, step, { notes: text }))}
        onKeyDown={onKeyDown}
      />
      <AskField
        step={step}
        ask={ask}
        onChange={(next) => choose('Question', (told) => withWords(told, step, { ask: next }))}
      />
      <LookFields
        look={look}
        onChange={(next) => choose('Where to look', (told) => withWords(told, step, { look: next }))}
      />
    </>
  );
};

/** The words of the step on the screen: written beside it, step after step. */
export const Telling = ({ onClose }: Opened) => {
  const writing = useTelling();
  const { scenario, step, outcome, last, undo, toTitle, comeBack } = writing;
  const { stepOver, stepBack } = useVerbs();
  const steps = useViewer(ticks);
  const { policy } = useViewer((state) => state);
  const own = scenario.policy ?? defaultPolicy.id;
  const isFirst = step === 0;
  const isLast = step >= steps.length - 1;
  const onKeyDown = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => {
    if (key !== 'Enter' || !(ctrlKey || metaKey)) return;
    if (shiftKey) stepBack();
    else stepOver();
  };
  return (
    <Dialog
      beside
      title={isFirst ? 'Title and opening' : `Words of step ${step}`}
      description={whereOf(writing)}
      onClose={() => {
        comeBack();
        onClose();
      }}
      footer={
        <>
          <span role="status" className={styles.outcome}>
            <Quoted says={outcome} />
          </span>
          <Button aria-label={last === null ? 'Undo' : `Undo: ${last}`} aria-disabled={last === null} onClick={undo}>
            Undo
          </Button>
          <Button aria-disabled={isFirst} onClick={() => isFirst || stepBack()}>
            Previous step
          </Button>
          <Button look="primary" aria-disabled={isLast} onClick={() => isLast || stepOver()}>
            Next step
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {!isFirst && (
          <p className={styles.event}>
            <Mono>{steps[step]?.words ?? ''}</Mono>
          </p>
        )}
        {own !== policy && (
          <p className={styles.note}>
            Its words are about the policy “{policyOf(own)?.title ?? own}”; you are looking at another one.
          </p>
        )}
        {isFirst ? (
          <ScenarioFields writing={writing} onKeyDown={onKeyDown} />
        ) : (
          <StepFields writing={writing} onKeyDown={onKeyDown} />
        )}
        <p className={styles.note}>
          Ctrl+Enter writes on with the next step.
          {!isFirst && (
            <>
              {' '}
              <Button look="quiet" onClick={toTitle}>
                Title and opening
              </Button>
            </>
          )}
        </p>
      </div>
    </Dialog>
  );
};
