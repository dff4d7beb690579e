import { why } from '../../viewer/panels/why';
import { useView } from '../hooks';
import { outcomeWords } from './words';

/** What came of the step, in one sentence. */
export const Outcome = () => {
  const view = useView();
  return outcomeWords(view.cursor.step, why(view));
};
