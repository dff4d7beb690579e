/** C as pages and patches carry it: between other words, added by a diff. Its lines stay where they are. */
import { type Given, hasC, kindOf } from './kind';

const FENCE = /^\s*(?:```|~~~)/;
/** With one of these the C of a text begins. */
const BEGINS =
  /^\s*(?:#\s*(?:include|define|ifdef|ifndef|if|undef|pragma)\b|\/\*|\/\/|(?:static|struct|extern|typedef|enum|const|int|void|bool)\b.*[;{},(*=)\]]\s*$|(?:MODULE|DEFINE|DECLARE|EXPORT)_\w+\(|module_\w+\()/;
/** With one of these it may end. */
const ENDS = /[;{})](?: ?\/[*/].*)?$|\*\/$|^\s*#\s*(?:endif|include|define)\b/;

/** Which lines can be C, if nothing else claims them: the rest are words of somebody's. */
export function codeLines(all: readonly string[]): (index: number) => boolean {
  const from = all.findIndex((line) => BEGINS.test(line.slice(0, 300)));
  const to = all.findLastIndex((line) => ENDS.test(line.slice(-160).trimEnd()));
  const isOutside = outsideFences(all);
  return (index) => index >= from && index <= to && !isOutside(index);
}

/** Around the blocks of code of a page; nowhere when it has none. */
function outsideFences(all: readonly string[]): (index: number) => boolean {
  const fences = all.flatMap((line, index) => (FENCE.test(line) ? [index] : []));
  if (fences.length === 0) return () => false;
  const outside = new Set(fences);
  let isInside = false;
  for (const [index, line] of all.entries()) {
    if (FENCE.test(line)) isInside = !isInside;
    else if (!isInside) outside.add(index);
  }
  return (index) => outside.has(index);
}

/** Each is as long as what stands before it: a diff with many would not be read in time proportional to its length. */
const MOST_FILES = 50;

/** Each file of a diff as it will be, as far as the diff shows it. */
function filesOfDiff(text: string): readonly Given[] {
  const files: { name: string; lines: string[]; isNew: boolean }[] = [];
  let isHunk = false;
  let isNew = false;
  for (const [index, line] of text.split('\n').entries()) {
    const [, name] = /^\+\+\+ (?:b\/)?(\S+)/.exec(line) ?? [];
    if (name !== undefined && files.length === MOST_FILES) break;
    if (name !== undefined)
      files.push({ name: name.replace(/^.*\//, ''), lines: Array<string>(index).fill(''), isNew });
    if (line.startsWith('--- ')) isNew = line.startsWith('--- /dev/null');
    if (/^(?:diff --git |--- |-- $)/.test(line) || name !== undefined) isHunk = false;
    else if (line.startsWith('@@ ')) isHunk = true;
    const lines = files.at(-1)?.lines;
    if (lines === undefined) continue;
    const isAfter = isHunk && /^[ +]/.test(line);
    lines[index] = isAfter ? line.slice(1) : '';
  }
  return files.map(({ name, lines, isNew: isWhole }) => ({
    name,
    text: lines.join('\n'),
    ...(!isWhole && { isPart: true }),
  }));
}

/** The texts in it that can be read; the same when nothing is around it. */
export function unwrapped(given: Given): readonly Given[] {
  if (kindOf(given) !== 'diff') return [given];
  const files = filesOfDiff(given.text).filter(({ name = '', text }) => name.endsWith('.c') && hasC(text));
  return files.length > 0 ? files : [given];
}
