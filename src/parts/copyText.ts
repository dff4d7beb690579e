/** Onto the clipboard. Rejects when the browser does not let the app copy. */
export const copyText = (text: string): Promise<void> =>
  // There is no clipboard on a page that did not come over a safe connection.
  navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
