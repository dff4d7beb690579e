import { useEffect } from 'react';
import { STAGE } from '../panels/regions';

/** Parts of the screen that can take the focus, and leave the keys their meaning. */
const PARTS = '[data-panel][tabindex], main[tabindex]';

/** What opens over the screen gives the focus back by itself, to what is still there. */
const BESIDE = '[role=menu], [role=listbox], [data-explains]';

const CONTROLS = 'button, a[href], input, select, [role=combobox], [role=tab]';

/** What had the focus: how to know it again, and what it stood in, innermost first. */
interface Kept {
  readonly element: Element;
  readonly name: string;
  readonly around: readonly Element[];
  /** In a dialog, the controls that come after it. */
  readonly after: readonly HTMLElement[];
}

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent ?? '';

const ancestors = (element: Element): readonly Element[] => {
  const found: Element[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) found.push(at);
  return found;
};

const controlsIn = (part: Element | null | undefined): readonly HTMLElement[] => [
  ...(part?.querySelectorAll<HTMLElement>(CONTROLS) ?? []),
];

const keep = (element: Element): Kept => {
  const controls = controlsIn(element.closest('[role=dialog]'));
  const after = controls.filter((each) => element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  return { element, name: nameOf(element), around: ancestors(element), after };
};

/** The same control drawn anew, else the nearest part of the screen around it that can take the focus. */
const heir = ({ element, name, around, after }: Kept): HTMLElement | null => {
  const dialog = [element, ...around].find((each) => each.matches('[role=dialog]'));
  // A row was taken out of a form: the next one. A whole dialog gives the focus back by itself.
  if (dialog !== undefined) return dialog.isConnected ? (after.find((each) => each.isConnected) ?? null) : null;
  const part = around.find((each) => each.isConnected && each.matches(PARTS));
  const again = controlsIn(part).find((control) => control.tagName === element.tagName && nameOf(control) === name);
  return again ?? (part instanceof HTMLElement ? part : document.getElementById(STAGE));
};

/** When what had the focus is gone, the focus stays where it was, and does not fall back to the top of the page. */
export const FocusKeeper = () => {
  useEffect(() => {
    let kept: Kept | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest(BESIDE) === null) kept = keep(target);
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
