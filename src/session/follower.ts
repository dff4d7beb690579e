/** What follows the viewer one frame behind, so that a step is seen at once, however much the rest of the screen has to do. */
import type { ReadonlyStore } from '../viewer/store';

/** Calls back once the next frame has been painted; soon, where there is none. */
export type AfterPaint = (then: () => void) => void;

/** Milliseconds; a window that nobody sees paints nothing. */
const AT_LATEST = 100;

const afterPaint: AfterPaint = (then) => {
  const late = setTimeout(go, AT_LATEST);
  let gone = false;
  function go(): void {
    if (gone) return;
    gone = true;
    clearTimeout(late);
    then();
  }
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = go;
    port2.postMessage(null);
  });
};

/** Shows what `store` showed at the last call back. However often that changes meanwhile, it is called back once. */
export const follow = (store: ReadonlyStore, after: AfterPaint): ReadonlyStore => {
  const listeners = new Set<Parameters<ReadonlyStore['subscribe']>[0]>();
  let shown = store.getState();
  let isBehind = false;
  let leave: (() => void) | null = null;

  const catchUp = (): void => {
    isBehind = false;
    const before = shown;
    shown = store.getState();
    if (shown !== before) for (const listener of listeners) listener(shown, before);
  };
  const fallBehind = (): void => {
    if (isBehind) return;
    isBehind = true;
    after(catchUp);
  };
  // Nobody looks: then there is nothing to be behind of.
  const getState = () => {
    if (leave === null) shown = store.getState();
    return shown;
  };
  return {
    getState,
    getInitialState: store.getInitialState,
    subscribe: (listener) => {
      getState();
      listeners.add(listener);
      leave ??= store.subscribe(fallBehind);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        leave?.();
        leave = null;
      };
    },
  };
};

const followers = new WeakMap<ReadonlyStore, ReadonlyStore>();

/** The one that follows this viewer's store. */
export const followerOf = (store: ReadonlyStore): ReadonlyStore => {
  const known = followers.get(store) ?? follow(store, afterPaint);
  followers.set(store, known);
  return known;
};
