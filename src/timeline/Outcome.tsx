import { useView } from '../session/useViewer';
import { why } from '../words/why';
import { outcomeWords } from './words';

/** What came of the step, in one sentence. */
export const Outcome = () => {
  const view = useView();
  return outcomeWords(view.cursor.step, why(view));
};
