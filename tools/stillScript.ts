/** The script in the page itself, which fetches the rest: `src/still/first.ts`. */
import { build, type Plugin } from 'vite';
import { inlineScript, isServed } from './oneFile.ts';

const ENTRY = 'src/still/first.ts';

/** Bundled, so that it stands on its own. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', lib: { entry: ENTRY, formats: ['iife'], name: 'first' } },
  });
  const [first] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (first?.type !== 'chunk') throw new Error(`${ENTRY} gave no script.`);
  return inlineScript(first.code.trim());
}

let once: Promise<string> | null = null;

/** Its text, which the page's policy has to name. */
export const stillScript = (): Promise<string> => {
  once ??= bundled();
  return once;
};

const SCRIPT = /\s*(?:<script type="module"[^>]*><\/script>|<link rel="modulepreload"[^>]*>)/g;

/**
 * The page with its scripts in a template, where a browser lets them lie.
 * @throws {Error} when there are none.
 */
export const setAside = (html: string): string => {
  const scripts = html.match(SCRIPT);
  if (scripts === null) throw new Error('index.html names no script.');
  return html.replace(SCRIPT, '').replace('</head>', () => `<template>${scripts.join('')}\n</template>\n</head>`);
};

/** For `vite build` of files on a host; after whatever names scripts in the page. */
export const stillInPage: Plugin = {
  name: 'still-in-page',
  apply: isServed,
  transformIndexHtml: {
    order: 'post',
    handler: async (html) => ({
      html: setAside(html),
      tags: [{ tag: 'script', children: await stillScript(), injectTo: 'head' }],
    }),
  },
};
