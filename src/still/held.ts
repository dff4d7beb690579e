/** What the reader does while a still is on the screen: it is kept, and done once the app has taken its place. */

/** Which child of which child … of `root` it is. */
const pathTo = (root: Element, element: Element): number[] => {
  const { parentElement: parent } = element;
  if (element === root || parent === null) return [];
  return [...pathTo(root, parent), [...parent.children].indexOf(element)];
};

/** The control that then stands where this one stands, if it says the same. */
const later = (root: Element, control: Element): (() => HTMLElement | null) => {
  const path = pathTo(root, control);
  const says = control.textContent;
  return () => {
    const there = path.reduce<Element | undefined>((at, child) => at?.children[child], root);
    return there instanceof HTMLElement && there.textContent === says ? there : null;
  };
};

/** A menu opens when the pointer goes down. */
const press = (control: HTMLElement | null): void => {
  control?.focus();
  control?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
  control?.click();
};

/**
 * Keeps what is done from now on: controls that are pressed, keys where nothing has the focus, and what has it.
 * @returns does all of it, in its order, and keeps nothing more.
 */
export const hold = (root: HTMLElement): (() => void) => {
  const held: (() => void)[] = [];
  let focused = (): HTMLElement | null => null;
  const onClick = ({ target }: Event): void => {
    const control = target instanceof Element ? target.closest('button, summary') : null;
    if (control === null) return;
    const there = later(root, control);
    held.push(() => press(there()));
  };
  const onFocus = ({ target }: Event): void => {
    if (target instanceof Element) focused = later(root, target);
  };
  const onKey = ({ target, ctrlKey, altKey, metaKey, key, code, shiftKey }: KeyboardEvent): void => {
    if (target !== document.body || ctrlKey || altKey || metaKey) return;
    const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
    held.push(() => void document.body.dispatchEvent(again));
  };
  root.addEventListener('click', onClick);
  root.addEventListener('focusin', onFocus);
  addEventListener('keydown', onKey);
  return () => {
    root.removeEventListener('click', onClick);
    root.removeEventListener('focusin', onFocus);
    removeEventListener('keydown', onKey);
    if (document.activeElement === document.body) focused()?.focus();
    for (const done of held) done();
  };
};
