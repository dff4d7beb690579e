/** What the reader does while a still is on the screen: it is kept, and done once the app has taken its place. */

/** Which child of which child … of `root` it is. */
const pathTo = (root: Element, element: Element): number[] => {
  const { parentElement: parent } = element;
  if (element === root || parent === null) return [];
  return [...pathTo(root, parent), [...parent.children].indexOf(element)];
};

/** Presses the control that stands where another stood, if it says the same. A menu opens when the pointer goes down. */
const pressAgain = (root: Element, path: readonly number[], says: string | null): void => {
  const control = path.reduce<Element | undefined>((at, child) => at?.children[child], root);
  if (!(control instanceof HTMLElement) || control.textContent !== says) return;
  control.focus();
  control.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
  control.click();
};

/**
 * Keeps what is done from now on: controls that are pressed, and keys where nothing has the focus.
 * @returns does all of it, in its order, and keeps nothing more.
 */
export const hold = (root: HTMLElement): (() => void) => {
  const held: (() => void)[] = [];
  const onClick = ({ target }: Event): void => {
    const control = target instanceof Element ? target.closest('button, summary') : null;
    if (control === null) return;
    const path = pathTo(root, control);
    const says = control.textContent;
    held.push(() => pressAgain(root, path, says));
  };
  const onKey = ({ target, ctrlKey, altKey, metaKey, key, code, shiftKey }: KeyboardEvent): void => {
    if (target !== document.body || ctrlKey || altKey || metaKey) return;
    const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
    held.push(() => void document.body.dispatchEvent(again));
  };
  root.addEventListener('click', onClick);
  addEventListener('keydown', onKey);
  return () => {
    root.removeEventListener('click', onClick);
    removeEventListener('keydown', onKey);
    for (const done of held) done();
  };
};
