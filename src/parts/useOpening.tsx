import { type ReactNode, useState } from 'react';
import { warm } from './later';
import { Unfetched } from './Unfetched';

type How = 'by key' | 'by pointer';

interface Opening {
  /** How it was opened for the first time; `null` before. */
  readonly opened: How | null;
  readonly open: (how: How) => void;
  /** What the button has until then. */
  readonly closed: {
    readonly onPointerEnter: () => void;
    readonly onFocus: () => void;
  };
  /** Beside the button: it could not be opened. */
  readonly unfetched: ReactNode;
}

/** What drops down from a button, and is fetched when it is first wanted. Until it has come the button stays as it is. */
export const useOpening = (load: () => Promise<unknown>): Opening => {
  const [opened, setOpened] = useState<How | null>(null);
  const [failed, setFailed] = useState<How | null>(null);
  const open = (how: How): void => {
    setFailed(null);
    load().then(
      () => setOpened(how),
      () => setFailed(how),
    );
  };
  return {
    opened,
    open,
    closed: { onPointerEnter: warm(load), onFocus: warm(load) },
    unfetched: failed && <Unfetched onAgain={() => open(failed)} onLeave={() => setFailed(null)} />,
  };
};
