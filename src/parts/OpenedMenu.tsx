import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Choice } from './choice';
import { CheckIcon } from './laterIcons';
import styles from './menu.module.css';
import { OpenedPopup, type OpenedPopupProps } from './OpenedPopup';

export interface MenuChoice extends Choice {
  readonly icon?: ReactNode;
  /** It is something that is on or off, and choosing it turns it over. */
  readonly checked?: boolean;
}

export interface MenuProps extends Pick<OpenedPopupProps, 'trigger'> {
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
  choices.map((choice) => {
    const shared = { className: styles.item, onSelect: () => onChange(choice.value) };
    return choice.checked === undefined ? (
      <Primitive.Item key={choice.value} {...shared}>
        <Words choice={choice} />
      </Primitive.Item>
    ) : (
      <Primitive.CheckboxItem key={choice.value} checked={choice.checked} {...shared}>
        <Words choice={choice} />
        <Primitive.ItemIndicator className={styles.check}>
          <CheckIcon />
        </Primitive.ItemIndicator>
      </Primitive.CheckboxItem>
    );
  });

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

/** The menu from its first opening on. */
export const OpenedMenu = ({
  trigger,
  label,
  value,
  choices,
  onChange,
  atFirst,
}: MenuProps & Pick<OpenedPopupProps, 'atFirst'>) => (
  <OpenedPopup trigger={trigger} atFirst={atFirst}>
    <Primitive.Label className={styles.label}>{label}</Primitive.Label>
    {value === undefined ? (
      <Actions choices={choices} onChange={onChange} />
    ) : (
      <Alternatives value={value} choices={choices} onChange={onChange} />
    )}
  </OpenedPopup>
);
