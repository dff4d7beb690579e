/** Loops that run a number of times that can be told, and what stands on the left of an assignment. */
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Unit } from './unit';
import { evaluate, placeNamed, type Scope } from './values';

interface ForParts {
  readonly start: SyntaxNode;
  readonly condition: SyntaxNode;
  readonly step: SyntaxNode;
  readonly body: SyntaxNode;
}

/** `for (start; condition; step) body`; `null`: it has other parts, or may be left in the middle. */
export function forParts(node: SyntaxNode, said: string): ForParts | null {
  const [start, condition, step, body, ...more] = childrenOf(node).filter(({ name }) => /^[A-Z]/.test(name));
  if (start === undefined || condition === undefined || step === undefined || body === undefined) return null;
  return more.length > 0 || /\b(?:break|continue|goto)\b/.test(said) ? null : { start, condition, step, body };
}

/**
 * `funcs[1].old_name` for whatever leads there: `funcs[i].old_name`, `(*func).old_name`, `func->old_name`. What is not known
 * when the text is read stays as it is written.
 */
export function placeOf(node: SyntaxNode, scope: Scope, depth = 0): string {
  const said = scope.unit.text.slice(node.from, node.to).replace(/\s+/g, '');
  if (depth > 20) return said;
  const [first, last] = [node.firstChild, node.lastChild];
  const outer = first === null ? '' : placeOf(first, scope, depth + 1);
  switch (node.name) {
    case 'Identifier': {
      const alias = scope.names?.(said);
      return alias?.kind === 'name' ? alias.value : said;
    }
    case 'FieldExpression':
      return `${outer}.${last === null ? '' : scope.unit.text.slice(last.from, last.to)}`;
    case 'SubscriptExpression': {
      const index = childrenOf(node).at(-2);
      const value = index === undefined ? null : evaluate(index, scope);
      if (value?.kind !== 'number') return said;
      const of = placeNamed(outer);
      return of.name === outer ? `${outer}[${value.value}]` : `${of.name}[${of.index + value.value}]`;
    }
    case 'BinaryExpression': {
      const value = evaluate(node, scope);
      return value.kind === 'name' ? value.value : said;
    }
    case 'ParenthesizedExpression':
    case 'PointerExpression': {
      const inside = childrenOf(node).find(({ name }) => /^[A-Z]/.test(name));
      return inside === undefined ? said : placeOf(inside, scope, depth + 1);
    }
    default:
      return said;
  }
}

/** It sets something in a structure of livepatching. */
export function setsStructures(said: string, { variables }: Unit): boolean {
  const places = said.matchAll(/\b(\w{1,64})\s*(?:\[[^\]]{0,40}\]|\.|->)[^=;{}]{0,80}=(?!=)/g);
  return [...places].some(([, base = '']) => variables.get(base)?.struct.startsWith('klp_') === true);
}
