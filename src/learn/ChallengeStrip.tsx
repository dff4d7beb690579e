import { Badge } from '../parts/Badge';
import { Button } from '../parts/Button';
import { plural } from '../phrases/plural';
import { useVerbs, useViewer } from '../session/useViewer';
import type { ViewerState } from '../viewer/state';
import { readingOf } from '../words/reading';
import type { Attempt } from './attempts';
import { solutions } from './solutions';
import styles from './strip.module.css';

const NONE: readonly string[] = [];

/** The readings of the RFC without which the way would not lead there. */
const restsOnOf = ({ scenario }: ViewerState): readonly string[] => scenario?.challenge?.restsOn ?? NONE;

const goalOf = ({ scenario }: ViewerState): string => scenario?.challenge?.goal ?? '';

const wordsFor = ({ steps, solved, shortest, otherPolicy, begin }: Attempt): string => {
  if (otherPolicy) return 'It is meant for the policy it opens with.';
  if (steps === null) return `It begins after step ${begin}; from there on it is up to you.`;
  if (!solved) return steps === 0 ? 'Use any button on the screen.' : `${plural(steps, 'step')} so far.`;
  if (steps < shortest) return `${plural(steps, 'step')}: shorter than any way known so far, which takes ${shortest}.`;
  return steps === shortest
    ? `${plural(steps, 'step')}, and there is no shorter way.`
    : `${plural(steps, 'step')}. The shortest way takes ${shortest}.`;
};

interface Props {
  readonly attempt: Attempt;
  /** Tells whether the way on the screen was shown (the challenge's id) or is the reader's own (`null`). */
  readonly onShown: (id: string | null) => void;
}

/** What is to be reached, how far one has come, and, once it is reached, how it could have been done. */
export const ChallengeStrip = ({ attempt, onShown }: Props) => {
  const { id, begin, steps, solved, otherPolicy } = attempt;
  const goal = useViewer(goalOf);
  const restsOn = useViewer(restsOnOf).flatMap((key) => readingOf(key) ?? []);
  const verbs = useVerbs();
  const beginAgain = () => {
    onShown(null);
    verbs.openScenario(id);
  };
  const show = () => {
    onShown(id);
    verbs.openScenario(id);
    for (const event of solutions[id] ?? []) verbs.act(event);
  };
  return (
    <div className={styles.strip}>
      <p className={styles.goal}>
        <Badge tone={solved ? 'ok' : 'neutral'}>{solved ? 'solved' : 'challenge'}</Badge> {goal}
      </p>
      <p className={styles.count} role="status">
        {solved && 'Solved: '}
        {wordsFor(attempt)}
        {restsOn.map(({ number, title }) => ` It rests on reading ${number} of the RFC, which is ours: ${title}.`)}
      </p>
      <div className={styles.buttons}>
        {(steps === null || steps > 0) && (
          <Button onClick={beginAgain}>{steps === null ? `Go to step ${begin}` : 'Begin again'}</Button>
        )}
        {!otherPolicy && (
          <Button look="quiet" onClick={show}>
            {solved ? 'Show a shortest way' : 'Show me a way'}
          </Button>
        )}
      </div>
    </div>
  );
};
