/** As much of a browser as drawing without one asks for. To be imported before anything that asks. */
import { matches, type Size } from './media';

let size: Size = { width: 0, height: 0 };

/** From now on media queries are about a window of this size. */
export const resizeTo = (next: Size): void => {
  size = next;
};

const parts = {
  window: globalThis,
  navigator: { maxTouchPoints: 0 },
  devicePixelRatio: 1,
  HTMLElement: class {},
  document: { querySelector: () => null, documentElement: { dataset: {} } },
  matchMedia: (query: string) => ({ matches: matches(query, size) }),
  addEventListener: () => undefined,
};

// Later versions of Node have a navigator of their own, which cannot be assigned to.
for (const [name, value] of Object.entries(parts))
  Object.defineProperty(globalThis, name, { value, configurable: true });
