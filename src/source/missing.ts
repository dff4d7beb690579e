/** What a parser expected where the text is no C: said as a compiler would say it. */
import type { SyntaxNode } from '@lezer/common';
import type { SourceProblem } from './preprocess';

/** What ends each of these. */
const ENDS: Readonly<Record<string, string>> = {
  Declaration: ';',
  FieldDeclaration: ';',
  ReturnStatement: ';',
  ExpressionStatement: ';',
  BreakStatement: ';',
  ContinueStatement: ';',
  GotoStatement: ';',
  InitializerList: '}',
  CompoundStatement: '}',
  EnumeratorList: '}',
  FieldDeclarationList: '}',
  ArgumentList: ')',
  ParameterList: ')',
  ParenthesizedExpression: ')',
  ConditionClause: ')',
  SubscriptExpression: ']',
  SubscriptDesignator: ']',
  String: 'the closing "',
  CharLiteral: "the closing '",
  InitializerPair: 'a value',
  InitDeclarator: 'a value',
  AssignmentExpression: 'a value',
  BinaryExpression: 'a value',
};

const READ_ON = 'read as if it were there';

/** So it is said of what the end of a text leaves open. */
export const IS_UNCLOSED = /^\} is missing\b.*is not closed$/s;

/** The words before a place, of one line. */
function before(text: string, at: number): string {
  const words = text.slice(Math.max(0, at - 40), at).trimEnd();
  const line = words.slice(words.lastIndexOf('\n') + 1).trim();
  // What a macro has become is nothing that the reader has written.
  return line.includes('__module_') ? '' : line.slice(-30);
}

/** Without the spaces and line ends before a place. */
function endOfWords(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** @param node an error of the parser's: a token that it leaves out, or a place where it missed one. */
export function problemAt(
  text: string,
  { from, to, parent, prevSibling, nextSibling }: SyntaxNode,
  lineOf: (at: number) => number,
): SourceProblem {
  const found = text.slice(from, to).trim().split('\n')[0] ?? '';
  if (found !== '') {
    const [template] = /^@+\w+@+/.exec(text.slice(from, from + 80)) ?? [];
    if (template !== undefined)
      return {
        line: lineOf(from),
        what: `“${template}”`,
        instead: 'left out: a script puts its value there. Write it in',
      };
    const what = `“${found.slice(0, 40)}”`;
    return found === '}' && parent?.parent == null
      ? { line: lineOf(from), what: `${what} closes nothing`, instead: 'left out' }
      : { line: lineOf(from), what: `${what} is not expected here`, instead: 'left out' };
  }
  // The line where the words before it end, not that of the next ones.
  const end = prevSibling?.to ?? from;
  const line = lineOf(endOfWords(text, end));
  const wanted = parent?.name === 'InitializerList' && nextSibling !== null ? ',' : ENDS[parent?.name ?? ''];
  const words = before(text, end);
  const after = words === '' ? '' : ` after “${words}”`;
  if (wanted === '}') {
    const opened = lineOf(parent?.from ?? from);
    return { line, what: `} is missing${after}: the { of line ${opened} is not closed`, instead: READ_ON };
  }
  if (wanted !== undefined) return { line, what: `${wanted} is missing${after}`, instead: READ_ON };
  return { line, what: `this is no declaration and no statement${after}`, instead: 'left out' };
}
