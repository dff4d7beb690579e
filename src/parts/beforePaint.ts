/**
 * What the layout has come to, asked once in a frame: whoever asks right after changing the page has it laid out for the answer
 * alone, and the next one who changes something has it laid out again.
 */

/** Reads, and says what is to be written for it: a scroll position, for example. */
export type Reading = () => (() => void) | null;

/** Who asks for a frame, and is called back in it. */
export type AskForFrame = (then: () => void) => void;

/** The readings of a frame, together: all of them read before one of them writes. */
export const gather = (ask: AskForFrame) => {
  const waiting = new Set<Reading>();
  const all = (): void => {
    const readings = [...waiting];
    waiting.clear();
    for (const write of readings.map((read) => read())) write?.();
  };
  /** @returns how to leave it. */
  return (read: Reading): (() => void) => {
    if (waiting.size === 0) ask(all);
    waiting.add(read);
    return () => void waiting.delete(read);
  };
};

/** Reads in the next frame, before that is painted. */
export const beforePaint = gather((then) => void requestAnimationFrame(then));
