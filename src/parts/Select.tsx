import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import type { ChoiceGroup } from './choice';
import { ChevronIcon } from './icons';
import { join } from './join';
import type { SelectProps } from './OpenedSelect';
import styles from './select.module.css';

const load = () => import('./OpenedSelect');
const Opened = lazy(async () => ({ default: (await load()).OpenedSelect }));

const labelOf = (groups: readonly ChoiceGroup[], value: string): string =>
  groups.flatMap(({ choices }) => choices).find((choice) => choice.value === value)?.label ?? '';

/** What opens a combo box beside Enter and Space, which press a button anyway. */
const OPENING_KEYS: readonly string[] = ['ArrowDown', 'ArrowUp'];

/**
 * One of many, grouped: a combo box with type-ahead. What opens is fetched when it is first wanted; until then this is its
 * closed control, with the same role, name and look.
 */
export const Select = (props: SelectProps) => {
  const [opened, setOpened] = useState(false);
  const { label, value, groups, shown = labelOf(groups, value), className, described } = props;
  const open = () => setOpened(true);
  const closed = (
    <button
      type="button"
      role="combobox"
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded="false"
      {...described}
      className={join(styles.trigger, className)}
      onPointerEnter={load}
      onFocus={load}
      onClick={open}
      onKeyDown={(event: KeyboardEvent) => OPENING_KEYS.includes(event.key) && open()}
    >
      <span dir="auto">{shown}</span>
      <ChevronIcon />
    </button>
  );
  if (!opened) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened {...props} shown={shown} />
    </Suspense>
  );
};
