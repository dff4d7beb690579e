/** What a C expression is worth, as far as a reader of the file can tell. */
import type { SyntaxNode } from '@lezer/common';
import { errnoNamed } from '../kernel/errno';
import { childrenOf, type Unit } from './unit';

/** A number, a text, the name of a function or a variable (also `&name`), NULL, or something that only running it would tell. */
export type Value =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'unknown'; readonly node: SyntaxNode };

/** `funcs[2]`, as the name of what a pointer into an array leads to. */
export function placeNamed(name: string): { readonly name: string; readonly index: number } {
  const [, base = name, index = '0'] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
  return { name: base, index: Number(index) };
}

/** `funcs + 2` and `&funcs[2]`: so much further in an array of structures. */
export function further(value: Value, by: Value, { unit }: Scope): Value | null {
  if (value.kind !== 'name' || by.kind !== 'number') return null;
  const { name, index } = placeNamed(value.value);
  if (!unit.variables.get(name)?.struct.startsWith('klp_')) return null;
  return { kind: 'name', value: index + by.value === 0 ? name : `${name}[${index + by.value}]` };
}

/** What names stand for besides what the file says: the parameters of a function that is being read. */
export type Names = (name: string) => Value | undefined;

export interface Scope {
  readonly unit: Unit;
  readonly names?: Names;
  /** `obj->mod->name` and the like. */
  readonly fields?: (text: string) => Value | undefined;
}

const number = (value: number): Value => ({ kind: 'number', value });
export const text = (value: string): Value => ({ kind: 'text', value });

const DEPTH = 100;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
};

/** A string literal without its quotation marks, or a character. */
const unquoted = (literal: string): string =>
  literal.replace(/^[^"']*["']|["']$/g, '').replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)/gs, (_, code: string) => {
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return escapes[code] ?? code;
  });

function numberOf(literal: string): number | null {
  const [, digits = ''] = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)[uUlLzZ]*$/.exec(literal) ?? [];
  if (digits === '') return null;
  return /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

const binary: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
  '<<': (left, right) => left * 2 ** right,
  '>>': (left, right) => Math.floor(left / 2 ** right),
  '&': (left, right) => Number(BigInt(left) & BigInt(right)),
  '|': (left, right) => Number(BigInt(left) | BigInt(right)),
  '^': (left, right) => Number(BigInt(left) ^ BigInt(right)),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<': (left, right) => Number(left < right),
  '>': (left, right) => Number(left > right),
  '<=': (left, right) => Number(left <= right),
  '>=': (left, right) => Number(left >= right),
  '&&': (left, right) => Number(left !== 0 && right !== 0),
  '||': (left, right) => Number(left !== 0 || right !== 0),
};

const unary: Readonly<Record<string, (value: number) => number>> = {
  '-': (value) => 0 - value,
  '+': (value) => value,
  '!': (value) => Number(value === 0),
  '~': (value) => -value - 1,
};

/** Stands for what is left out in `a ?: b`. */
export const SAME = '__same';

/** Whether a condition holds; `null` when only running it would tell. */
export const truth = (value: Value): boolean | null => {
  switch (value.kind) {
    case 'number':
      return value.value !== 0;
    case 'null':
      return false;
    case 'text':
      return true;
    default:
      return null;
  }
};

const asNumber = (value: Value): number | null => {
  if (value.kind === 'number') return Number.isSafeInteger(value.value) ? value.value : null;
  return value.kind === 'null' ? 0 : null;
};

export function evaluate(node: SyntaxNode, scope: Scope, depth = 0): Value {
  const unknown: Value = { kind: 'unknown', node };
  if (depth > DEPTH) return unknown;
  const said = scope.unit.text.slice(node.from, node.to);
  const inner = (child: SyntaxNode | null | undefined): Value =>
    child === null || child === undefined ? unknown : evaluate(child, scope, depth + 1);
  const operands = () => childrenOf(node).filter(({ name }) => !/^(\W|\w*Op$)/.test(name));
  switch (node.name) {
    case 'Number': {
      const value = numberOf(said);
      return value === null ? unknown : number(value);
    }
    case 'CharLiteral':
      return number(unquoted(said).codePointAt(0) ?? 0);
    case 'String':
      return text(unquoted(said));
    case 'ConcatenatedString':
      return text(
        node
          .getChildren('String')
          .map((each) => unquoted(scope.unit.text.slice(each.from, each.to)))
          .join(''),
      );
    case 'True':
      return number(1);
    case 'False':
      return number(0);
    case 'NULL':
      return { kind: 'null' };
    case 'Identifier':
      return named(said, node, scope, depth);
    case 'FieldExpression':
      return (
        scope.fields?.(said.replace(/\s+/g, '')) ??
        (/^THIS_MODULE\s*->\s*name$/.test(said) ? text('{module}') : unknown)
      );
    case 'SubscriptExpression':
      return scope.fields?.(said.replace(/\s+/g, '')) ?? elementAt(node, scope, inner) ?? unknown;
    case 'CallExpression':
      return arraySize(node, scope) ?? unknown;
    case 'ParenthesizedExpression':
    case 'CastExpression':
    case 'ConditionClause':
      return inner(operands().at(-1));
    case 'PointerExpression': {
      // `&objs[0]` is where the array begins.
      const [operand] = operands().slice(-1);
      if (operand?.name !== 'SubscriptExpression') return inner(operand);
      const array = inner(operand.firstChild);
      const index = inner(childrenOf(operand).at(-2));
      return index.kind === 'number' && index.value === 0 ? array : (further(array, index, scope) ?? inner(operand));
    }
    case 'UnaryExpression': {
      const value = asTruth(node, inner(operands().at(-1)), scope);
      const apply = unary[scope.unit.text.slice(node.from, node.firstChild?.to ?? node.from)];
      return value === null || apply === undefined ? unknown : number(apply(value));
    }
    case 'BinaryExpression': {
      const [one, two] = operands().map(inner);
      const [left, right] = [one, two].map((each) => (each === undefined ? null : asNumber(each)));
      const operator = childrenOf(node).find(({ name }) => name.endsWith('Op'));
      const sign = operator && scope.unit.text.slice(operator.from, operator.to);
      const moved = sign === '+' && one !== undefined && two !== undefined ? further(one, two, scope) : null;
      if (moved !== null) return moved;
      const apply = sign === undefined ? undefined : binary[sign];
      return left == null || right == null || apply === undefined ? unknown : finite(apply(left, right), unknown);
    }
    case 'ConditionalExpression': {
      const way = oneOf(operands(), scope, depth + 1);
      return way === null ? unknown : inner(way);
    }
    default:
      return unknown;
  }
}

