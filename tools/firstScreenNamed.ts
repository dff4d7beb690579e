/** Names in the page what its first screen is made of, so that the browser fetches everything at once. */
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { isServed } from './oneFile.ts';

/** What `src/main.tsx` asks for. */
const FIRST = '/src/page.tsx';

type Bundle = Readonly<Record<string, Rolldown.OutputAsset | Rolldown.OutputChunk>>;

/** A chunk and everything that it imports statically. */
function withImports(bundle: Bundle, file: string, found = new Set<string>()): ReadonlySet<string> {
  const chunk = bundle[file];
  if (found.has(file) || chunk?.type !== 'chunk') return found;
  found.add(file);
  for (const each of chunk.imports) withImports(bundle, each, found);
  return found;
}

/**
 * The tags for what a page does not name by itself.
 * @throws {Error} when the script of the first screen is not there.
 */
function tagsFor(html: string, bundle: Bundle): HtmlTagDescriptor[] {
  const first = Object.values(bundle).find(
    (each) => each.type === 'chunk' && each.moduleIds.some((id) => id.endsWith(FIRST)),
  );
  if (first === undefined) throw new Error(`There is no chunk of ${FIRST}.`);
  const scripts = [...withImports(bundle, first.fileName)];
  const styles = scripts.flatMap((file) => {
    const chunk = bundle[file];
    return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : [];
  });
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
    ...scripts.map((file) => link('modulepreload', file)),
    ...fonts.map(font),
  ].filter(({ attrs }) => !html.includes(String(attrs?.href)));
}

/** For `vite build` of files on a host. */
export const firstScreenNamed: Plugin = {
  name: 'first-screen-named',
  apply: isServed,
  transformIndexHtml: { order: 'post', handler: (html, { bundle }) => (bundle ? tagsFor(html, bundle) : []) },
};
