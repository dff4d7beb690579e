import { type ComponentType, type ReactNode, use } from 'react';

/** What was asked for has not come. Whoever tells the reader so forgets it: the next time it is wanted, it is asked for anew. */
export class NotFetched extends Error {
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super('This part could not be fetched.', { cause });
    this.forget = forget;
  }
}

/**
 * The same promise each time, so that a component can wait for it with `use`.
 * @throws (rejects) `NotFetched`, and goes on doing so until that is forgotten: else a component would ask without end.
 */
export const once = <T,>(load: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= load().catch((cause) => {
      throw new NotFetched(cause, () => {
        asked = null;
      });
    });
    return asked;
  };
};

/** A component that is fetched when it is first drawn, below a `Fetching` that says what happens when it cannot be. */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): ((props: P) => ReactNode) => {
  const part = once(load);
  return (props) => {
    const Part = use(part());
    return <Part {...props} />;
  };
};

/** Asks for what is probably wanted soon. Should it not come, that is told when it is wanted. */
export const warm = (load: () => Promise<unknown>) => (): void => {
  load().catch(() => undefined);
};
