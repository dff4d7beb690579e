import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a scroller that can have the focus: reached with the keyboard, it scrolls with the arrow keys, and the attribute
 * tells the workbench's keyboard table to leave them alone. After a click they go on stepping.
 */
export const useOwnArrows = (): RefObject<HTMLDivElement | null> => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = ref.current;
    if (scroller === null) return;
    const own = ({ target }: Event) =>
      scroller.toggleAttribute('data-own-arrows', target === scroller && scroller.matches(':focus-visible'));
    const leave = () => scroller.removeAttribute('data-own-arrows');
    scroller.addEventListener('focusin', own);
    scroller.addEventListener('focusout', leave);
    return () => {
      scroller.removeEventListener('focusin', own);
      scroller.removeEventListener('focusout', leave);
    };
  }, []);
  return ref;
};
