/** What a browser can do for a test, whatever drives it: a few verbs, with real input. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A window of the browser. */
export interface Window {
  readonly open: (address: string) => Promise<void>;
  /** The value of an expression, which JSON can hold; a promise is waited for. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Presses at the first point, moves to the others, lets go at the last one. */
  readonly drag: (points: readonly [Point, ...Point[]]) => Promise<void>;
  /** A character, or a key by its name in `KeyboardEvent.key`, with others held down. */
  readonly press: (key: string, ...held: readonly string[]) => Promise<void>;
  /** A PNG. */
  readonly picture: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export interface Browser {
  readonly name: string;
  /** The windows that are open, those included that the page has opened. The same object for the same window. */
  readonly windows: () => Promise<readonly Window[]>;
  readonly close: () => Promise<void>;
}

export const SIZE = { width: 1366, height: 768 };
