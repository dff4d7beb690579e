/** Finds parts of a page by what a reader knows of them: their role and their name. Runs in the page, in any browser. */

export interface Wanted {
  readonly role:
    | 'button'
    | 'combobox'
    | 'dialog'
    | 'option'
    | 'menuitem'
    | 'region'
    | 'alert'
    | 'slider'
    | 'tab'
    | 'any';
  /** The whole accessible name. */
  readonly name?: string;
  /** What its text has in it. */
  readonly text?: string;
}

/** Where it is in the window, in CSS pixels, and what it says. */
export interface Found {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  /** What lies over its middle when that is another part; empty when it can be pressed. */
  readonly coveredBy: string;
}

/** Self-contained: its text is sent to the browser. */
export function find({ role, name, text }: Wanted): readonly Found[] {
  const selectors: Readonly<Record<Wanted['role'], string>> = {
    button: 'button:not([role]), [role=button], summary',
    combobox: '[role=combobox], select',
    dialog: '[role=dialog], [role=alertdialog], dialog[open]',
    option: '[role=option]',
    menuitem: '[role=menuitem], [role=menuitemradio], [role=menuitemcheckbox]',
    region: '[role=region], section[aria-label], section[aria-labelledby]',
    alert: '[role=alert]',
    slider: '[role=slider], input[type=range]',
    tab: '[role=tab]',
    any: 'body *',
  };
  const plain = (words: string | null | undefined): string => (words ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    const named = by?.split(/\s+/).map((id) => plain(document.getElementById(id)?.textContent));
    return plain(named?.join(' ') || element.getAttribute('aria-label') || element.textContent);
  };
  const isThere = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-hidden=true], [inert]') === null;
  const over = (element: Element): Element | null => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2);
  };
  const isOn = (top: Element | null, element: Element): boolean =>
    top !== null && (element.contains(top) || top.contains(element));
  const describe = (element: Element): Found => {
    const shown = element.getBoundingClientRect();
    if (shown.bottom < 0 || shown.top > innerHeight || shown.right < 0 || shown.left > innerWidth) {
      element.scrollIntoView({ block: 'center', inline: 'center' });
    } else if (!isOn(over(element), element)) {
      // An entry at the edge of a menu that scrolls.
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = over(element);
    const isFree = isOn(top, element);
    return {
      x,
      y,
      width,
      height,
      text: plain(element.textContent),
      coveredBy: isFree ? '' : (top?.outerHTML.slice(0, 120) ?? 'the edge of the window'),
    };
  };
  return [...document.querySelectorAll(selectors[role])]
    .filter((element) => name === undefined || nameOf(element) === name)
    .filter((element) => text === undefined || plain(element.textContent).includes(text))
    .filter(isThere)
    .map(describe);
}
