import { type KeyboardEvent, type ReactNode, Suspense } from 'react';
import type { ChoiceGroup } from './choice';
import { ChevronIcon } from './icons';
import { join } from './join';
import { later } from './later';
import type { SelectProps } from './OpenedSelect';
import styles from './select.module.css';
import { useOpening } from './useOpening';

const load = () => import('./OpenedSelect');

/** What it is once it is opened. */
export interface Opens {
  readonly load: () => Promise<unknown>;
  readonly Opened: (props: SelectProps) => ReactNode;
}

const LIST: Opens = { load, Opened: later(async () => (await load()).OpenedSelect) };

const labelOf = (groups: readonly ChoiceGroup[], value: string): string =>
  groups.flatMap(({ choices }) => choices).find((choice) => choice.value === value)?.label ?? '';

/** What opens a combo box beside Enter and Space, which press a button anyway. */
const OPENING_KEYS: readonly string[] = ['ArrowDown', 'ArrowUp'];

/**
 * One of many, grouped: a combo box with type-ahead. What opens is fetched when it is first wanted; until then this is its
 * closed control, with the same role, name and look.
 */
export const Select = ({ opens: { load, Opened } = LIST, ...props }: SelectProps & { readonly opens?: Opens }) => {
  const { opened, open, closed, unfetched } = useOpening(load);
  const { label, value, groups, shown = labelOf(groups, value), className, described } = props;
  const shut = (
    <button
      type="button"
      role="combobox"
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded="false"
      {...described}
      {...closed}
      className={join(styles.trigger, className)}
      onClick={() => open('by pointer')}
      onKeyDown={(event: KeyboardEvent) => OPENING_KEYS.includes(event.key) && open('by key')}
    >
      <span dir="auto">{shown}</span>
      <ChevronIcon />
    </button>
  );
  if (opened !== null)
    return (
      <Suspense fallback={shut}>
        <Opened {...props} shown={shown} />
      </Suspense>
    );
  return (
    <>
      {shut}
      {unfetched}
    </>
  );
};
