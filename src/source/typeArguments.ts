/** Types that a macro is given: `container_of(kobj, struct foo, kobj)`, `min_t(unsigned int, a, b)`. To a parser they are no expressions. */
import { isBlank, type Token } from './tokens';

/** What a parenthesis may stand behind, and is no call. */
const NO_CALLS: ReadonlySet<string> = new Set(
  ['if', 'while', 'for', 'switch', 'return', 'case', 'else', 'do', 'goto', 'sizeof', 'typeof', '__typeof__'].concat([
    '_Alignof',
    '__alignof__',
    'alignof',
    '__attribute__',
    'asm',
    '__asm__',
  ]),
);
const TAGS: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);
const QUALIFIERS: ReadonlySet<string> = new Set(['const', 'volatile']);
/** Words that are a type to the parser, whatever is defined. */
const BUILT_IN =
  /^(?:unsigned|signed|long|short|int|char|bool|float|double|void|s?size_t|u?intptr_t|u?int(?:8|16|32|64)_t)$/;

/** The end of the type that begins here, by the index of its last token; `null`: none does. */
function endOfType(all: readonly Token[], from: number): number | null {
  let hasType = false;
  let hasStar = false;
  let isOpen = false;
  let last = from;
  for (let at = from; at < all.length; at += 1) {
    const token = all[at];
    if (token === undefined) return null;
    if (isBlank(token)) continue;
    const { kind, text } = token;
    if (text === ',' || text === ')') return (hasType || hasStar) && !isOpen ? last : null;
    if (kind === 'word' && !hasStar && TAGS.has(text)) isOpen = true;
    else if (kind === 'word' && isOpen) {
      isOpen = false;
      hasType = true;
    } else if (kind === 'word' && BUILT_IN.test(text) && !hasStar) hasType ||= text !== 'void';
    else if (text === '*' && at > from) hasStar = true;
    else if (!(kind === 'word' && (QUALIFIERS.has(text) || (at === from && !hasType)))) return null;
    last = at;
  }
  return null;
}

/** The same with a name in place of each type that a call inside of a body is given. Takes time proportional to the length. */
export function withoutTypeArguments(all: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  /** For each open parenthesis whether it is that of a call. */
  const calls: boolean[] = [];
  let braces = 0;
  let before: Token | undefined;
  for (let at = 0; at < all.length; at += 1) {
    const token = all[at];
    if (token === undefined) break;
    const isFirst = braces > 0 && calls.at(-1) === true && (before?.text === '(' || before?.text === ',');
    const end = isFirst && token.kind === 'word' ? endOfType(all, at) : null;
    if (end !== null) {
      const type = all.slice(at, end + 1);
      const name = type.flatMap(({ kind, text }) => (kind === 'word' ? [text] : [])).join('_');
      before = { kind: 'word', text: `${name}_` };
      result.push(before, ...type.filter(({ kind }) => kind === 'newline'));
      at = end;
      continue;
    }
    result.push(token);
    if (isBlank(token)) continue;
    const { text } = token;
    if (text === '(') calls.push(before?.kind === 'word' && !NO_CALLS.has(before.text));
    else if (text === ')') calls.pop();
    else if (text === '{') braces += 1;
    else if (text === '}') braces = Math.max(0, braces - 1);
    before = token;
  }
  return result;
}
