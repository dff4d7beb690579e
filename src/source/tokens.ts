/** C text as its preprocessor sees it: words, strings, comments, and where lines end. One pass, whatever the text. */

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'comment' | 'space' | 'newline' | 'other';
  readonly text: string;
}

/** What a text has most of comes first; only one of them fits anywhere. */
const parts: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_$][\w$]*/y],
  ['space', /(?:[ \t\f\v]|\\\r?\n)+/y],
  ['newline', /\r?\n|\r/y],
  ['number', /\.?\d[\w.]*/y],
  ['string', /"(?:[^"\\\r\n]|\\[^\r\n])*"?|'(?:[^'\\\r\n]|\\[^\r\n])*'?/y],
  ['other', /##|\.\.\.|->|<<|>>|[<>=!]=|&&|\|\||./sy],
];

const ALONE = '(){}[];,:?~';

/** The end of the comment that begins here; without one, the end of the text. */
function endOfComment(text: string, at: number): number {
  const isLong = text[at + 1] === '*';
  const end = text.indexOf(isLong ? '*/' : '\n', at + 2);
  if (end === -1) return text.length;
  return isLong ? end + 2 : end;
}

function tokenAt(text: string, at: number): Token {
  if (text[at] === '/' && (text[at + 1] === '*' || text[at + 1] === '/')) {
    return { kind: 'comment', text: text.slice(at, endOfComment(text, at)) };
  }
  // Most of a text is one of these, which no longer piece begins with.
  if (ALONE.includes(text.charAt(at))) return { kind: 'other', text: text.charAt(at) };
  for (const [kind, pattern] of parts) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found };
  }
  return { kind: 'other', text: text.charAt(at) };
}

/** Whoever reads a text looks at it for several things, one after the other. */
let latest: { readonly text: string; readonly found: readonly Token[] } = { text: '', found: [] };

export function tokens(text: string): readonly Token[] {
  if (latest.text === text) return latest.found;
  const found = split(text);
  latest = { text, found };
  return found;
}

function split(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    found.push(token);
    at += token.text.length;
  }
  return found;
}

/** How many lines end inside it. */
export const lineEnds = ({ text }: Token): number => text.split('\n').length - 1;

export const isBlank = ({ kind }: Token): boolean => kind === 'space' || kind === 'comment' || kind === 'newline';
