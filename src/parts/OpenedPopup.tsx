import { DropdownMenu as Primitive } from 'radix-ui';
import { type ButtonHTMLAttributes, type ReactElement, type ReactNode, useRef, useState } from 'react';
import styles from './menu.module.css';

export interface OpenedPopupProps {
  /** The button that opens it: one element that takes a ref. */
  readonly trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** Opened by a key for the first time: the first entry takes the focus, as it does later. */
  readonly atFirst: boolean;
}

/** A button and its menu, from the first opening on. */
export const OpenedPopup = ({ trigger, atFirst, children }: OpenedPopupProps & { readonly children: ReactNode }) => {
  const [open, setOpen] = useState(true);
  const toFirst = useRef(atFirst);
  return (
    <Primitive.Root modal={false} open={open} onOpenChange={setOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className={styles.content}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (!toFirst.current || target !== currentTarget) return;
            toFirst.current = false;
            const chosen = currentTarget.querySelector<HTMLElement>('[aria-checked=true]');
            (chosen ?? currentTarget.querySelector<HTMLElement>('[role^=menuitem]'))?.focus();
          }}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
