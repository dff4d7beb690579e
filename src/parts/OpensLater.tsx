import { cloneElement, type MouseEvent, type ReactNode, Suspense } from 'react';
import type { OpenedPopupProps } from './OpenedPopup';
import { useOpening } from './useOpening';

interface Props extends Pick<OpenedPopupProps, 'trigger'> {
  /** Fetches what opens, when the button is pointed at or has the focus. */
  readonly load: () => Promise<unknown>;
  /** The menu with its button, from the first opening on. */
  readonly children: (popup: OpenedPopupProps) => ReactNode;
}

/** A button whose menu is fetched when it is first wanted. */
export const OpensLater = ({ trigger, load, children }: Props) => {
  const { opened, open, closed, unfetched } = useOpening(load);
  const shut = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    ...closed,
    // A press that no pointer made has no clicks to count.
    onClick: ({ detail }: MouseEvent) => open(detail === 0 ? 'by key' : 'by pointer'),
  });
  if (opened !== null)
    return <Suspense fallback={shut}>{children({ trigger, atFirst: opened === 'by key' })}</Suspense>;
  return (
    <>
      {shut}
      {unfetched}
    </>
  );
};
