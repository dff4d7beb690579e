/**
 * What the rules say about the step that probably comes next is asked while the browser has nothing else to do: with a step that
 * nobody has been at yet, that would be most of the work.
 */
import type { Kernel } from '../kernel/model';
import { askedOf, previewOf } from './preview';
import { view } from './selectors';
import type { Viewer } from './store';

/** Milliseconds in one go. */
const SLICE = 8;

interface Clock {
  readonly now: () => number;
  /** Calls back once the browser has nothing to do. */
  readonly whenIdle: (then: () => void) => void;
}

/**
 * @param findings what panels find out about each kernel, and remember.
 * @returns how to end it.
 */
export const answerAhead = (
  { store }: Pick<Viewer, 'store'>,
  { now, whenIdle }: Clock,
  findings: readonly ((kernel: Kernel) => unknown)[] = [],
): (() => void) => {
  /** Of this place; another list, once the reader has moved. */
  let questions: (() => unknown)[] = [];

  const answer = (mine: (() => unknown)[]): void => {
    const end = now() + SLICE;
    while (mine === questions) {
      const next = mine.shift();
      if (next === undefined) return;
      next();
      if (now() < end) continue;
      whenIdle(() => answer(mine));
      return;
    }
  };

  /** What the screen has asked about this step, it will ask about the next, too, and about the one before. */
  const look = (): void => {
    const mine: (() => unknown)[] = [];
    questions = mine;
    whenIdle(() => {
      if (mine !== questions) return;
      const state = store.getState();
      const { trace, cursor, step } = view(state);
      const events = askedOf(step.kernel);
      for (const at of [cursor.step + 1, cursor.step - 1]) {
        const near = trace.steps[at];
        if (near === undefined) continue;
        mine.push(
          ...findings.map((find) => () => find(near.kernel)),
          ...events.map((event) => () => previewOf(state.policy, near, event, true)),
        );
      }
      answer(mine);
    });
  };

  const unsubscribe = store.subscribe((state, before) => {
    if (state.trace !== before.trace || state.cursor !== before.cursor) look();
  });
  look();
  return () => {
    unsubscribe();
    questions = [];
  };
};
