/** The event of a question in words. */
import { eventWords } from '../../phrases/events';
import type { Moment } from './moment';

/** What is about to be done, as a shell or the kernel would call it, in backticks where it is a command or a function. */
export const asked = ({ event, before }: Pick<Moment, 'event' | 'before'>): string => {
  const words = eventWords(event, before.kernel);
  return /^(task|cpu)\.|^tick$/.test(event.type) ? words : `\`${words}\``;
};
