import { DropdownMenu as Primitive } from 'radix-ui';
import { type ButtonHTMLAttributes, type ReactElement, type ReactNode, useState } from 'react';
import type { Choice } from './choice';
import { CheckIcon } from './icons';
import styles from './menu.module.css';

export interface MenuChoice extends Choice {
  readonly icon?: ReactNode;
}

export interface MenuProps {
  /** The button that opens it: one element that takes a ref. */
  readonly trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** A heading inside the menu. */
  readonly label: string;
  readonly value: string;
  readonly choices: readonly MenuChoice[];
  readonly onChange: (value: string) => void;
}

/** The menu from its first opening on. */
export const OpenedMenu = ({ trigger, label, value, choices, onChange }: MenuProps) => {
  const [open, setOpen] = useState(true);
  return (
    <Primitive.Root modal={false} open={open} onOpenChange={setOpen}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className={styles.content} align="end" sideOffset={4} collisionPadding={8}>
          <Primitive.Label className={styles.label}>{label}</Primitive.Label>
          <Primitive.RadioGroup value={value} onValueChange={onChange}>
            {choices.map((choice) => (
              <Primitive.RadioItem key={choice.value} className={styles.item} value={choice.value}>
                {choice.icon !== undefined && <span className={styles.icon}>{choice.icon}</span>}
                <span className={styles.words}>
                  {choice.label}
                  {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
                </span>
                <Primitive.ItemIndicator className={styles.check}>
                  <CheckIcon />
                </Primitive.ItemIndicator>
              </Primitive.RadioItem>
            ))}
          </Primitive.RadioGroup>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
