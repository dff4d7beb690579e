import { type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { isQuiet, onQuiet } from './quiet';

interface Props {
  /** It is wanted at once after all. */
  readonly now?: boolean;
  /** What stands there until it has come. */
  readonly before?: ReactNode;
  /** Fetched when first drawn. */
  readonly children: ReactNode;
}

/** What the first screen can do without: fetched once that is there. Until it has come, something in its place is busy. */
export const Quietly = ({ now = false, before, children }: Props) => {
  const isTime = useSyncExternalStore(onQuiet, isQuiet, isQuiet);
  const coming = (
    <>
      {before}
      <span hidden aria-busy="true" />
    </>
  );
  return isTime || now ? <Suspense fallback={coming}>{children}</Suspense> : coming;
};
