import { DropdownMenu as Primitive } from 'radix-ui';
import { type ButtonHTMLAttributes, type ReactElement, type ReactNode, useRef, useState } from 'react';
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
  /** The alternative that holds now. Without it the choices are things to do. */
  readonly value?: string;
  readonly choices: readonly MenuChoice[];
  readonly onChange: (value: string) => void;
}

const Words = ({ choice }: { readonly choice: MenuChoice }) => (
  <>
    {choice.icon !== undefined && <span className={styles.icon}>{choice.icon}</span>}
    <span className={styles.words}>
      {choice.label}
      {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
    </span>
  </>
);

const Actions = ({ choices, onChange }: Pick<MenuProps, 'choices' | 'onChange'>) =>
  choices.map((choice) => (
    <Primitive.Item key={choice.value} className={styles.item} onSelect={() => onChange(choice.value)}>
      <Words choice={choice} />
    </Primitive.Item>
  ));

const Alternatives = ({ value, choices, onChange }: Pick<MenuProps, 'value' | 'choices' | 'onChange'>) => (
  <Primitive.RadioGroup value={value} onValueChange={onChange}>
    {choices.map((choice) => (
      <Primitive.RadioItem key={choice.value} className={styles.item} value={choice.value}>
        <Words choice={choice} />
        <Primitive.ItemIndicator className={styles.check}>
          <CheckIcon />
        </Primitive.ItemIndicator>
      </Primitive.RadioItem>
    ))}
  </Primitive.RadioGroup>
);

interface Props extends MenuProps {
  /** Opened by a key for the first time: the first entry takes the focus, as it does later. */
  readonly atFirst: boolean;
}

/** The menu from its first opening on. */
export const OpenedMenu = ({ trigger, label, value, choices, onChange, atFirst }: Props) => {
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
          <Primitive.Label className={styles.label}>{label}</Primitive.Label>
          {value === undefined ? (
            <Actions choices={choices} onChange={onChange} />
          ) : (
            <Alternatives value={value} choices={choices} onChange={onChange} />
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
};
