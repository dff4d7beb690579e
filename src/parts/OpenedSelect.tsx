import { Select as Primitive } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import type { Choice, ChoiceGroup } from './choice';
import { ChevronIcon } from './icons';
import { join } from './join';
import type { Described } from './Labelled';
import { CheckIcon } from './laterIcons';
import styles from './openedSelect.module.css';
import closed from './select.module.css';

export interface SelectProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly groups: readonly ChoiceGroup[];
  /** What the closed control shows; default: the label of the chosen one. */
  readonly shown?: ReactNode;
  readonly className?: string | undefined;
  /** What is said of it elsewhere. */
  readonly described?: Described | undefined;
}

const Item = ({ value, label, note }: Choice) => (
  <Primitive.Item className={styles.item} value={value} textValue={label}>
    <Primitive.ItemIndicator className={styles.check}>
      <CheckIcon />
    </Primitive.ItemIndicator>
    <Primitive.ItemText>
      <bdi>{label}</bdi>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </Primitive.ItemText>
  </Primitive.Item>
);

/** The combo box from its first opening on. `shown` must not be left out here. */
export const OpenedSelect = ({ label, value, onChange, groups, shown, className, described }: SelectProps) => (
  <Primitive.Root defaultOpen value={value} onValueChange={onChange}>
    <Primitive.Trigger className={join(closed.trigger, className)} aria-label={label} {...described}>
      <span dir="auto">
        <Primitive.Value placeholder={shown}>{shown}</Primitive.Value>
      </span>
      <ChevronIcon />
    </Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content className={styles.content} position="popper" sideOffset={4} collisionPadding={8}>
        <Primitive.Viewport className={styles.viewport}>
          {groups.map((group, index) => (
            <Fragment key={group.label ?? `unnamed ${index}`}>
              {index > 0 && group.label === null && <Primitive.Separator className={styles.separator} />}
              <Primitive.Group>
                {group.label !== null && <Primitive.Label className={styles.label}>{group.label}</Primitive.Label>}
                {group.choices.map((choice) => (
                  <Item key={choice.value} {...choice} />
                ))}
              </Primitive.Group>
            </Fragment>
          ))}
        </Primitive.Viewport>
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
