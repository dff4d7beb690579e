/** One file on its way to a module. */

import { type Effect, holdsSeveral, isFlag, type ParamImage } from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import { paramType, UNSET_TEXT } from '../kernel/paramType';
import { type Behaviour, behaviourOf } from './behaviour';
import type { SourceProblem } from './preprocess';
import { pathOf } from './procFile';
import { listIn, placedIn } from './structs';
import type { Around } from './unbuilt';
import { type Func, marked, type Unit } from './unit';
import { evaluate, type Value } from './values';

export interface Source {
  readonly unit: Unit;
  /** What `pr_fmt()` puts before each line. */
  readonly prefix: string;
  /** The name of the file, where it is known. */
  readonly name: string | null;
  readonly around: Around;
}

export class Problems {
  readonly found: SourceProblem[] = [];
  readonly #unit: Unit;

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  add({ from }: { readonly from: number }, what: string, instead = 'left out'): void {
    const line = this.#unit.lineOf(from);
    if (!this.found.some((other) => other.line === line && other.what === what))
      this.found.push({ line, what, instead });
  }

  doubts({ doubts }: Behaviour): void {
    for (const { node, what, instead } of doubts) this.add(node, what, instead);
  }
}

const defaultOf = (value: Value, type: ParamImage['type']): string => {
  if (isFlag(type)) {
    const isSet = value.kind === 'number' && value.value !== 0;
    if (type === 'bint') return isSet ? '1' : '0';
    // As it is read: `param_get_invbool()` shows the opposite of what the variable holds.
    return isSet === (type === 'bool') ? 'Y' : 'N';
  }
  if (holdsSeveral(type)) return '';
  if (type === 'text') return value.kind === 'text' ? value.value : '';
  return value.kind === 'number' ? `${value.value}` : '0';
};

/** Names the parameters that hold more than one value, and neither numbers nor booleans: here each holds a text. */
export function doubtParams(unit: Unit, problems: Problems): void {
  for (const [name, { init }] of marked(unit, 'param')) {
    const list = listIn(init);
    const type = list === null ? undefined : placedIn(list, { unit })[1];
    const value = type === undefined ? null : evaluate(type, { unit });
    if (list === null || value?.kind !== 'text' || !value.value.endsWith(' array') || paramType(value.value) !== 'text')
      continue;
    problems.add(list, `module_param_array(${name}, …)`, 'read as a parameter that holds a text');
  }
}

/** Parameters, with the variables that hold them. */
export function paramsOf(unit: Unit): readonly (ParamImage & { readonly variable: string })[] {
  return marked(unit, 'param').flatMap(([name, { init }]) => {
    const list = listIn(init);
    if (list === null) return [];
    const [, type = '', mode = '', variable = ''] = placedIn(list, { unit }).map((node) => {
      const value = node === undefined ? null : evaluate(node, { unit });
      return value?.kind === 'text' ? value.value : '';
    });
    const kind = paramType(type);
    const set = unit.variables.get(variable.replace(/^&/, ''))?.init;
    const given: Value = set == null ? { kind: 'null' } : evaluate(set, { unit });
    const isUnset = type === 'charp' && (given.kind === 'null' || (given.kind === 'number' && given.value === 0));
    return [{ name, type: kind, default: isUnset ? UNSET_TEXT : defaultOf(given, kind), mode: octal(mode), variable }];
  });
}

const bits: Readonly<Record<string, number>> = {
  S_IRUGO: 0o444,
  S_IWUSR: 0o200,
  S_IRUSR: 0o400,
  S_IRGRP: 0o040,
  S_IROTH: 0o004,
  S_IWUGO: 0o222,
};

/** `0644`, or the old names of its bits. */
function octal(mode: string): string {
  const all = mode.split('|').reduce((sum, part) => sum | (bits[part.trim()] ?? (Number.parseInt(part, 8) || 0)), 0);
  return all === 0 ? '0' : `0${(all & 0o777).toString(8)}`;
}

export const paramImages = (unit: Unit): readonly ParamImage[] =>
  paramsOf(unit).map(({ variable: _, ...param }) => param);

/** The names that those functions have of old, without a macro. */
const OF_OLD = { init: 'init_module', exit: 'cleanup_module' } as const;

/** The function that `module_init()` or `module_exit()` names. */
export function markedFunction(unit: Unit, mark: 'init' | 'exit'): Func | null {
  const init = marked(unit, mark)[0]?.[1].init;
  const value = init == null ? null : evaluate(init, { unit });
  const name = value?.kind === 'name' ? value.value : OF_OLD[mark];
  return unit.functions.get(name) ?? null;
}

/** `MODULE_INFO(tag, …)` and its relatives. */
export function infoOf(unit: Unit, tag: string): string | null {
  const init = marked(unit, 'info').find(([name]) => name === tag)?.[1].init;
  const value = init == null ? null : evaluate(init, { unit });
  return value?.kind === 'text' ? value.value : null;
}

/** What samples call their functions by, and nobody a module: `livepatch_init()`. */
const NO_NAMES: ReadonlySet<string> = new Set(['livepatch', 'klp', 'patch', 'module', 'mod']);

/** A name that no text says. */
export interface GuessedName {
  readonly name: string;
  /** The init function that it was made of; `null`: it is invented. */
  readonly after: string | null;
}

interface NameOf {
  readonly name: string;
  readonly guess: GuessedName | null;
}

/** A file says what module it is by its own name, or by that of its init function. */
export function nameOf({ unit, name: file }: Source, otherwise: string): NameOf {
  if (file !== null) return { name: cleaned(file.replace(/^.*\//, '').replace(/\.(mod\.)?c$/, '')), guess: null };
  const init = markedFunction(unit, 'init')?.name ?? '';
  const stem = init.replace(/^(init|start)_|_?(mod(ule)?_)?init(_module)?$/g, '');
  const isNone = stem === '' || NO_NAMES.has(stem);
  const name = cleaned(isNone ? otherwise : stem);
  return { name, guess: { name, after: isNone ? null : init } };
}

const cleaned = (name: string): string => name.replace(/\W/g, '_').slice(0, LIMITS.name);

/** What a function that others call prints, or shows in a file. */
export function effectOf(
  source: Source,
  func: Func,
  module: string,
  oldName: string,
  problems: Problems,
): Effect | null {
  const found = behaviourOf(source.unit, func, { prefix: source.prefix });
  problems.doubts(found);
  const log = [...found.before, ...found.after].map((line) => line.replaceAll('{module}', module));
  const reads = found.shown.replaceAll('{module}', module).replace(/\n$/, '');
  if (log.length === 0 && reads === '') return null;
  return { ...(reads !== '' && { path: pathOf(oldName), reads }), ...(log.length > 0 && { log }) };
}

/** A value that must be a whole number from 0 on. */
export function wholeNumber(value: Value): number | null {
  if (value.kind === 'null') return 0;
  return value.kind === 'number' && value.value >= 0 ? value.value : null;
}
