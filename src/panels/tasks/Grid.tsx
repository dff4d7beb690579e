import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Kernel } from '../../kernel/model';
import { counted } from '../../phrases/plural';
import { useVerbs } from '../../session/useViewer';
import { Cells } from './Cells';
import { cellCorner, type GridLayout, gridLayout, placeAfter, placeAt } from './geometry';
import styles from './grid.module.css';
import { cellName, cellWords, MARKED } from './gridCells';
import { useRoom } from './useRoom';

interface Props {
  readonly kernel: Kernel;
  /** Thread numbers in the order of the cells. */
  readonly order: Uint32Array;
  readonly cells: Uint8Array;
  /** The thread that is selected, wherever its cell is. */
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
}

/** What stands below the cells: the lane of one of them. */
const BELOW = 108;
const LEAST_HEIGHT = 80;

const Ring = ({ layout, place, className }: { layout: GridLayout; place: number; className: string | undefined }) => {
  const { x, y } = cellCorner(layout, place);
  return (
    <span className={className} style={{ left: x - 2, top: y - 2, width: layout.cell + 4, height: layout.cell + 4 }} />
  );
};

interface TipProps {
  readonly layout: GridLayout;
  readonly place: number;
  readonly width: number;
  readonly name: string;
}

/** Names the cell under the pointer or the focus. Below it, and on the side where there is room. */
const Tip = ({ layout, place, width, name }: TipProps) => {
  const { x, y } = cellCorner(layout, place);
  const side = x < width / 2 ? { left: x } : { right: width - x - layout.cell };
  return (
    <span className={styles.tip} style={{ top: y + layout.pitchY + 2, ...side }} aria-hidden="true">
      {name}
    </span>
  );
};

/**
 * All threads as cells on one canvas. For the keyboard and for screen readers it is a list box of which only the active
 * option is there; the list beside it holds the same information as text.
 */
export const Grid = ({ kernel, order, cells, selected, onSelect }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const verbs = useVerbs();
  const { width, height, zoom } = useRoom(box);
  const [at, setAt] = useState(0);
  const [over, setOver] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const most = Math.max(height - BELOW * zoom, LEAST_HEIGHT);
  const layout = useMemo(() => gridLayout(order.length, width, zoom, most), [order.length, width, zoom, most]);
  const place = Math.min(at, order.length - 1);
  const active = useRef<HTMLDivElement>(null);
  const chosen = selected === null ? -1 : order.indexOf(selected);

  // Whoever selects a task, here or elsewhere, is shown its cell; sorted otherwise, the view stays where it is.
  const wanted = useRef<number>(null);
  useEffect(() => {
    if (wanted.current === selected) return;
    wanted.current = selected;
    if (chosen >= 0) setAt(chosen);
  }, [selected, chosen]);
  const ringed = useRef(0);
  const drawn = width > 0;
  useEffect(() => {
    if (!drawn || ringed.current === place) return;
    ringed.current = place;
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [place, drawn]);

  const words = (where: number): string => {
    const index = order[where];
    return index === undefined ? '' : cellWords(kernel, index, ((cells[where] ?? 0) & MARKED) !== 0);
  };
  const choose = (where: number) => {
    const index = order[where];
    setAt(where);
    if (index !== undefined) onSelect(index);
  };
  const pointed = (event: MouseEvent<HTMLElement>): number | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return placeAt(layout, event.clientX - left, event.clientY - top);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = placeAfter(layout, place, event.key);
    if (to !== null) setAt(to);
    else if (event.key === 'Enter') choose(place);
    // What clickers send moves through the history wherever the focus is.
    else if (event.key === 'PageDown') verbs.stepOver();
    else if (event.key === 'PageUp') verbs.stepBack();
    else return;
    // The arrow keys step through the history everywhere else.
    event.preventDefault();
    event.stopPropagation();
  };
  const corner = cellCorner(layout, place);
  const shown = over ?? (focused ? place : null);

  return (
    <div ref={box} className={styles.cells}>
      {width > 0 && <Cells layout={layout} cells={cells} />}
      {chosen >= 0 && <Ring layout={layout} place={chosen} className={styles.selected} />}
      {over !== null && <Ring layout={layout} place={over} className={styles.over} />}
      {shown !== null && order[shown] !== undefined && (
        <Tip layout={layout} place={shown} width={width} name={cellName(kernel, order[shown])} />
      )}
      <div
        className={styles.keys}
        role="listbox"
        tabIndex={0}
        aria-label={`Tasks as cells, ${counted(order.length)}`}
        aria-activedescendant={`${id}-${place}`}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerMove={(event) => setOver(pointed(event))}
        onPointerLeave={() => setOver(null)}
        onClick={(event) => {
          const where = pointed(event);
          if (where !== null) choose(where);
        }}
      >
        <div
          ref={active}
          id={`${id}-${place}`}
          className={styles.active}
          style={{ left: corner.x - 2, top: corner.y - 2, width: layout.cell + 4, height: layout.cell + 4 }}
          role="option"
          tabIndex={-1}
          aria-selected={place === chosen}
          aria-setsize={order.length}
          aria-posinset={place + 1}
          aria-label={words(place)}
        />
      </div>
    </div>
  );
};
