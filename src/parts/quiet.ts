/** The time after the first screen is there. What is not on it waits for that: it would only hold it up. */

/** Should nobody say so, it is there this long after everything that the page names. */
const AT_MOST_MS = 3000;
/** A frame in which nothing changed keeps Chromium from saying that it is idle: then this long is idle enough. */
const IDLE_MS = 400;

let isThere = typeof document === 'undefined';
const waiting = new Set<() => void>();

let isDrawn = isThere;
const afterwards = new Set<() => void>();

const draw = (): void => {
  isDrawn = true;
  for (const each of afterwards) each();
  afterwards.clear();
};

/** Waits until the first screen has been drawn; then at once. */
export const onceDrawn = (then: () => void): void => {
  if (isDrawn) then();
  else afterwards.add(then);
};

const open = (): void => {
  draw();
  isThere = true;
  for (const each of waiting) each();
  waiting.clear();
};

/** Not every browser says when it has nothing to do. */
export const whenIdle = (then: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(then, { timeout: IDLE_MS });
  else setTimeout(then, 200);
};

if (!isThere) addEventListener('load', () => setTimeout(open, AT_MOST_MS), { once: true });

/**
 * There is something to show: once it has been drawn and the browser has nothing else to do, it is quiet. What has waited for the
 * drawing begins in a task of its own, so that it does not hold up a frame.
 */
export const screenIsThere = (): void => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      setTimeout(draw);
      whenIdle(open);
    }),
  );
};

export const isQuiet = (): boolean => isThere;

export const onQuiet = (listener: () => void): (() => void) => {
  waiting.add(listener);
  return () => waiting.delete(listener);
};
