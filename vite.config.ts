import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstScreenCompiled } from './tools/firstScreenCompiled.ts';
import { firstScreenNamed } from './tools/firstScreenNamed.ts';
import { filesIn } from './tools/imports.ts';
import { isServed, named } from './tools/oneFile.ts';
import { serviceWorker } from './tools/serviceWorker.ts';
import { stillInPage, stillScript } from './tools/stillScript.ts';
import { stills } from './tools/stills.ts';

/** Nothing but the app's own files, whatever a link or a dependency may try. `style` attributes are React's. */
const policy = (script: string): readonly string[] => [
  "default-src 'self'",
  `script-src 'self' ${named(script)}`,
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Not in the development server, which needs inline scripts for hot reloading; the one file has a policy of its own. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: isServed,
  transformIndexHtml: async () => {
    const content = policy(await stillScript()).join('; ');
    return [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' }];
  },
};

const sheets = filesIn('src').filter((file) => file.endsWith('.module.css'));

/** Style sheet → its classes, in the order in which they were asked for: every build asks in the same. */
const classes = new Map<string, string[]>();

/** `b`, `c`, … `ba` … */
const letters = (at: number): string =>
  at.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));

/** `b30`: the class, and its file by its place among all. The usual names are 3 kB of the first screen. */
const className = (name: string, file: string): string => {
  const sheet = sheets.indexOf(relative('.', file.replace(/\?.*$/, '')).replaceAll('\\', '/'));
  if (sheet === -1) throw new Error(`${file} is not a style sheet below src.`);
  const named = classes.get(file) ?? [];
  classes.set(file, named);
  if (!named.includes(name)) named.push(name);
  return letters(named.indexOf(name)) + sheet;
};

// Tests draw panels as they are built: several times as fast as when React looks for mistakes meanwhile.
if (process.env.VITEST !== undefined) process.env.NODE_ENV = 'production';

export default defineConfig({
  // Relative addresses: the built files work from any path of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy, firstScreenNamed, firstScreenCompiled, stillInPage, stills, serviceWorker],
  resolve: {
    // React has had this hook itself since 18: @xstate/react need not bring a second one.
    alias: [{ find: /^use-sync-external-store\/shim(.*)$/, replacement: 'use-sync-external-store$1' }],
  },
  css: { modules: { generateScopedName: className } },
  build: {
    target: 'esnext',
    sourcemap: false,
    // Small fonts and images stay files; inside the style sheet everyone would have to load them.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What a lazy script imports in turn it asks for itself; naming it all beforehand makes the first load larger.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // Each name of a piece that comes later stands in the first script.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            // What the first screen needs anyway compresses better in a few pieces than in thirty.
            { name: 'titles', test: /src[\\/]scenarios[\\/](index|builders)\.ts/, priority: 3 },
            { name: 'core', test: /src[\\/]trace[\\/]trace\.ts/, priority: 2 },
            { name: 'app', test: /src[\\/]page\.tsx/, priority: 1 },
            { name: 'statechart', test: /src[\\/]panels[\\/]chart[\\/]Core\.tsx/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
