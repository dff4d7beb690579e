import { cloneElement, type ReactNode, Suspense } from 'react';
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
  const { opened, closed } = useOpening(load);
  const shut = cloneElement(trigger, closed);
  if (opened === null) return shut;
  return <Suspense fallback={shut}>{children({ trigger, atFirst: opened === 'by key' })}</Suspense>;
};
