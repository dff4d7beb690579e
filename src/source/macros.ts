/** `#define`, and what becomes of the names that it defines. ISO C 6.10.5, with an end to how far a text may grow. */
import { kernelMacros } from './kernelMacros';
import { isBlank, type Token, tokens } from './tokens';

interface Macro {
  /** `null`: it takes no parentheses. */
  readonly params: readonly string[] | null;
  readonly variadic: boolean;
  readonly body: readonly Token[];
}

/** Macros inside macros inside macros. */
const DEPTH = 64;
/** Tokens of one argument list. */
const ARGUMENTS = 2000;
/** A text grows by at most so many tokens. */
const GROWTH = 50_000;

const VARIABLE = '__VA_ARGS__';

/** Spaces for comments, none at the ends. */
function trimmed(body: readonly Token[]): readonly Token[] {
  const from = body.findIndex((token) => !isBlank(token));
  const to = body.findLastIndex((token) => !isBlank(token));
  return from === -1
    ? []
    : body.slice(from, to + 1).map((token) => (isBlank(token) ? { kind: 'space', text: ' ' } : token));
}

const textOf = (list: readonly Token[]): string => list.map(({ text }) => text).join('');

const quoted = (list: readonly Token[]): Token => ({
  kind: 'string',
  text: `"${textOf(trimmed(list)).replace(/["\\]/g, '\\$&')}"`,
});

/** Arguments of a call whose parenthesis opens at `at`, and where it closes. */
function argumentsAt(list: readonly Token[], at: number) {
  const found: Token[][] = [[]];
  let depth = 0;
  const last = Math.min(list.length, at + ARGUMENTS);
  for (let index = at; index < last; index += 1) {
    const token = list[index];
    if (token === undefined) break;
    if (token.text === ')') {
      depth -= 1;
      if (depth === 0) return { found, end: index };
    }
    if (token.text === ',' && depth === 1) found.push([]);
    else if (depth > 0) found.at(-1)?.push(token);
    if (token.text === '(') depth += 1;
  }
  return null;
}

export class Macros {
  readonly #known = new Map<string, Macro>();
  #growth = 0;
  #exhausted = false;

  constructor() {
    for (const line of kernelMacros) this.define(tokens(line));
  }

  /** It was asked for more than it gives: some names stand as they were. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  has(name: string): boolean {
    return this.#known.has(name);
  }

  /** What follows the word `#define`. `false`: it is no definition. */
  define(line: readonly Token[]): boolean {
    const at = line.findIndex((token) => !isBlank(token));
    const name = line[at];
    if (name?.kind !== 'word') return false;
    if (line[at + 1]?.text !== '(') {
      this.#known.set(name.text, { params: null, variadic: false, body: trimmed(line.slice(at + 1)) });
      return true;
    }
    const read = argumentsAt(line, at + 1);
    if (read === null) return false;
    const names = read.found.map((tokensOf) => textOf(trimmed(tokensOf))).filter((param) => param !== '');
    const last = names.at(-1);
    const variadic = last?.endsWith('...') === true;
    const rest = last === '...' ? VARIABLE : last?.slice(0, -3).trim();
    const params = variadic && rest !== undefined ? [...names.slice(0, -1), rest] : names;
    this.#known.set(name.text, { params, variadic, body: trimmed(line.slice(read.end + 1)) });
    return true;
  }

  undefine(name: string): void {
    this.#known.delete(name);
  }

  /** The tokens with every defined name put out in full. */
  expand(list: readonly Token[], hidden: ReadonlySet<string> = new Set()): readonly Token[] {
    const out: Token[] = [];
    for (let at = 0; at < list.length; at += 1) {
      const token = list[at];
      if (token === undefined) break;
      this.#growth += 1;
      const used = token.kind === 'word' && !hidden.has(token.text) ? this.use(list, at, hidden) : null;
      if (used === null) out.push(token);
      else {
        for (const each of used.tokens) out.push(each);
        at = used.end;
      }
    }
    return out;
  }

