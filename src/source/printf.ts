/** What `printf()` makes of what is known when a text is read. */
import type { SyntaxNode } from '@lezer/common';
import { evaluate, type Scope, type Value } from './values';

/** `null` when something is known only when it runs. */
export function formatted([format, ...args]: readonly SyntaxNode[], scope: Scope): string | null {
  const known = format === undefined ? null : evaluate(format, scope);
  if (known?.kind !== 'text') return null;
  let place = 0;
  let whole = true;
  const line = known.value.replace(/%%|%[-+ #0]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|t)?[a-zA-Z]/g, (spec) => {
    if (spec === '%%') return '%';
    const arg = args[place];
    place += 1;
    const value = arg === undefined ? null : argument(arg, scope);
    if (value?.kind === 'text' && spec.endsWith('s')) return value.value;
    if (value?.kind === 'number' && /[diu]$/.test(spec)) return `${value.value}`;
    whole = false;
    return '';
  });
  return whole ? line : null;
}

function argument(arg: SyntaxNode, scope: Scope): Value {
  // A table of names for module states: the log writes the state itself.
  const said = scope.unit.text.slice(arg.from, arg.to);
  const [, index = ''] = /^\w+\s*\[\s*(\w+\s*->\s*mod\s*->\s*state)\s*\]$/.exec(said) ?? [];
  return (index === '' ? undefined : scope.fields?.(index.replace(/\s+/g, ''))) ?? evaluate(arg, scope);
}
