import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { Mono } from '../../parts/Mono';
import { useVerbs, useViewer } from '../../session/useViewer';
import type { Trace } from '../../trace/trace';
import { Prose } from '../../words/Prose';
import { type Asked, currentGuess } from './current';
import { type Judgement, judge, labelOf } from './guess';
import styles from './guessCard.module.css';

const Question = ({
  asked,
  onAnswer,
  onSkip,
}: {
  readonly asked: Asked;
  readonly onAnswer: (id: string) => void;
  readonly onSkip: () => void;
}) => {
  const { question, choices } = asked.guess;
  const [chosen, setChosen] = useState<string | null>(null);
  const group = useId();
  const answer = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null) onAnswer(chosen);
  };
  return (
    <form className={styles.question} onSubmit={answer}>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>
          <Prose>{question}</Prose>
        </legend>
        {choices.map(({ id, label }) => (
          <label key={id} className={styles.choice}>
            <input
              type="radio"
              required
              name={group}
              value={id}
              checked={chosen === id}
              onChange={() => setChosen(id)}
            />
            <span>
              <Prose>{label}</Prose>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.buttons}>
        <Button type="submit">See what happens</Button>
        <Button look="quiet" onClick={onSkip}>
          Skip the question
        </Button>
      </div>
    </form>
  );
};

/** A question that was passed over is answered all the same, in a line. */
const Passed = ({ asked: { guess } }: { readonly asked: Asked }) => (
  <p className={styles.verdict}>
    <Badge tone="neutral">Passed over</Badge> <Prose>{labelOf(guess, guess.answer)}</Prose>
  </p>
);

const Answer = ({ judgement: { right, answer, reason } }: { readonly judgement: Judgement }) => (
  <>
    <p className={styles.verdict}>
      <Badge tone={right ? 'ok' : 'stop'}>{right ? 'Correct' : 'Not quite'}</Badge> <Prose>{answer}</Prose>
    </p>
    <ul className={styles.reasons}>
      {[...reason.sentences, ...reason.compared].map((sentence) => (
        <li key={sentence}>
          <Prose>{sentence}</Prose>
        </li>
      ))}
    </ul>
    {(reason.rule !== null || reason.source !== null) && (
      <p className={styles.source}>
        {reason.rule !== null && (
          <>
            Rule <Mono>{reason.rule}</Mono>.{' '}
          </>
        )}
        {reason.source}
      </p>
    )}
  </>
);

interface Given {
  /** `null` for a question that was passed over. */
  readonly judgement: Judgement | null;
  readonly asked: Asked;
  /** Where the answer stands: it goes as soon as the reader moves on. */
  readonly trace: Trace;
  readonly step: number;
}

/** Asks what the next step will do. Whoever answers sees the step, and the reason beside it. */
export const GuessCard = () => {
  const asked = useViewer(currentGuess);
  const trace = useViewer((state) => state.trace);
  const cursor = useViewer((state) => state.cursor);
  const { stepOver } = useVerbs();
  const [given, setGiven] = useState<Given | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const shown = given?.trace === trace && given.step === cursor.step && cursor.micro === null ? given : null;

  // The button that was pressed is gone; who reads with the ears goes on where the answer is.
  useEffect(() => {
    if (given !== null && given.judgement !== null) result.current?.focus();
  }, [given]);

  // Whoever just goes on is told what would have been right.
  const open = useRef<Omit<Given, 'judgement'> | null>(null);
  useEffect(() => {
    const left = open.current;
    open.current = asked && { asked, trace, step: cursor.step + 1 };
    if (left === null || left.trace !== trace || left.step !== cursor.step || cursor.micro !== null) return;
    setGiven((now) => (now?.trace === trace && now.step === left.step ? now : { ...left, judgement: null }));
  }, [asked, trace, cursor]);

  const answer = (id: string) => {
    if (asked === null) return;
    setGiven({ judgement: judge(asked.moment, asked.guess, id), asked, trace, step: cursor.step + 1 });
    stepOver();
  };

  return (
    <div className={styles.card} data-empty={(asked === null && shown === null) || undefined}>
      <div className={styles.result} role="status" tabIndex={-1} ref={result}>
        {shown && (shown.judgement ? <Answer judgement={shown.judgement} /> : <Passed asked={shown.asked} />)}
      </div>
      {asked && (
        <Question key={`${cursor.step} ${asked.guess.question}`} asked={asked} onAnswer={answer} onSkip={stepOver} />
      )}
    </div>
  );
};
