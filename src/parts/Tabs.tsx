import { type KeyboardEvent, useRef } from 'react';

export interface TabChoice {
  readonly id: string;
  readonly title: string;
}

interface Props {
  /** The accessible name of the row. */
  readonly label: string;
  readonly tabs: readonly TabChoice[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
  readonly className?: string | undefined;
  readonly tabClassName?: string | undefined;
}

const STRIDE: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** A row of tabs: one tab stop, and the arrow keys go from one to the next and show it. */
export const TabList = ({ label, tabs, shown, onShow, className, tabClassName }: Props) => {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === shown);
    const next = STRIDE[event.key]?.(at, tabs.length - 1);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || tab === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onShow(tab.id);
    row.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div ref={row} role="tablist" aria-label={label} className={className} tabIndex={-1} onKeyDown={onKeyDown}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === shown}
          tabIndex={id === shown ? 0 : -1}
          className={tabClassName}
          onClick={() => onShow(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
};
