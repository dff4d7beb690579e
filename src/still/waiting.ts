/** What the script in the page and the app tell each other. */

export interface Opening {
  /** There are the page and its styles, and the still has been painted, or there is none, or it is late. */
  readonly ready: Promise<unknown>;
  /** The app is on the screen: what the reader did meanwhile is done now. */
  readonly release: () => void;
}

declare global {
  interface Window {
    /** Only in files on a host; elsewhere the app comes after the page, with nothing before it. */
    opening?: Opening;
  }
}
