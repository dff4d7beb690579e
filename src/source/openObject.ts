/** The `struct klp_object` that a callback is given, and what it prints of it. */
import { text, type Value } from './values';

/** Stands for what is known only when the callback runs: the object, and the state of its module. */
export const OPEN = '\u0001';

/** `obj->mod->name` and the like; `undefined`: it is of something else. */
export function memberOf(
  path: string,
  args: ReadonlyMap<string, Value>,
  object: string | undefined,
): Value | undefined {
  const [, base = '', rest = ''] = /^(?:\w+\[)?(\w+)->(.*?)\]?$/.exec(path) ?? [];
  const value = args.get(base);
  if (object === undefined || value?.kind !== 'name' || value.value !== OPEN) return undefined;
  const isKernel = object === 'vmlinux';
  if (rest === 'name' || rest === 'mod->name') return isKernel ? { kind: 'null' } : text(object);
  if (rest === 'mod') return isKernel ? { kind: 'null' } : text(object);
  return rest === 'mod->state' ? text(OPEN) : undefined;
}

/** `NAME -> STATE` is what the templates of the log call the target. */
export function targetIn(line: string, object: string | undefined): string {
  if (object === undefined) return line;
  return object === 'vmlinux'
    ? line.replace(/\bvmlinux\b/g, '{target}')
    : line.replaceAll(`${object} -> ${OPEN}`, '{target}').replaceAll(OPEN, 'MODULE_STATE');
}
