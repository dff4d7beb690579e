/** The browser's storage without its surprises: it may be forbidden, full, or emptied at any moment. Never throws. */

/** What is used of the browser's `Storage`. */
export interface RawStorage {
  readonly length: number;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
}

export interface SafeStorage {
  read(key: string): string | null;
  /** False when nothing was kept: storage is forbidden or full. */
  write(key: string, text: string): boolean;
  remove(key: string): void;
  /** Keys that begin with `prefix`. */
  keys(prefix: string): readonly string[];
}

const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};

/** `open` is called each time, because naming `localStorage` throws where cookies are blocked. */
export const safeStorage = (open: () => RawStorage | null | undefined): SafeStorage => ({
  read: (key) => attempt(() => open()?.getItem(key) ?? null, null),
  write: (key, text) =>
    attempt(() => {
      const storage = open();
      storage?.setItem(key, text);
      return storage !== null && storage !== undefined;
    }, false),
  remove: (key) => attempt(() => open()?.removeItem(key), undefined),
  keys: (prefix) =>
    attempt(() => {
      const storage = open();
      const found: string[] = [];
      for (let at = 0; storage && at < storage.length; at++) {
        const key = storage.key(at);
        if (key?.startsWith(prefix)) found.push(key);
      }
      return found;
    }, []),
});

/** Keeps nothing. For pictures of the workbench that are nobody's work. */
export const noStorage: SafeStorage = safeStorage(() => null);

/** Ten letters and digits that nothing else is called by. */
export const randomId = (): string => Math.random().toString(36).slice(2, 12).padEnd(10, '0');

/** Everything of ours begins with this. */
export const PREFIX = 'livepatch-explorer/';

/** JSON that may be anything at all. */
export const parseJson = (text: string): { readonly json: unknown } | null =>
  attempt(() => ({ json: JSON.parse(text) }), null);
