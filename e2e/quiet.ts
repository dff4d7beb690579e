/**
 * Each time something is not yet as a test expects it, Playwright writes down all roles and names of the page, for a message that
 * comes only when it is never so: for a page of a thousand elements that takes longer than what is waited for. It asks the `body` of
 * the document in its own world, where nothing else does; there it has none. A test that fails still writes them down once.
 */
import { selectors } from '@playwright/test';

/** The script of a selector is what Playwright runs in its own world, which is one without custom elements. */
const script = `(() => {
  if (customElements === null) Object.defineProperty(document, 'body', { get: () => null });
  return { query: () => null, queryAll: () => [] };
})()`;

await selectors.register('quiet', script, { contentScript: true });
