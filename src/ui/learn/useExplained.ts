import { useCallback, useEffect, useRef, useState } from 'react';
import { type Explained, explainedAt } from './explained';

/** Long enough that a pointer on its way meets nothing. */
const DELAY = 400;

export interface Shown extends Explained {
  /** Asked for by a press: it stays until it is dismissed. */
  readonly pinned: boolean;
}

/** The word that is explained at the moment: pointed at, focused or pressed. */
export const useExplained = (): readonly [Shown | null, () => void] => {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setShown(null);
  }, []);

  useEffect(() => {
    const show = (found: Explained, pinned: boolean, delay = 0) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown({ ...found, pinned }), delay);
    };
    const leave = () => {
      clearTimeout(timer.current);
      setShown((now) => (now?.pinned === true ? now : null));
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      const found = explainedAt(event.target);
      if (found === null) leave();
      else
        setShown((now) => {
          if (now?.pinned !== true && now?.anchor !== found.anchor) show(found, false, DELAY);
          return now?.pinned === true || now?.anchor === found.anchor ? now : null;
        });
    };
    const onFocus = (event: FocusEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || !target.matches('[data-term]:focus-visible')) return;
      const found = explainedAt(target);
      if (found !== null) show(found, false);
    };
    const onPress = (event: MouseEvent) => {
      const term = event.target instanceof Element ? event.target.closest('[data-term]') : null;
      const found = term === null ? null : explainedAt(term);
      if (found !== null) show(found, true);
    };
    const onTap = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') return;
      const found = explainedAt(event.target);
      if (found !== null) show(found, true);
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', leave);
    document.addEventListener('click', onPress);
    document.addEventListener('pointerup', onTap);
    document.addEventListener('keydown', leave);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', leave);
      document.removeEventListener('click', onPress);
      document.removeEventListener('pointerup', onTap);
      document.removeEventListener('keydown', leave);
    };
  }, []);

  return [shown, hide];
};
