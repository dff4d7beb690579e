/** Names in the page what its first screen is made of, so that the browser fetches everything at once. */
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { type Bundle, firstScripts } from './firstScripts.ts';
import { isServed } from './oneFile.ts';

/** The tags for what a page does not name by itself. */
function tagsFor(html: string, bundle: Bundle): HtmlTagDescriptor[] {
  const scripts = firstScripts(bundle);
  const styles = scripts.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  const link = (rel: string, file: string): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { rel, crossorigin: true, href: `./${file}` },
    // What stands in the page is drawn before a style sheet that comes after it.
    injectTo: rel === 'stylesheet' ? 'body' : 'head',
  });
  // The style sheet names them too, but only for text that is there: then all of it would be laid out a second time.
  const fonts = Object.keys(bundle).filter((file) => file.endsWith('.woff2'));
  const font = (file: string): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: {
      rel: 'preload',
      as: 'font',
      type: 'font/woff2',
      crossorigin: true,
      fetchpriority: 'low',
      href: `./${file}`,
    },
    injectTo: 'head',
  });
  return [
    ...[...new Set(styles)].map((file) => link('stylesheet', file)),
    ...scripts.map(({ fileName }) => link('modulepreload', fileName)),
    ...fonts.map(font),
  ].filter(({ attrs }) => !html.includes(String(attrs?.href)));
}

/** Vite's own code that fetches a style sheet when something needs it. */
const PRELOADER = 'vite/preload-helper';

const CHANGES: readonly (readonly [part: string | RegExp, instead: string])[] = [
  // Style sheets that come later stand behind that of the first screen: they say how its parts differ where they are used.
  ['document.head.appendChild(', 'document.body.appendChild('],
  // What it would fetch otherwise is style sheets alone, without a nonce: 150 bytes of the first screen.
  [/(const scriptRel = ).*?(?=;const assetsURL)/s, "$1''"],
  [/const cspNonceMeta = .*?;\s*const cspNonce = .*?;/s, ''],
  [/if \(cspNonce\) .*?;/, ''],
  [/if \(import\.meta\.resolve\) .*?;/, ''],
];

/** @throws {Error} when it is not written as it used to be. */
export const fitted = (code: string): string =>
  CHANGES.reduce((text, [part, instead]) => {
    const next = text.replace(part, instead);
    if (next === text) throw new Error(`${PRELOADER} is not written as it used to be: no ${part}.`);
    return next;
  }, code);

/** For `vite build` of files on a host. */
export const firstScreenNamed: Plugin = {
  name: 'first-screen-named',
  apply: isServed,
  transform: { filter: { id: new RegExp(PRELOADER) }, handler: fitted },
  transformIndexHtml: { order: 'post', handler: (html, { bundle }) => (bundle ? tagsFor(html, bundle) : []) },
};
