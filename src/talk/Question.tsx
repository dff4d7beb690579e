import { useEffect, useRef } from 'react';
import { answeredGuess, currentGuess } from '../learn/guess/current';
import type { Guess } from '../learn/guess/guess';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { Prose } from '../words/Prose';
import styles from './question.module.css';
import { useIsAnswered, useIsAsked } from './useTalk';

const letterOf = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at);

const rightOf = ({ choices, answer }: Guess): { readonly letter: string; readonly label: string } => {
  const at = choices.findIndex(({ id }) => id === answer);
  return { letter: letterOf(at), label: choices[at]?.label ?? '' };
};

const Right = ({ guess }: { readonly guess: Guess }) => {
  const { letter, label } = rightOf(guess);
  return (
    <>
      Answer {letter}: <Prose>{label}</Prose>
    </>
  );
};

const asked = (state: ViewerState): Guess | null => currentGuess(state)?.guess ?? null;
const answered = (state: ViewerState): Guess | null => answeredGuess(state)?.guess ?? null;
const none = (): null => null;

/** What the room is asked; `null` while it is not. */
export const useQuestion = (): Guess | null => useViewer<Guess | null>(useIsAsked() ? asked : none);

/** The question on the slide, each choice with a letter to call out. */
export const Question = ({ guess: { question, choices } }: { readonly guess: Guess }) => {
  const section = useRef<HTMLElement>(null);
  // On a phone it is not in sight by itself.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={section} className={styles.question} aria-label="Question" aria-live="polite">
      <h2 className={styles.asks}>
        <Prose>{question}</Prose>
      </h2>
      <ol className={styles.choices}>
        {choices.map(({ id, label }, at) => (
          <li key={id}>
            <b>{letterOf(at)}</b>
            <span>
              <Prose>{label}</Prose>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** What was right, on the slide of the step that tells it: where the room was asked. */
export const Answer = () => {
  const guess = useViewer<Guess | null>(useIsAnswered() ? answered : none);
  return (
    guess !== null && (
      <span className={styles.answer}>
        <Right guess={guess} />
      </span>
    )
  );
};

/** What only the speaker knows before the room has answered. */
export const AnswerAhead = () => {
  const guess = useQuestion();
  return (
    guess !== null && (
      <p className={styles.ahead}>
        <Right guess={guess} />
      </p>
    )
  );
};
