import { type HTMLAttributes, type MouseEvent, useState } from 'react';

interface Opening {
  /** How it was opened for the first time; `null` before. */
  readonly opened: 'by key' | 'by pointer' | null;
  /** What the button has until then. */
  readonly closed: HTMLAttributes<HTMLButtonElement>;
}

/** A menu that is fetched when it is first wanted. */
export const useOpening = (load: () => Promise<unknown>): Opening => {
  const [opened, setOpened] = useState<Opening['opened']>(null);
  return {
    opened,
    closed: {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: load,
      onFocus: load,
      // A press that no pointer made has no clicks to count.
      onClick: ({ detail }: MouseEvent) => setOpened(detail === 0 ? 'by key' : 'by pointer'),
    },
  };
};
