import { readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { expect, it } from 'vitest';
import { filesIn } from '../../tools/imports';

/** `import styles from './a.module.css'`: the name, and the sheet. */
const SHEET = /^import (\w+) from '(\.[^']+\.module\.css)';$/gm;
const CLASS = /\.([A-Za-z][\w-]*)/g;

const classesOf = (sheet: string): ReadonlySet<string> =>
  new Set([...readFileSync(sheet, 'utf8').matchAll(CLASS)].map(([, name = '']) => name));

it('what a component takes from its style sheet is there', () => {
  const missing = filesIn('src')
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(SHEET)].flatMap(([, name = '', path = '']) => {
        const classes = classesOf(posix.join(dirname(file), path));
        const used = text.replaceAll(SHEET, '').matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'));
        return [...used].flatMap(([, each = '']) => (classes.has(each) ? [] : `${file}: ${name}.${each}`));
      });
    });
  expect(missing).toEqual([]);
});
