/** Which way a C function goes where only running it would tell. */
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type Unit } from './unit';
import type { Value } from './values';

type Locals = ReadonlyMap<string, Value>;

export const UNKNOWN_TEXT = 'left out: its text is known only when it runs';
export const LEFT_OUT = 'what it prints, sets or returns is left out';
export const DOES_NOT_HOLD = 'read as if it did not hold: whether it does is known only when it runs';

/** `klp_get_prev_state()` has answered. */
export const PREVIOUS = '\u0002';

/** `true`: the condition holds when an earlier livepatch has the state; `false`: when none has. */
export function aboutPrevState(condition: string, locals: Locals): boolean | null {
  const said = condition.replace(/\s+/g, '').slice(1, -1);
  if (said.split('||').every((part) => /^klp_get_prev_state\([^()]*\)$/.test(part))) return true;
  const [, not = '', name = ''] = /^(!?)(\w+)(?:\([^()]*\))?$/.exec(said) ?? [];
  const value = locals.get(name);
  const asks = name === 'klp_get_prev_state' || (value?.kind === 'name' && value.value === PREVIOUS);
  return asks ? not === '' : null;
}

/** It asks whether a call has failed, or whether what a call gave is there. */
export function asksOfCall(condition: SyntaxNode, locals: Locals, unit: Unit): boolean {
  const { name, from, to } = condition;
  if (name === 'CallExpression') return true;
  if (name !== 'Identifier') return childrenOf(condition).some((child) => asksOfCall(child, locals, unit));
  const said = unit.text.slice(from, to);
  return !locals.has(said) ? unit.variables.get(said)?.struct !== '' : locals.get(said)?.kind === 'unknown';
}

/** `if (ret) return ret;`: what it returns where it is not 0. */
export const returnsWhatItAsks = (asked: Value | null, then: string): Value | null =>
  asked?.kind === 'name' && then.replace(/[{}\s]/g, '') === `return${asked.value};` ? asked : null;

/** Where `label:` stands in a block. */
export const placeOfLabel = (statements: readonly SyntaxNode[], label: string, text: string): number =>
  statements.findIndex(
    ({ name, firstChild }) =>
      name === 'LabeledStatement' && firstChild !== null && text.slice(firstChild.from, firstChild.to) === label,
  );
