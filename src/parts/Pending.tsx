import { type ReactNode, Suspense } from 'react';
import { Fetching } from './Fetching';

interface Props {
  /** Fetched when first drawn. */
  readonly children: ReactNode;
}

/** What is still being fetched says so, to a screen reader and to whoever waits for the whole screen. */
export const Pending = ({ children }: Props) => (
  <Fetching>
    <Suspense fallback={<span aria-busy="true" />}>{children}</Suspense>
  </Fetching>
);
