/** What the timeline says aloud and beside its line. Pure. */
import type { Why } from '../words/why';

/** A phase of the chart as a reader of the kernel's source knows it. */
export const phaseWords = (phase: string): string => {
  switch (phase) {
    case 'idle':
      return 'no transition is running';
    case 'patching':
    case 'unpatching':
      return `${phase} goes on`;
    case 'return':
      return 'back to the caller';
    default:
      return `${phase}()`;
  }
};

/** Screen readers spell backticks out. */
const plain = (sentence: string): string => sentence.replaceAll('`', '');

/** One sentence for a step that has just been taken: what was asked and what came of it. */
export const outcomeWords = (step: number, { kind, asked, refusal, headline, inside }: Why): string => {
  const where = inside === null ? `Step ${step}` : `Inside step ${step}, ${inside.at} of ${inside.of}`;
  if (kind === 'boot') return `${where}: boot.`;
  const refused =
    refusal === null ? null : `refused${refusal.errno === null ? '' : ` with ${refusal.errno}`}. ${refusal.because}`;
  const outcome = refused ?? headline[0] ?? 'done.';
  return plain(`${where}: ${asked}: ${outcome}`);
};
