import { useEffect } from 'react';
import { STAGE } from './regions';

/** Parts of the screen that can take the focus, and leave the keys their meaning. */
const PARTS = '[data-panel][tabindex], main[tabindex]';

/** What opens over the screen gives the focus back by itself. */
const BESIDE = '[role=dialog], [role=menu], [role=listbox], [data-explains]';

const CONTROLS = 'button, a[href], input, select, [role=combobox], [role=tab]';

/** What had the focus: how to know it again, and what it stood in, innermost first. */
interface Kept {
  readonly element: Element;
  readonly name: string;
  readonly around: readonly Element[];
}

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent ?? '';

const ancestors = (element: Element): readonly Element[] => {
  const found: Element[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) found.push(at);
  return found;
};

/** The same control drawn anew, else the nearest part of the screen around it that can take the focus. */
const heir = ({ element, name, around }: Kept): HTMLElement | null => {
  const within = around.find((each) => each.isConnected && each.matches(PARTS));
  const again = [...(within?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find(
    (control) => control.tagName === element.tagName && nameOf(control) === name,
  );
  if (again !== undefined) return again;
  return within instanceof HTMLElement ? within : document.getElementById(STAGE);
};

/** When what had the focus is gone, the focus stays where it was, and does not fall back to the top of the page. */
export const FocusKeeper = () => {
  useEffect(() => {
    let kept: Kept | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      const isOurs = target instanceof Element && target.closest(BESIDE) === null;
      kept = isOurs ? { element: target, name: nameOf(target), around: ancestors(target) } : null;
    };
    const onPress = () => {
      // A click beside everything gives the focus to nothing, as it should.
      if (document.activeElement === document.body) kept = null;
    };
    const changes = new MutationObserver(() => {
      if (kept === null || kept.element.isConnected || document.activeElement !== document.body) return;
      const to = heir(kept);
      kept = null;
      to?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerup', onPress);
    changes.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerup', onPress);
      changes.disconnect();
    };
  }, []);
  return null;
};
