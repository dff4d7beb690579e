import { expect, it } from 'vitest';
import { firstLoad } from './firstLoad';

const files = new Map([
  [
    'index.html',
    `<link rel="icon" href="./favicon.svg"><link rel="stylesheet" crossorigin href="./assets/index.css">
     <link rel="modulepreload" href="./assets/react.js"><script type="module" src="./assets/index.js"></script>`,
  ],
  ['assets/index.css', '@font-face { src: url(./inter.woff2) }'],
  ['assets/react.js', 'export const a = 1;'],
  [
    'assets/index.js',
    "import { a } from './react.js'; import './shared.js'; export const b = () => import(`./lazy.js`);",
  ],
  ['assets/shared.js', "export { a } from './react.js';"],
]);

it('counts what the page names and what its scripts import at once, each file one time', () => {
  const sized = firstLoad((file) => {
    const text = files.get(file);
    if (text === undefined) throw new Error(`${file} is not part of the first load`);
    return text;
  });
  expect(sized.map(({ file }) => file)).toEqual([
    'assets/index.css',
    'assets/react.js',
    'assets/index.js',
    'assets/shared.js',
  ]);
  expect(sized.every(({ gzip, bytes }) => gzip > 20 && bytes > 0)).toBe(true);
});
