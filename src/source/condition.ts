/** Expressions outside the file's own text: after `#if`, and what a macro of it stands for. */
import type { Macros } from './macros';
import { tokens } from './tokens';
import { readUnit } from './unit';
import { evaluate, type Value } from './values';

const NAME = 'it';

function worth(expression: string): Value | null {
  const unit = readUnit(`int ${NAME} = (${expression});`);
  const init = unit.variables.get(NAME)?.init;
  // Names that no `#define` knows are 0 there.
  return init == null || unit.problems.length > 0
    ? null
    : evaluate(init, { unit, names: () => ({ kind: 'number', value: 0 }) });
}

/** The number after `#if`. */
export function condition(expression: string): number | null {
  const value = worth(expression);
  return value?.kind === 'number' ? value.value : null;
}

/** What `pr_fmt()` puts before each line. */
export function prefixOf(macros: Macros): string {
  if (!macros.has('pr_fmt')) return '';
  const put = macros
    .expand(tokens('pr_fmt("")'))
    .map(({ text }) => text)
    .join('');
  const value = worth(put);
  return value?.kind === 'text' ? value.value : '';
}
