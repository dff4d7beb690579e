/**
 * `npm run simplified`: collects what the code marks as simplified into `src/words/simplified.json`, which the app lists. A mark
 * is a paragraph of a docstring in three parts, `Simplified:`, `Reason:` and `Matters to:`. The last names what on the screen
 * it can matter to (see `src/words/simplified.ts`), or says `no single step`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Simplification } from '../src/words/simplified';
import { isSource } from './architecture';
import { filesIn } from './imports';

export const SIMPLIFIED_FILE = 'src/words/simplified.json';

const NOWHERE = 'no single step';

const MARK = /Simplified: (?<says>.*?) Reason: (?<reason>.*?) Matters to: (?<matters>.*?)\.$/;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The paragraphs of a docstring, each on one line. */
const paragraphs = (docstring: string): readonly string[] =>
  docstring
    .replace(/^\/\*\*|\*\/$/g, '')
    .split(/\n\s*\*?[ \t]*(?=\n|$)/)
    .map((text) =>
      text
        .replace(/\n?[ \t]*\*[ \t]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );

/** The marks of one file. A mark that is not whole is an error, with its place. */
export function marksIn(path: string, text: string): readonly Simplification[] {
  const docstrings = text.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  const marks = docstrings.flatMap(paragraphs).filter((each) => each.includes('Simplified: '));
  if (marks.length !== text.split('Simplified: ').length - 1) {
    throw new Error(`${path}: a mark stands in a docstring, in a paragraph of its own`);
  }
  return marks.map((mark) => {
    const found = MARK.exec(mark)?.groups;
    const [says, reason, matters] = [found?.says, found?.reason, found?.matters];
    if (says === undefined || reason === undefined || matters === undefined) {
      throw new Error(`${path}: 'Simplified: …', 'Reason: …' and 'Matters to: ….' belong together, found: ${mark}`);
    }
    return {
      file: path,
      says: capital(says),
      reason: capital(reason),
      matters: matters === NOWHERE ? [] : matters.split(', '),
    };
  });
}

/** Every mark of the app's own code, in the order of the files. */
export const simplifications = (): readonly Simplification[] =>
  filesIn('src')
    .filter(isSource)
    .sort()
    .flatMap((path) => marksIn(path, readFileSync(path, 'utf8')));

export const simplifiedText = (): string => `${JSON.stringify(simplifications(), null, 2)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(SIMPLIFIED_FILE, simplifiedText());
  console.log(`Written: ${SIMPLIFIED_FILE}`);
}
