import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './tooltip.module.css';

interface Props {
  readonly content: ReactNode;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and can have the focus. */
  readonly children: ReactElement;
}

/** Once, around the app: tooltips share their delay. */
export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Primitive.Provider delayDuration={500} skipDelayDuration={200}>
    {children}
  </Primitive.Provider>
);

/** Shown on hover and on keyboard focus. Nothing may be said only here. */
export const Tooltip = ({ content, side = 'top', children }: Props) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{children}</Primitive.Trigger>
    {/* Inside of a landmark, like everything else. */}
    <Primitive.Portal container={document.querySelector('main')}>
      <Primitive.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
        {content}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
