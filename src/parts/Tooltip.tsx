import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import styles from './tooltip.module.css';

interface Props {
  readonly content: ReactNode;
  /** One element that can have the focus. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

const DELAY_MS = 500;
/** Long enough to move the pointer onto what is shown. */
const GRACE_MS = 150;
const GAP = 6;
const MARGIN = 8;

/** Below what it belongs to, or above where there is no room; never beyond the window. */
const place = (tip: HTMLElement, by: HTMLElement): void => {
  const anchor = by.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - height;
  const left = anchor.left + (anchor.width - width) / 2;
  tip.style.top = `${below + height + MARGIN > innerHeight && above >= MARGIN ? above : below}px`;
  tip.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
};

interface ShownProps extends HTMLAttributes<HTMLElement> {
  readonly by: HTMLElement;
  readonly onGone: () => void;
}

const Shown = ({ by, onGone, ...rest }: ShownProps) => {
  const tip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (tip.current !== null) place(tip.current, by);
  }, [by]);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && onGone();
    const onScroll = ({ target }: Event) => target instanceof Node && target.contains(by) && onGone();
    addEventListener('keydown', onKey);
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [by, onGone]);
  return <div ref={tip} role="tooltip" className={styles.tooltip} {...rest} />;
};

/** Shown when the pointer rests on it, and on keyboard focus. Nothing may be said only here. */
export const Tooltip = ({ content, children }: Props) => {
  const [by, setBy] = useState<HTMLElement | null>(null);
  const timer = useRef(0);
  const soon = (next: HTMLElement | null, after: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setBy(next), after);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setBy(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: ({ pointerType, currentTarget }) => {
          if (pointerType !== 'touch') soon(currentTarget, DELAY_MS);
        },
        onPointerLeave: () => soon(null, GRACE_MS),
        onPointerDown: hide,
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setBy(currentTarget);
        },
        onBlur: hide,
      })}
      {by !== null &&
        // Inside of a landmark, like everything else.
        createPortal(
          <Shown
            by={by}
            onGone={hide}
            onPointerEnter={() => clearTimeout(timer.current)}
            onPointerLeave={() => soon(null, GRACE_MS)}
          >
            {content}
          </Shown>,
          document.querySelector('main') ?? document.body,
        )}
    </>
  );
};
