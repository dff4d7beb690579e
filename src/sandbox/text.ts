/** What fields hold as text, and what is read from it. */

import { errnoNamed, errnoOf } from '../kernel/errno';
import type { ParamImage } from '../kernel/images';
import { kbuildModname } from '../kernel/kbuildModname';
import { LIMITS } from '../kernel/limits';
import type { KlpState } from '../kernel/model';
import { isModuleName, notModuleName } from '../kernel/moduleName';
import { paramType } from '../kernel/paramType';
import { counted } from '../phrases/plural';
import { someOf } from '../phrases/someOf';

export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Words separated by spaces, commas before a space or line ends. `f,2` is one word: sympos 2 of `f`. */
export const words = (text: string): readonly string[] =>
  text
    .split(/,?\s+|,$/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Lines as a module prints them; the last one needs no end. */
export const lines = (text: string): readonly string[] => {
  const all = text.split('\n');
  return all.at(-1) === '' ? all.slice(0, -1) : all;
};

/** The same text again: a last line with nothing in it needs its end. */
export const linesText = (all: readonly string[] = []): string => `${all.join('\n')}${all.at(-1) === '' ? '\n' : ''}`;

export const whole = (text: string, least: number, most: number): number | null => {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

const FUNCTION = /^(?:\w{1,55}:)?[A-Za-z_.$][\w.$]*(?:,[1-9]\d{0,3})?$/;
/** An object with callbacks alone: `module:`. */
const OBJECT = /^\w{1,55}:$/;

export const isFunction = (word: string): boolean => FUNCTION.test(word) && word.length <= LIMITS.func;
export const isObject = (word: string): boolean => OBJECT.test(word);

export function moduleName(text: string): Parsed<string> {
  const name = text.trim();
  const why = notModuleName(name);
  return why === null ? { value: name } : { problem: `${why.replace(/^a/, 'A').replace(/^the/, 'The')}.` };
}

/** The functions of a livepatch are called after it, and no name in C begins with a digit. */
export function livepatchName(text: string): Parsed<string> {
  const name = text.trim();
  return /^\d/.test(name)
    ? { problem: 'The new functions are called after the livepatch, so it begins with a letter.' }
    : moduleName(name);
}

/** The name alone of what stands in C, in a log or in quotes: `foo();` is `foo`, and `ext4.ko:foo` is `ext4:foo`. */
const bare = (word: string): string => {
  const name = word.replace(/^[&*"'`(“]+/, '').replace(/(?:\+0x[\w/]*|\(.*|[;,"'`)”]+)$/, '');
  const [, object, func = ''] = /^([^:]+):(.*)$/.exec(name) ?? [];
  return object === undefined ? name : `${kbuildModname(object)}:${func}`;
};

/** Of a function of a module that no module can be called. */
const notOfModule = (words: readonly string[]): string | null => {
  const object = words
    .map((word) => word.split(':'))
    .find(([name = '', func]) => func !== undefined && !isModuleName(name))?.[0];
  const why = object === undefined ? null : notModuleName(object);
  return why === null ? null : `${why.replace(/^a/, 'A')}.`;
};

const MOST_NAMED = 6;

/** All that are none, each with what was probably meant; `null` when there is nothing to find fault with. */
export function notFunctions(wrong: readonly string[], fits: (word: string) => boolean = isFunction): string | null {
  const [first] = wrong;
  if (first === undefined) return null;
  const long = wrong.find((word) => word.length > LIMITS.func && FUNCTION.test(word));
  if (long !== undefined)
    return `“${long.slice(0, 24)}…” has ${counted(long.length)} characters, and at most ${LIMITS.func} can be written here.`;
  const unnamed = wrong.every((word) => fits(bare(word))) ? notOfModule(wrong) : null;
  if (unnamed !== null) return unnamed;
  const found = wrong.map((word) => ({ word, meant: fits(bare(word)) ? bare(word) : null }));
  const [only] = found;
  if (found.length === 1 && only?.meant != null) return `“${only.word}” is not a function: write ${only.meant}.`;
  const named = found.map(({ word, meant }) => (meant === null ? `“${word}”` : `“${word}” (write ${meant})`));
  const are = found.length === 1 ? 'is not a function' : 'are not functions';
  return `${someOf(named, MOST_NAMED)} ${are}. Write func, module:func, or func,2 for the second symbol of that name.`;
}

/** Functions, or what is wrong with all that are none. */
export function functions(text: string, fits: (word: string) => boolean = isFunction): Parsed<readonly string[]> {
  const all = words(text);
  const problem = notFunctions(
    all.filter((word) => !fits(word)),
    fits,
  );
  return problem === null ? { value: all } : { problem };
}

const quoted = (all: readonly string[]): string => all.map((each) => `“${each}”`).join(', ');

/** The word for `block_disable` in a list of states. */
export const BLOCK = 'block_disable';
const STATE = /^([1-9]\d{0,9})-(\d{1,10})(?:\s+(block_disable))?$/;
const STATES_HINT = 'Write id-version, as in 1-2, or 1-2 block_disable, with commas between; ids begin at 1.';

/** `1-2, 3-1 block_disable`: state 1 in version 2, and state 3 in version 1, which may not be undone. */
export function readStates(text: string): Parsed<readonly KlpState[]> {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const states: KlpState[] = [];
  const wrong: string[] = [];
  for (const entry of entries) {
    const [, first = '', second = '', blocked] = STATE.exec(entry) ?? [];
    const [id, version] = [whole(first, 1, LIMITS.version), whole(second, 0, LIMITS.version)];
    if (id === null || version === null) wrong.push(entry);
    else if (states.some((state) => state.id === id)) return { problem: `State ${id} is there twice.` };
    else states.push({ id, version, ...(blocked === undefined ? {} : { blockDisable: true }) });
  }
  if (wrong.length > 0)
    return { problem: `${quoted(wrong)} ${wrong.length === 1 ? 'is not a state' : 'are not states'}. ${STATES_HINT}` };
  return { value: states };
}

export const statesText = (states: readonly KlpState[] = []): string =>
  states
    .map(({ id, version, blockDisable }) => `${id}-${version}${blockDisable === true ? ` ${BLOCK}` : ''}`)
    .join(', ');

const PARAM =
  /^(\w+)\s+(u?int|u?long|u?short|byte|bool|invbool|bint|text|int\[\]|bool\[\])\s+(0[0-7]{0,3}|0)\s*=\s?(.*)$/;

/** A parameter to a line: `pre_patch_ret int 0644 = 0`. */
export function readParams(text: string): Parsed<readonly ParamImage[]> {
  const params: ParamImage[] = [];
  const wrong: string[] = [];
  for (const line of lines(text).filter((each) => each.trim() !== '')) {
    const [, name, type, mode, value] = PARAM.exec(line.trim()) ?? [];
    if (name === undefined || mode === undefined || value === undefined) wrong.push(line.trim());
    else params.push({ name, type: paramType(type ?? ''), mode, default: value });
  }
  if (wrong.length > 0) {
    const are = wrong.length === 1 ? 'is not a parameter' : 'are not parameters';
    return {
      problem: `${quoted(wrong)} ${are}. Write name, type (int, bool, text), mode = value: ret int 0644 = 0`,
    };
  }
  return { value: params };
}

export const paramsText = (params: readonly ParamImage[] = []): string =>
  params.map(({ name, type, mode, default: value }) => `${name} ${type} ${mode} = ${value}`).join('\n');

/** What a function of a module returns: always the same, or the value of a parameter. */
export interface Returned {
  readonly returns?: number;
  readonly returnsParam?: string;
}

/** A number, the name of an error as `-ENODEV`, or the name of a parameter; nothing is 0. */
export function readReturned(text: string): Parsed<Returned> {
  const word = text.trim();
  if (word === '' || word === '0') return { value: {} };
  const error = errnoNamed(word.replace(/^-/, ''));
  if (error !== undefined) return { value: { returns: -error } };
  if (/^-?\d{1,4}$/.test(word) && Math.abs(Number(word)) <= 4095) return { value: { returns: Number(word) } };
  return /^[A-Za-z_]\w*$/.test(word)
    ? { value: { returnsParam: word } }
    : { problem: 'A number from -4095 to 4095, an error as -ENODEV, or the name of a parameter.' };
}

/** The same without parameters. */
export function readFixedReturn(text: string): Parsed<number | undefined> {
  const read = readReturned(text);
  if ('problem' in read || read.value.returnsParam !== undefined)
    return { problem: 'A number from -4095 to 4095, or an error as -ENODEV.' };
  return { value: read.value.returns };
}

/** The number of an error by its name, as in C. */
export function returnedText({ returns = 0, returnsParam }: Returned): string {
  if (returnsParam !== undefined) return returnsParam;
  const error = errnoOf(returns);
  if (error !== null) return `-${error}`;
  return returns === 0 ? '' : `${returns}`;
}

/** `1-3, 5`: numbers and ranges of them. */
export function readCpus(text: string): Parsed<readonly number[]> {
  const cpus = new Set<number>();
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [, from = '', to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    const [first, last] = [whole(from, 0, LIMITS.cpus - 1), whole(to, 0, LIMITS.cpus - 1)];
    if (first === null || last === null || last < first)
      return { problem: `“${part}” is not a CPU. Write them as 1-3, 5; they are counted from 0.` };
    for (let cpu = first; cpu <= last; cpu += 1) cpus.add(cpu);
  }
  return { value: [...cpus].toSorted((a, b) => a - b) };
}

export function cpusText(cpus: readonly number[] = []): string {
  const parts: string[] = [];
  for (let at = 0; at < cpus.length; ) {
    const from = cpus[at] ?? 0;
    let last = from;
    for (at += 1; cpus[at] === last + 1; at += 1) last += 1;
    parts.push(last === from ? `${from}` : `${from}-${last}`);
  }
  return parts.join(', ');
}
