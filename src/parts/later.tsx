import { type ComponentType, type ReactNode, use } from 'react';
import { onQuiet } from './quiet';

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

/** Asks for what is probably wanted soon. Should it not come, nobody is told: it is asked for anew when it is wanted. */
export const warm = (load: () => Promise<unknown>) => (): void => {
  load().catch((cause) => cause.forget?.());
};

interface Later<P> {
  (props: P): ReactNode;
  /** Fetches it before it is drawn. */
  readonly load: () => Promise<unknown>;
}

/**
 * A component that is fetched when it is first drawn, below a `Fetching` that says what happens when it cannot be.
 * @param soon the next step may well draw it: fetched once the first screen is there. What has come is drawn with what is around it;
 * what has to be waited for React shows no sooner than 0.3 s after what stands in its place.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>, soon = false): Later<P> => {
  let loaded: ComponentType<P> | null = null;
  const part = once(async () => {
    loaded = await load();
    return loaded;
  });
  if (soon) onQuiet(warm(part));
  return Object.assign(
    (props: P) => {
      const Part = loaded ?? use(part());
      return <Part {...props} />;
    },
    { load: part },
  );
};
