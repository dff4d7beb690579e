/**
 * Has Chromium compile the scripts of the first screen whole, on a thread of its own while they arrive. Nearly all of their functions are called before
 * the screen is there, and each would else be compiled on the main thread at its first call. Other browsers read a comment.
 * See https://v8.dev/blog/explicit-compile-hints.
 */
import type { Plugin } from 'vite';
import { firstScripts } from './firstScripts.ts';
import { isServed } from './oneFile.ts';

const HINT = '//# allFunctionsCalledOnLoad\n';

/** For `vite build` of files on a host. */
export const firstScreenCompiled: Plugin = {
  name: 'first-screen-compiled',
  apply: isServed,
  generateBundle: {
    order: 'post',
    handler: (_options, bundle) => {
      for (const script of firstScripts(bundle)) script.code = HINT + script.code;
    },
  },
};
