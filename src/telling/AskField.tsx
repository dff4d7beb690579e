import type { Ask } from '../scenarios/scenario';
import { useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { Prose } from '../words/Prose';
import { asksAt, guessAt } from './asks';
import { Chosen } from './Chosen';
import styles from './telling.module.css';

interface Props {
  readonly step: number;
  readonly ask: Ask | undefined;
  readonly onChange: (ask: Ask | undefined) => void;
}

const NONE = 'none';

const traceOf = ({ trace }: ViewerState) => trace;

/** The question before the step, and what it comes to: the machine gives the choices and the answer. */
export const AskField = ({ step, ask, onChange }: Props) => {
  const trace = useViewer(traceOf);
  const all = asksAt(trace, step, ask);
  const guess = guessAt(trace, step, ask);
  return (
    <div>
      <Chosen
        label="Question before this step, with “Guess first”"
        value={ask ?? NONE}
        choices={[{ value: NONE, label: 'None' }, ...all.map((each) => ({ value: each.ask, label: each.label }))]}
        onChange={(value) => onChange(all.find((each) => each.ask === value)?.ask)}
      />
      {guess !== null && (
        <div className={styles.guess}>
          <p>
            <Prose>{guess.question}</Prose>
          </p>
          <ul aria-label="Its choices">
            {guess.choices.map(({ id, label }) => (
              <li key={id} className={id === guess.answer ? styles.right : undefined}>
                <Prose>{label}</Prose>
                {id === guess.answer && ' — the answer'}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
