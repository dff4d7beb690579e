/** How much room an element of a panel has, as the browser has laid it out. */

const USUAL = 16;

/** How much larger than usual the text of the page is. */
export const zoomNow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

/**
 * From where the element begins to the lower edge of its panel, in whole CSS pixels. In a stack a panel is as high as what is in it,
 * up to a limit; everywhere else it has a height of its own.
 */
export const heightOf = (element: HTMLElement): number => {
  const scroller = element.closest<HTMLElement>('[data-panel] > div');
  const panel = scroller?.parentElement;
  if (!scroller || !panel) return 0;
  const limit = Number.parseFloat(getComputedStyle(panel).maxHeight);
  const head = panel.offsetHeight - scroller.offsetHeight;
  const whole = Number.isFinite(limit) ? limit - head : scroller.clientHeight;
  const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return Math.max(0, Math.floor(whole - top));
};
