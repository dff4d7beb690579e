/** What has the focus now, or, when that is an entry of an open menu, the button of the menu: the entry is about to go. */
export const openerNow = (): HTMLElement | null => {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role=menu]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : activeElement;
  return opener instanceof HTMLElement ? opener : null;
};

export const nothingHasFocus = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** The focus goes back when what had it is gone; what was opened meanwhile keeps it, and is not closed by its loss. */
export const giveBack = (opener: HTMLElement | null): void => {
  if (nothingHasFocus()) opener?.focus();
};
