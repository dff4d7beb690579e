/** What stands at the top of one C file: its functions, its variables with what they begin as, and what it says of itself. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/cpp';
import { MARK } from './kernelMacros';
import { problemAt } from './missing';
import type { SourceProblem } from './preprocess';

export interface Variable {
  readonly name: string;
  /** `klp_func` of `struct klp_func funcs[]`; `''` for what is no structure. */
  readonly struct: string;
  readonly isArray: boolean;
  /** `null`: all zero. */
  readonly init: SyntaxNode | null;
  readonly node: SyntaxNode;
}

export interface Func {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: SyntaxNode;
  readonly node: SyntaxNode;
}

export interface Unit {
  readonly text: string;
  readonly functions: ReadonlyMap<string, Func>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** `enum { A, B = 3 }`: the place of each name in its list, and what it is set to. */
  readonly constants: ReadonlyMap<string, { readonly place: number; readonly value: SyntaxNode | null }>;
  readonly problems: readonly SourceProblem[];
  readonly lineOf: (at: number) => number;
}

/** More are not named: a text with so many is no C. */
const MOST_PROBLEMS = 50;

export const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
};

/** Line ends before a place, by halving. */
function lines(text: string): (at: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The name inside a declarator, whatever is around it. */
function nameIn(declarator: SyntaxNode | null): SyntaxNode | null {
  let node = declarator;
  for (let depth = 0; node !== null && depth < 20; depth += 1) {
    if (node.name === 'Identifier') return node;
    node = childrenOf(node).find(({ name }) => name === 'Identifier' || name.endsWith('Declarator')) ?? null;
  }
  return null;
}

const isDeclarator = ({ name }: SyntaxNode): boolean =>
  name === 'Identifier' || name === 'InitDeclarator' || name.endsWith('Declarator');

export function readUnit(text: string): Unit {
  const functions = new Map<string, Func>();
  const variables = new Map<string, Variable>();
  const constants = new Map<string, { place: number; value: SyntaxNode | null }>();
  const problems: SourceProblem[] = [];
  const lineOf = lines(text);
  const said = ({ from, to }: { readonly from: number; readonly to: number }): string => text.slice(from, to);
  const top = parser.parse(text).topNode;

  const addFunction = (node: SyntaxNode): void => {
    const declarator = findDeclarator(node);
    const name = nameIn(declarator);
    const body = node.getChild('CompoundStatement');
    if (declarator === null || name === null || body === null) return;
    const params = (declarator.getChild('ParameterList')?.getChildren('ParameterDeclaration') ?? []).map((param) => {
      const last = childrenOf(param).findLast(isDeclarator);
      const given = last === undefined ? null : nameIn(last);
      return given === null ? '' : said(given);
    });
    functions.set(said(name), { name: said(name), params, body, node });
    // Some keep what they give to livepatching inside the function that gives it.
    for (const inside of body.getChildren('Declaration')) {
      if (said(inside).includes('klp_')) addVariables(inside, true);
    }
  };

  const addVariables = (node: SyntaxNode, isInside = false): void => {
    const type = node.getChild('StructSpecifier')?.getChild('TypeIdentifier');
    if (isInside && !(type && said(type).startsWith('klp_'))) return;
    for (const declarator of childrenOf(node).filter(isDeclarator)) {
      const isSet = declarator.name === 'InitDeclarator';
      const name = nameIn(declarator);
      if (name === null || declarator.name === 'FunctionDeclarator') continue;
      const init = isSet ? (declarator.lastChild ?? null) : null;
      const known = variables.get(said(name));
      if (known !== undefined && (isInside || (known.init !== null && init === null))) continue;
      const isArray = /\[/.test(text.slice(declarator.from, init?.from ?? declarator.to));
      variables.set(said(name), { name: said(name), struct: type ? said(type) : '', isArray, init, node: declarator });
    }
  };

  const addConstants = (list: SyntaxNode): void => {
    list.getChildren('Enumerator').forEach((each, place) => {
      const name = each.getChild('Identifier');
      const value = childrenOf(each).slice(1).at(-1) ?? null;
      if (name !== null) constants.set(said(name), { place, value });
    });
  };

  for (let node = top.firstChild; node !== null; node = node.nextSibling) {
    if (node.name === 'FunctionDefinition') addFunction(node);
    else if (node.name === 'Declaration') addVariables(node);
    const list = node.name === 'EnumSpecifier' ? node : node.getChild('EnumSpecifier');
    const enumerators = list?.getChild('EnumeratorList');
    if (enumerators) addConstants(enumerators);
  }

  let last = 0;
  top.cursor().iterate(({ type, node }) => {
    if (!type.isError || problems.length >= MOST_PROBLEMS) return;
    const problem = problemAt(text, node, lineOf);
    if (problem.line !== last) problems.push(problem);
    last = problem.line;
  });
  return { text, functions, variables, constants, problems, lineOf };
}

/** `int (*f(void))(int) { … }` has its name some levels down. */
function findDeclarator(node: SyntaxNode): SyntaxNode | null {
  let found: SyntaxNode | null = node;
  for (let depth = 0; found !== null && depth < 8; depth += 1) {
    const inner: SyntaxNode | null = found.getChild('FunctionDeclarator');
    if (inner !== null) return inner;
    found = childrenOf(found).find(({ name }) => name.endsWith('Declarator')) ?? null;
  }
  return null;
}

/** What the macros of `kernelMacros.ts` have left behind: `[what follows the mark, its initializer]`. */
export const marked = (unit: Unit, mark: keyof typeof MARK): readonly (readonly [string, Variable])[] =>
  [...unit.variables.values()].flatMap((variable) =>
    variable.name.startsWith(MARK[mark]) ? [[variable.name.slice(MARK[mark].length), variable] as const] : [],
  );
