import { type ReactNode, Suspense, useEffect } from 'react';
import { Fetching } from './Fetching';
import type { Opened } from './opened';

interface Props extends Opened {
  /** What is there until it has come. */
  readonly before?: ReactNode;
  readonly children: ReactNode;
}

/** Until it has come it can be given up, as it can be closed later. */
const Coming = ({ onClose, before }: Omit<Props, 'children'>) => {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && onClose();
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return before;
};

/** What opens over the page, a dialog for example, and is fetched then. */
export const OpensOver = ({ onClose, before, children }: Props) => (
  <Fetching onLeave={onClose}>
    <Suspense fallback={<Coming onClose={onClose} before={before} />}>{children}</Suspense>
  </Fetching>
);
