import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { moveSeparator, type Sized, type Sizes, sharesOf, toShares, tracksOf } from './paneSizes';
import styles from './panes.module.css';

export interface Pane extends Sized {
  /** What its separators call it. */
  readonly name: string;
  readonly content: ReactNode;
}

interface Props {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panes: readonly Pane[];
  readonly sizes: Sizes;
  readonly onSizes: (group: string, shares: Readonly<Record<string, number>>) => void;
}

/** How far an arrow key moves a separator. */
const STRIDE = 24;
const WHOLE = 100_000;

const KEYS: Readonly<Record<Props['orientation'], Readonly<Record<string, number>>>> = {
  horizontal: { ArrowLeft: -STRIDE, ArrowRight: STRIDE, Home: -WHOLE, End: WHOLE },
  vertical: { ArrowUp: -STRIDE, ArrowDown: STRIDE, Home: -WHOLE, End: WHOLE },
};

interface Dragged {
  readonly at: number;
  /** Where the pointer took hold, and the sizes then. */
  readonly from: number;
  readonly pixels: readonly number[];
}

/** Panes beside or above each other, with separators that move by mouse, finger and arrow keys; a double click puts them back. */
export const Panes = ({ id, orientation, panes, sizes, onSizes }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const dragged = useRef<Dragged>(null);
  const [moving, setMoving] = useState<readonly number[] | null>(null);
  const sideways = orientation === 'horizontal';
  const kept = sharesOf(sizes, id, panes);
  const shares = moving ?? kept;

  const measure = (): readonly number[] =>
    [...(box.current?.querySelectorAll<HTMLElement>(':scope > [data-pane]') ?? [])].map((pane) =>
      sideways ? pane.offsetWidth : pane.offsetHeight,
    );
  const keep = (pixels: readonly number[]) => onSizes(id, toShares(panes, pixels, kept));
  const placeOf = ({ clientX, clientY }: PointerEvent): number => (sideways ? clientX : clientY);

  const take = (event: PointerEvent<HTMLElement>, at: number) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = { at, from: placeOf(event), pixels: measure() };
  };
  const drag = (event: PointerEvent) => {
    const { current } = dragged;
    if (current === null) return;
    const pixels = moveSeparator(panes, current.pixels, current.at, placeOf(event) - current.from);
    const all = toShares(panes, pixels, kept);
    setMoving(panes.map((pane) => all[pane.id] ?? pane.size));
  };
  const drop = (event: PointerEvent) => {
    const { current } = dragged;
    if (current === null) return;
    dragged.current = null;
    setMoving(null);
    const by = placeOf(event) - current.from;
    if (by !== 0) keep(moveSeparator(panes, current.pixels, current.at, by));
  };
  const press = (event: KeyboardEvent, at: number) => {
    const by = KEYS[orientation][event.key];
    if (by === undefined) return;
    event.preventDefault();
    keep(moveSeparator(panes, measure(), at, by));
  };
  const putBack = () => onSizes(id, Object.fromEntries(panes.map((pane) => [pane.id, pane.size])));

  return (
    <div
      ref={box}
      className={styles.group}
      data-orientation={orientation}
      data-moving={moving !== null || undefined}
      style={{ [sideways ? 'gridTemplateColumns' : 'gridTemplateRows']: tracksOf(panes, shares) }}
    >
      {panes.flatMap((pane, index) => {
        const before = panes[index - 1];
        const still = pane.folded === true || before?.folded === true;
        const content = (
          <div key={pane.id} className={styles.pane} data-pane={pane.id}>
            {pane.content}
          </div>
        );
        if (before === undefined) return [content];
        return [
          still ? (
            <div key={`before ${pane.id}`} className={styles.line} />
          ) : (
            <hr
              key={`before ${pane.id}`}
              className={styles.separator}
              tabIndex={0}
              aria-label={`Resize ${before.name} and ${pane.name}`}
              aria-orientation={sideways ? 'vertical' : 'horizontal'}
              aria-valuenow={Math.round(shares[index - 1] ?? 0)}
              aria-valuemin={0}
              aria-valuemax={100}
              onPointerDown={(event) => take(event, index - 1)}
              onPointerMove={drag}
              onPointerUp={drop}
              onPointerCancel={drop}
              onKeyDown={(event) => press(event, index - 1)}
              onDoubleClick={putBack}
            />
          ),
          content,
        ];
      })}
    </div>
  );
};