/** `names[1]` of `static const char *names[] = { "a", "b" }`. */
function elementAt(node: SyntaxNode, scope: Scope, inner: (child: SyntaxNode | undefined) => Value): Value | null {
  const [array, , index] = childrenOf(node);
  const list = array?.name === 'Identifier' ? listOf(scope.unit.text.slice(array.from, array.to), scope) : null;
  const place = list === null ? null : inner(index);
  return place?.kind === 'number' ? inner(list?.[place.value]) : null;
}

/** What `ARRAY_SIZE()` has become. */
function arraySize(node: SyntaxNode, scope: Scope): Value | null {
  const [, name = ''] = /^__array_size\s*\(\s*(\w+)\s*\)$/.exec(scope.unit.text.slice(node.from, node.to)) ?? [];
  const list = name === '' ? null : listOf(name, scope);
  return list === null ? null : number(list.length);
}

/** The elements of an array of texts, numbers or functions, none of which is put in its place. */
function listOf(name: string, { unit }: Scope): readonly SyntaxNode[] | null {
  const variable = unit.variables.get(name);
  if (variable?.isArray !== true || variable.init?.name !== 'InitializerList') return null;
  const elements = childrenOf(variable.init).filter((child) => /^\w/.test(child.name));
  return elements.some((child) => child.name === 'InitializerPair') ? null : elements;
}

/** Which of `condition ? yes : no` it is; `null` when only running it would tell. */
export function oneOf(
  [condition, yes, no]: readonly (SyntaxNode | undefined)[],
  scope: Scope,
  depth = 0,
): SyntaxNode | null {
  const holds = condition === undefined ? null : truth(evaluate(condition, scope, depth));
  if (holds === null) return null;
  const isSame = yes !== undefined && scope.unit.text.slice(yes.from, yes.to) === SAME;
  return (holds ? (isSame ? condition : yes) : no) ?? null;
}

const finite = (value: number, otherwise: Value): Value => (Number.isSafeInteger(value) ? number(value) : otherwise);

/** `!pointer` is about whether there is one. */
function asTruth(node: SyntaxNode, value: Value, { unit }: Scope): number | null {
  if (unit.text[node.from] !== '!') return asNumber(value);
  const holds = truth(value);
  return holds === null ? null : Number(holds);
}

function named(name: string, node: SyntaxNode, scope: Scope, depth: number): Value {
  const known = scope.names?.(name);
  if (known !== undefined) return known;
  if (name === 'true') return number(1);
  if (name === 'false') return number(0);
  const errno = errnoNamed(name);
  if (errno !== undefined) return number(errno);
  const constant = scope.unit.constants.get(name);
  if (constant !== undefined)
    return constant.value === null ? number(constant.place) : evaluate(constant.value, scope, depth + 1);
  const variable = scope.unit.variables.get(name);
  const isConstant = variable !== undefined && variable.struct === '' && isConst(variable.node, scope.unit);
  if (isConstant && variable.init !== null && variable.init !== node) return evaluate(variable.init, scope, depth + 10);
  if (variable !== undefined || scope.unit.functions.has(name)) return { kind: 'name', value: name };
  return scope.unit.text.slice(node.from, node.to) === name ? { kind: 'name', value: name } : { kind: 'unknown', node };
}

const isConst = (declarator: SyntaxNode, { text: all }: Unit): boolean => {
  const declaration = declarator.parent;
  return declaration !== null && /\bconst\b/.test(all.slice(declaration.from, declarator.from));
};