  /** What stands for the name at `at`; `null` when it stands for itself. `end` is the last token that was used. */
  use(
    list: readonly Token[],
    at: number,
    hidden: ReadonlySet<string> = new Set(),
  ): { readonly tokens: readonly Token[]; readonly end: number } | null {
    const name = list[at]?.text ?? '';
    const macro = this.#known.get(name);
    if (macro === undefined || hidden.size >= DEPTH || this.#isExhausted()) return null;
    const inside = new Set(hidden).add(name);
    if (macro.params === null) return { tokens: this.expand(macro.body, inside), end: at };
    let open = at + 1;
    while (open < list.length && open < at + 8 && isBlank(list[open] ?? { kind: 'other', text: '' })) open += 1;
    if (list[open]?.text !== '(') return null;
    const read = argumentsAt(list, open);
    if (read === null) {
      // Looked through for nothing: it counts, so that a text of nothing else comes to an end.
      this.#growth += Math.min(list.length - open, ARGUMENTS);
      return null;
    }
    return { tokens: this.expand(this.#filled(macro, read.found, hidden), inside), end: read.end };
  }

  #isExhausted(): boolean {
    this.#exhausted ||= this.#growth > GROWTH;
    return this.#exhausted;
  }

  /** The body with the arguments in place of the parameters, `#` and `##` done. */
  #filled({ params, variadic, body }: Macro, given: readonly (readonly Token[])[], hidden: ReadonlySet<string>) {
    const args = new Map<string, readonly Token[]>();
    for (const [index, param] of (params ?? []).entries()) {
      const isRest = variadic && index === (params?.length ?? 0) - 1;
      const tail = isRest
        ? given.slice(index).flatMap((arg, place) => (place === 0 ? arg : [comma, ...arg]))
        : given[index];
      args.set(param, trimmed(tail ?? []));
    }
    const out: Token[] = [];
    const words = body.filter((token, index) => !isBlank(token) || !touchesHash(body, index));
    for (let at = 0; at < words.length; at += 1) {
      const token = words[at];
      if (token === undefined) break;
      const next = words[at + 1];
      const stringed = token.text === '#' && next !== undefined ? args.get(next.text) : undefined;
      if (stringed !== undefined) {
        out.push(quoted(next?.text === VARIABLE && isStringify(body) ? this.expand(stringed, hidden) : stringed));
        at += 1;
      } else if (token.text === '##') {
        at += 1;
        this.#paste(out, next, args);
      } else {
        const arg = args.get(token.text);
        if (arg === undefined) out.push(token);
        else {
          this.#growth += arg.length;
          for (const each of next?.text === '##' ? arg : this.expand(arg, hidden)) out.push(each);
        }
      }
      this.#growth += 1;
    }
    return out;
  }

  /** `##`: the last token and the next become one. */
  #paste(out: Token[], next: Token | undefined, args: ReadonlyMap<string, readonly Token[]>): void {
    const right = next === undefined ? [] : (args.get(next.text) ?? [next]);
    const left = out.at(-1);
    if (left?.text === ',' && right.length === 0) {
      out.pop();
      return;
    }
    const [first, ...rest] = right;
    if (first === undefined) return;
    if (left === undefined || left.text === ',' || isBlank(left)) out.push(first, ...rest);
    else {
      out.pop();
      out.push(...tokens(left.text + first.text), ...rest);
    }
  }
}

const comma: Token = { kind: 'other', text: ',' };

/** `__stringify()` puts its argument out in full first, as the kernel's does by way of a second macro. */
const isStringify = (body: readonly Token[]): boolean => body.length === 2;

function touchesHash(body: readonly Token[], at: number): boolean {
  const before = body[at - 1]?.text;
  const after = body[at + 1]?.text;
  return before === '#' || before === '##' || after === '##';
}
