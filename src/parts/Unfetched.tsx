import { useState } from 'react';
import { Button } from './Button';
import { openerNow } from './opener';
import styles from './unfetched.module.css';

export interface UnfetchedProps {
  readonly onAgain: () => void;
  /** What was to open over the page is given up. Without it this stands where the part would. */
  readonly onLeave?: (() => void) | undefined;
}

/** Over everything, wherever it stands in the page, with the focus: it answers what the reader has just done. */
const show = (element: HTMLElement | null): void => {
  element?.showPopover();
  element?.querySelector('button')?.focus();
};

/** A part has not come over the network; everything else stays as it is. This must itself be there without a network. */
export const Unfetched = ({ onAgain, onLeave }: UnfetchedProps) => {
  const [opener] = useState(openerNow);
  const back = (then: () => void) => () => {
    opener?.focus();
    then();
  };
  const words = (
    <>
      This part could not be fetched. Are you offline? If not, reload.{' '}
      <Button onClick={back(onAgain)}>Try again</Button>{' '}
    </>
  );
  if (onLeave === undefined)
    return (
      <p role="alert" className={styles.unfetched}>
        {words}
      </p>
    );
  return (
    <div role="alert" popover="manual" ref={show} className={styles.unfetched}>
      {words}
      <Button onClick={back(onLeave)}>Leave it</Button>
    </div>
  );
};
