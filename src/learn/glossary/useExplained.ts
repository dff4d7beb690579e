import { useCallback, useEffect, useRef, useState } from 'react';
import { type Entry, entryOf } from './entries';
import { wordAt } from './wordsIn';

/** How long a pointer rests on a word before it is explained, in milliseconds. */
const REST = 400;
/** How long a finger stays on something that a tap would press, in milliseconds. */
const HOLD = 500;
/** A finger that moves further than this, in pixels, does not mean a word. */
const STILL = 10;

/** What is pressed, and so is explained to a finger that stays. */
const CONTROLS = 'a, button, input, label, summary, [role=slider], [role=tab], [data-phase], [data-edge]';

export interface Shown {
  readonly entry: Entry;
  /** Where it is on the screen. */
  readonly at: Range | HTMLElement;
  /** Asked for by a press: it stays until it is dismissed. */
  readonly pinned: boolean;
}

const marked = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-term]') : null;

const closest = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const atElement = (element: HTMLElement | null, pinned: boolean): Shown | null => {
  const entry = entryOf(element?.dataset.term ?? '');
  return element === null || entry === undefined ? null : { entry, at: element, pinned };
};

const atPoint = (x: number, y: number, pinned: boolean): Shown | null => {
  const word = wordAt(x, y);
  return word && { entry: word.entry, at: word.range, pinned };
};

const isOn = ({ at }: Shown, x: number, y: number): boolean => {
  const { left, right, top, bottom } = at.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
};

const touches = ({ pointerType }: PointerEvent): boolean => pointerType === 'touch';

/** The word that is explained at the moment: pointed at, focused, pressed or held; and how to end that. */
export const useExplained = (): readonly [Shown | null, (which: Shown) => void] => {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = useCallback((which: Shown) => setShown((now) => (now === which ? null : now)), []);

  useEffect(() => {
    const listening = new AbortController();
    const on = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(name, listener, { signal: listening.signal });
    const show = (found: Shown | null) => {
      if (found !== null) setShown(found);
    };
    const leave = () => {
      clearTimeout(timer.current);
      setShown((now) => (now?.pinned === true ? now : null));
    };

    on('pointermove', (event) => {
      if (touches(event)) return;
      const { clientX: x, clientY: y, target } = event;
      clearTimeout(timer.current);
      // Why a verb would be refused is said there already.
      if (!closest(target, '[data-refused]'))
        timer.current = setTimeout(() => setShown((now) => now ?? atPoint(x, y, false)), REST);
      setShown((now) => (now === null || now.pinned || isOn(now, x, y) ? now : null));
    });
    on('focusin', ({ target }) => {
      if (target instanceof Element && target.matches('[data-term]:focus-visible'))
        timer.current = setTimeout(() => show(atElement(marked(target), false)), 0);
    });
    on('focusout', leave);
    on('keydown', leave);
    on('click', ({ target }) => {
      clearTimeout(timer.current);
      show(atElement(marked(target), true));
    });

    let finger: { readonly x: number; readonly y: number; held: boolean } | null = null;
    on('pointerdown', (event) => {
      clearTimeout(timer.current);
      const { clientX: x, clientY: y, target } = event;
      finger = touches(event) ? { x, y, held: false } : null;
      if (finger === null || !closest(target, CONTROLS) || closest(target, '[data-term]')) return;
      timer.current = setTimeout(() => {
        const found = atPoint(x, y, true);
        if (finger === null || found === null) return;
        finger.held = true;
        setShown(found);
      }, HOLD);
    });
    on('pointermove', ({ clientX, clientY }) => {
      if (finger === null || finger.held || Math.hypot(clientX - finger.x, clientY - finger.y) <= STILL) return;
      finger = null;
      clearTimeout(timer.current);
    });
    on('pointercancel', () => {
      finger = null;
      clearTimeout(timer.current);
    });
    on('pointerup', ({ target }) => {
      if (finger === null || finger.held) return;
      clearTimeout(timer.current);
      if (!closest(target, CONTROLS)) show(atPoint(finger.x, finger.y, true));
    });
    // What was held to be explained is not pressed as well.
    const swallow = (event: Event) => {
      if (finger?.held === true) event.preventDefault();
    };
    on('touchend', swallow);
    on('contextmenu', swallow);

    return () => {
      clearTimeout(timer.current);
      listening.abort();
    };
  }, []);

  return [shown, hide];
};
