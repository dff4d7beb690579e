/** How far a history is that takes a while to compute. Pure. */

import { counted } from '../phrases/plural';
import type { Computing } from '../viewer/state';

/** Beside the bar, as often as it changes. */
export const progressWords = ({ done, of, wanted, stopped }: Computing): string => {
  const far = `${counted(done)} of ${counted(of)} steps`;
  if (stopped) return `Stopped: ${far} are there.`;
  const then = wanted === null ? '' : ` Step ${counted(wanted.step)} is shown once it is there.`;
  return `Computing the history: ${far} are there.${then}`;
};

/** Said aloud when it begins, when it is stopped and when it is over: nobody wants to hear every hundred steps. */
export const progressSaid = (computing: Computing | null, wasLong: boolean): string => {
  if (computing === null) return wasLong ? 'All steps are there.' : '';
  if (computing.stopped) return progressWords(computing);
  return computing.isLong
    ? `Computing ${counted(computing.of)} steps. Those that are there can be looked at meanwhile.`
    : '';
};
