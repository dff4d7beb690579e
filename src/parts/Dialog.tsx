import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import styles from './dialog.module.css';
import { IconButton } from './IconButton';
import { join } from './join';
import { CloseIcon } from './laterIcons';
import { giveBack, openerNow } from './opener';
import { Quoted } from './Quoted';

interface Props {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly description: string;
  readonly onClose: () => void;
  /** It has gone, and the focus is where it was before. */
  readonly onClosed?: () => void;
  readonly wide?: boolean;
  /** As large as there is room for, whatever it holds: a place to work in. */
  readonly large?: boolean;
  /** At the side, for as long as one works with the app: what stands beside it can be used, and has its keys. */
  readonly beside?: boolean;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A scroller must be reachable without a mouse. */
const scroller = { tabIndex: 0 };

/** A modal sheet. Rendered only while it is open; on a phone it comes from below. */
export const Dialog = ({
  title,
  description,
  onClose,
  onClosed,
  wide = false,
  large = false,
  beside = false,
  footer,
  children,
}: Props) => {
  const [opener] = useState(openerNow);
  const about = (
    <Primitive.Description className={styles.description}>
      <Quoted says={description} />
    </Primitive.Description>
  );
  return (
    <Primitive.Root open modal={!beside} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        {!beside && <Primitive.Overlay className={styles.scrim} />}
        <Primitive.Content
          {...(beside ? { 'data-beside': '' } : { 'data-modal': '' })}
          className={join(styles.dialog, wide && styles.wide, large && styles.large, beside && styles.beside)}
          onInteractOutside={(event) => beside && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            // Opened by a key as often as by a button, so the library knows of no trigger to go back to.
            event.preventDefault();
            giveBack(opener);
            onClosed?.();
          }}
          onKeyDown={(event) => {
            // Backwards from the sheet itself is its end.
            if (event.key !== 'Tab' || !event.shiftKey || event.target !== event.currentTarget) return;
            event.preventDefault();
            [...event.currentTarget.querySelectorAll<HTMLElement>('button, input, a[href]')].at(-1)?.focus();
          }}
          onOpenAutoFocus={(event) => {
            // The sheet itself, not its close button: one reads before one leaves.
            event.preventDefault();
            if (event.target instanceof HTMLElement && !event.target.contains(document.activeElement))
              event.target.focus();
          }}
        >
          {/* No landmarks: beside the page, it would be a second banner. */}
          <div className={styles.header}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            <Primitive.Close asChild>
              <IconButton label="Close">
                <CloseIcon />
              </IconButton>
            </Primitive.Close>
          </div>
          {!beside && about}
          <div className={styles.body} {...scroller}>
            {beside && about}
            {children}
          </div>
          {footer !== undefined && <div className={styles.footer}>{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
