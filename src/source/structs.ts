/** Initializers: which field is set to what, by name or by place. */
import type { SyntaxNode } from '@lezer/common';
import { CALLBACK_NAMES } from '../kernel/images';
import { childrenOf, type Unit } from './unit';
import { evaluate, type Scope, truth, type Value } from './values';

/** The order of the fields in `include/linux/livepatch.h`; those of the RFC, and of later proposals, go by name only. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  klp_func: ['old_name', 'new_func', 'old_sympos'],
  klp_callbacks: CALLBACK_NAMES,
  klp_object: ['name', 'funcs', 'callbacks'],
  klp_state: ['id', 'version', 'data'],
  klp_patch: ['mod', 'objs', 'states', 'replace'],
  // include/linux/livepatch_external.h: what klp-build puts into a module, and the module makes the others of.
  klp_func_ext: ['old_name', 'new_func', 'sympos'],
  klp_object_ext: ['name', 'funcs', 'callbacks', 'nr_funcs'],
};

export interface Field {
  readonly name: string;
  readonly node: SyntaxNode;
  /** What is missing before it; it is read as if it were there. */
  readonly missing?: string;
  /** What a function has found it to be; else it is what the expression is worth by itself. */
  readonly value?: Value;
}

const isInner = ({ name }: SyntaxNode): boolean => /^\w/.test(name);

/** `{ … }`, also behind a cast or `(struct x[])`. */
export function listIn(node: SyntaxNode | null): SyntaxNode | null {
  let found = node;
  for (let depth = 0; found !== null && depth < 8; depth += 1) {
    if (found.name === 'InitializerList') return found;
    found =
      found.getChild('InitializerList') ??
      found.getChild('CompoundLiteralExpression') ??
      found.getChild('ParenthesizedExpression');
  }
  return null;
}

/** `old_name = "f"` for `.old_name = "f"`, and `.old_name = "f" .new_func = g`, which a compiler refuses. */
function mended(unit: Unit, { name, node }: Field, order: readonly string[], isNamed: boolean): readonly Field[] {
  const isField = (one: string): boolean => order.includes(one);
  const [left, right] = node.name === 'AssignmentExpression' ? [node.firstChild, node.lastChild] : [null, null];
  if (left === null || right === null) return [{ name, node }];
  const said = (of: SyntaxNode | null): string => (of === null ? '' : unit.text.slice(of.from, of.to));
  if (left.name === 'Identifier' && !isNamed && isField(said(left)))
    return [{ name: said(left), node: right, missing: `. is missing before ${said(left)}` }];
  const [value, next] = left.name === 'FieldExpression' ? [left.firstChild, left.lastChild] : [null, null];
  if (value === null || next === null || !isField(said(next))) return [{ name, node }];
  return [
    { name, node: value },
    { name: said(next), node: right, missing: `, is missing before .${said(next)}` },
  ];
}

/** The fields of one structure, with those of structures inside it as `callbacks.pre_patch`. */
export function fieldsOf(unit: Unit, list: SyntaxNode, struct: string, depth = 0): readonly Field[] {
  const order = FIELDS[struct] ?? [];
  let place = 0;
  return childrenOf(list)
    .filter(isInner)
    .flatMap((child): readonly Field[] => {
      const designators = child.name === 'InitializerPair' ? child.getChildren('FieldDesignator') : [];
      const path = designators.map((each) => unit.text.slice(each.from, each.to).replace(/[.\s]/g, ''));
      const first = path[0] ?? order[place] ?? `field ${place + 1}`;
      place = order.indexOf(first) === -1 ? place + 1 : order.indexOf(first) + 1;
      const node = child.name === 'InitializerPair' ? child.lastChild : child;
      if (node === null) return [];
      const name = path.length > 1 ? path.join('.') : first;
      const inner = FIELDS[`klp_${name}`] === undefined ? null : listIn(node);
      if (inner === null || depth > 2) return mended(unit, { name, node }, order, path.length > 0);
      return fieldsOf(unit, inner, `klp_${name}`, depth + 1).map((field) => ({
        ...field,
        name: `${name}.${field.name}`,
      }));
    });
}

/** Nothing is set in it. */
export const isZero = (node: SyntaxNode, scope: Scope): boolean => {
  const list = listIn(node);
  if (list === null) return truth(evaluate(node, scope)) === false;
  return childrenOf(list)
    .filter(isInner)
    .every((child) => isZero(child.name === 'InitializerPair' ? (child.lastChild ?? child) : child, scope));
};

/** Nobody writes an array that is longer. */
export const MOST_PLACES = 1000;

/** The elements of an array, those with `[3] =` in their places; with holes where none stands. */
export function placedIn(list: SyntaxNode, scope: Scope): readonly (SyntaxNode | undefined)[] {
  const placed: (SyntaxNode | undefined)[] = [];
  let place = 0;
  for (const child of childrenOf(list).filter(isInner)) {
    const designator = child.name === 'InitializerPair' ? child.getChild('SubscriptDesignator') : null;
    const index = designator?.firstChild?.nextSibling;
    const given: Value | null = index ? evaluate(index, scope) : null;
    if (given?.kind === 'number' && given.value >= 0 && given.value < MOST_PLACES) place = given.value;
    placed[place] = child.name === 'InitializerPair' && designator !== null ? (child.lastChild ?? child) : child;
    place += 1;
  }
  return placed;
}
