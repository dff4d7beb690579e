import { type ReactNode, Suspense } from 'react';
import { Fetching } from './Fetching';
import type { Opened } from './opened';

interface Props extends Opened {
  /** What is there until it has come. */
  readonly before?: ReactNode;
  readonly children: ReactNode;
}

/** What opens over the page, a dialog for example, and is fetched then. */
export const OpensOver = ({ onClose, before, children }: Props) => (
  <Fetching onLeave={onClose}>
    <Suspense fallback={before}>{children}</Suspense>
  </Fetching>
);
