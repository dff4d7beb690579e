import { type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { Fetching } from './Fetching';
import { isQuiet, onQuiet } from './quiet';

interface Props {
  /** It is wanted at once after all. */
  readonly now?: boolean;
  /** What stands there until it has come. */
  readonly before?: ReactNode;
  /** Fetched when first drawn. */
  readonly children: ReactNode;
}

/**
 * What the first screen can do without: fetched once that is there. Until it has come, something in its place is busy. When it
 * cannot be fetched nobody is told who did not ask for it.
 */
export const Quietly = ({ now = false, before, children }: Props) => {
  const isTime = useSyncExternalStore(onQuiet, isQuiet, isQuiet);
  const coming = (
    <>
      {before}
      <span hidden aria-busy="true" />
    </>
  );
  if (!isTime && !now) return coming;
  return (
    <Fetching without={(unfetched) => (now ? unfetched : before)}>
      <Suspense fallback={coming}>{children}</Suspense>
    </Fetching>
  );
};
