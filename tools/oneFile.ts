/** The whole app as one page that runs from a USB stick: `file://`, no server, no network. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConfigEnv, InlineConfig, Plugin, Rolldown, UserConfig } from 'vite';

/** The name of the one file. */
export const ONE_FILE = 'livepatch-explorer.html';

/** The Vite mode of this build; see `vite.config.ts`. */
const ONE_FILE_MODE = 'single';

/** For plugins of the ordinary build, whose files lie on a host. */
export const isServed = (_: UserConfig, { command, mode, isSsrBuild }: ConfigEnv): boolean =>
  command === 'build' && mode !== ONE_FILE_MODE && isSsrBuild !== true;

/** How a policy names a script that stands in the page. */
export const named = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Anything but what is in the page itself is refused by the browser, so that nothing can ask for a file beside it. */
const policy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src ${named(script)}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A script in a page ends at the first `</script`, even inside of a string; `<!--` would begin a comment. */
export const inlineScript = (code: string): string => code.replaceAll(/<(?=\/script|!--)/gi, '\\x3C');

/** Only `</style` could end it early, and no style sheet of ours has a use for that. */
const inlineStyle = (code: string): string => code.replaceAll(/<(?=\/style)/gi, '\\3C ');

/**
 * A page with its script and its style inside instead of beside it. Other links to files, the web manifest for example, go.
 * @param icon the text of an SVG.
 * @throws {Error} when the page has no head to put them in.
 */
export function onePage(html: string, parts: { script: string; style: string; icon: string }): string {
  const script = inlineScript(parts.script);
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy(script)}">`,
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(parts.icon)}">`,
    `<style>${inlineStyle(parts.style)}</style>`,
  ].join('\n');
  const bare = html
    .replaceAll(/[ \t]*<script\b[^>]*\bsrc="[^"]*"[^>]*><\/script>\n?/g, '')
    .replaceAll(/[ \t]*<link\b[^>]*>\n?/g, '');
  const [before, after, ...more] = bare.split('<meta charset="utf-8" />');
  const [body, end, ...others] = (after ?? '').split('</body>');
  if (before === undefined || body === undefined || end === undefined || more.length + others.length > 0) {
    throw new Error('index.html must have one <meta charset="utf-8" /> and one </body>.');
  }
  return `${before}<meta charset="utf-8" />\n${head}${body}<script type="module">${script}</script>\n</body>${end}`;
}

const textOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): string => {
  const content = file.type === 'chunk' ? file.code : file.source;
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
};

/** Puts what was built into the page. Refuses when something is left that would have to lie beside it. */
const oneFile: Plugin = {
  name: 'one-file',
  // After Vite's own, which still has to write into the script.
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const files = Object.values(bundle);
      const page = files.find(({ fileName }) => fileName === 'index.html');
      const [script, ...scripts] = files.filter(({ fileName }) => fileName.endsWith('.js'));
      const [style, ...styles] = files.filter(({ fileName }) => fileName.endsWith('.css'));
      const rest = files.filter((file) => ![page, script, style].includes(file));
      if (page === undefined || script === undefined || style === undefined) throw new Error('Nothing was built.');
      if (rest.length > 0) {
        const names = [...scripts, ...styles, ...rest].map(({ fileName }) => fileName);
        throw new Error(`These would lie beside the one file: ${[...new Set(names)].join(', ')}.`);
      }
      const source = onePage(textOf(page), {
        script: textOf(script),
        style: textOf(style),
        icon: readFileSync('public/favicon.svg', 'utf8'),
      });
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: 'asset', fileName: ONE_FILE, source });
    },
  },
};

/** What differs from the ordinary build. @param outDir the folder for the one file. */
export const oneFileConfig = (outDir: string): InlineConfig => ({
  mode: ONE_FILE_MODE,
  plugins: [oneFile],
  build: {
    outDir,
    emptyOutDir: true,
    copyPublicDir: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
