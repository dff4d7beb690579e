/** `struct klp_patch`, and everything that hangs on it. */
import type { SyntaxNode } from '@lezer/common';
import { specFromImage } from '../kernel/imageSpecs';
import { LIMITS } from '../kernel/limits';
import type { Callback, CallbackName, KlpState } from '../kernel/model';
import { imageFromSpec } from '../kernel/specImages';
import type { FuncSpec, ObjectSpec, WidePatchSpec } from '../kernel/world';
import { type Behaviour, behaviourOf } from './behaviour';
import type { SourceProblem } from './preprocess';
import {
  doubtParams,
  effectOf,
  type GuessedName,
  infoOf,
  markedFunction,
  nameOf,
  Problems,
  paramImages,
  paramsOf,
  type Source,
  wholeNumber,
} from './source';
import { type Field, listIn } from './structs';
import { type Element, Structures } from './structures';
import type { Unit, Variable } from './unit';
import { placeNamed, truth } from './values';

const CALLBACKS: readonly CallbackName[] = ['pre_patch', 'post_patch', 'pre_unpatch', 'post_unpatch'];

type Draft = { -readonly [K in keyof WidePatchSpec]: WidePatchSpec[K] };

export function readLivepatch(source: Source): {
  readonly patches: readonly WidePatchSpec[];
  readonly guesses: readonly GuessedName[];
  readonly problems: readonly SourceProblem[];
} {
  const problems = new Problems(source.unit);
  const init = markedFunction(source.unit, 'init');
  const starts = init === null ? null : behaviourOf(source.unit, init, { prefix: source.prefix });
  const structures = new Structures(source.unit, starts?.assignments ?? []);
  const variables = patchesIn(source.unit, structures);
  const patches = variables.map((variable, index) =>
    new Patch(source, variable, problems, structures).read(index, starts),
  );
  if (patches.length > 0) {
    for (const { node, instead } of structures.lost) problems.add(node, firstLine(source, node), instead);
    for (const node of structures.unused())
      problems.add(node, firstLine(source, node), 'left out: nothing leads there from struct klp_patch');
  }
  const { guess } = nameOf(source, 'livepatch_sample');
  return { patches, guesses: patches.length > 0 && guess !== null ? [guess] : [], problems: problems.found };
}

/** Those that something is said of; a pointer to one of them is none. */
function patchesIn({ variables }: Unit, structures: Structures): readonly Variable[] {
  const all = [...variables.values()].filter(({ struct }) => struct === 'klp_patch');
  const set = all.filter(
    ({ name }) => !structures.isUnset(name) && structures.leadsTo({ name, index: 0 }).name === name,
  );
  return set.length > 0 ? set : all.slice(0, 1);
}

const firstLine = ({ unit }: Source, { from, to }: SyntaxNode): string =>
  (unit.text.slice(from, to).trim().split('\n')[0] ?? '').slice(0, 40);

class Patch {
  readonly #source: Source;
  readonly #unit: Unit;
  readonly #variable: Variable;
  readonly #problems: Problems;
  readonly #structures: Structures;

  constructor(source: Source, variable: Variable, problems: Problems, structures: Structures) {
    this.#structures = structures;
    this.#source = source;
    this.#unit = source.unit;
    this.#variable = variable;
    this.#problems = problems;
  }

  #text(node: SyntaxNode): string {
    return firstLine(this.#source, node);
  }

  #odd(node: SyntaxNode, what: string, instead = 'left out'): void {
    this.#problems.add(node, what, instead);
  }

  read(index: number, starts: Behaviour | null): WidePatchSpec {
    const { node, name: variable } = this.#variable;
    const { name: first } = nameOf(this.#source, 'livepatch_sample');
    const name = index === 0 ? first : `${first}_${variable}`.slice(0, LIMITS.name);
    if (index > 0) this.#odd(node, 'a second struct klp_patch', `read as a module of its own, ${name}`);
    const draft: Draft = { name, funcs: [] };
    const params = paramImages(this.#unit);
    if (params.length > 0) draft.params = params;
    doubtParams(this.#unit, this.#problems);
    const { fields, begins } = this.#structures.patch(this.#variable);
    // A parameter may take the place of what it began as.
    for (const field of begins) if (field.name === 'replace') this.#field(draft, field);
    for (const field of this.#whole(fields)) this.#field(draft, field);
    this.#initAndExit(draft, starts);
    if (draft.objects === undefined) this.#odd(node, `${variable} has no .objs`, 'read as a livepatch of nothing');
    if (infoOf(this.#unit, 'livepatch') === null) draft.complaint = { about: 'notMarked' };
    const note = infoOf(this.#unit, 'description');
    if (note !== null) draft.note = note.slice(0, LIMITS.note);
    return specFromImage(imageFromSpec(draft));
  }

  #field(draft: Draft, field: Field): void {
    const { name, node } = field;
    const whole = (): number => {
      const value = wholeNumber(this.#structures.value(field));
      if (value === null || value > LIMITS.version) this.#odd(node, `.${name} = ${this.#text(node)}`, 'read as 0');
      return value === null || value > LIMITS.version ? 0 : value;
    };
    const flag = (): boolean => {
      const holds = truth(this.#structures.value(field));
      if (holds === null) this.#odd(node, `.${name} = ${this.#text(node)}`, 'read as false');
      return holds ?? false;
    };
    switch (name) {
      case 'mod':
        return;
      case 'objs':
        draft.objects = this.#objects(field, draft.name);
        return;
      case 'states':
        draft.states = this.#states(field);
        return;
      case 'replace':
        this.#replace(draft, field, flag);
        return;
      case 'sticky':
        draft.sticky = flag();
        return;
      case 'version':
        draft.version = whole();
        return;
      case 'replace_set':
        draft.replaceSet = whole();
        return;
      default:
        this.#odd(node, `.${name} of struct klp_patch`);
    }
  }

  /** What stands in it, or the parameter that init copies into it. */
  #replace(draft: Draft, field: Field, flag: () => boolean): void {
    const value = this.#structures.value(field);
    const param = paramsOf(this.#unit).find(({ variable }) => value.kind === 'name' && variable === value.value);
    if (param === undefined) draft.replace = flag();
    else draft.replaceParam = param.name;
  }

  /** The elements of an array that stands there or is named there. */
  #array(field: Field, what: string): readonly Element[] {
    const { node } = field;
    const here = listIn(node);
    const value = here === null ? this.#structures.value(field) : null;
    if (value?.kind === 'null') return [];
    const at = value?.kind === 'name' ? this.#structures.leadsTo(placeNamed(value.value)) : null;
    if (here === null && (at === null || this.#structures.isUnset(at.name))) {
      this.#odd(node, `${what} ${this.#text(node)}`, 'read as an empty list');
      return [];
    }
    const { elements, unseen, isOpen } =
      at === null ? this.#structures.literal(here, structOf(what)) : this.#structures.elements(at);
    const list = here ?? (at === null ? null : listIn(this.#unit.variables.get(at.name)?.init ?? null)) ?? node;
    const named = at?.name ?? what;
    if (isOpen) this.#odd(list, `${named} has no empty element at its end`, 'read as if it had');
    if (unseen !== null) this.#odd(unseen, `an element of ${named} after the empty one that ends it`);
    if (elements.length > LIMITS.list)
      this.#odd(list, `${named} has ${elements.length} elements`, `${LIMITS.list} are read`);
    return elements.slice(0, LIMITS.list);
  }

  /** Fields, with what a compiler would miss before them named. */
  #whole(fields: readonly Field[]): readonly Field[] {
    for (const { node, missing } of fields)
      if (missing !== undefined) this.#odd(node, missing, 'read as if it were there');
    return fields;
  }

  #fields({ node, fields }: Element, struct: string): readonly Field[] {
    if (fields !== null) return this.#whole(fields);
    this.#odd(node, `“${this.#text(node)}” in an array of struct ${struct}`);
    return [];
  }

  #name(field: Field): string | null {
    const value = this.#structures.value(field);
    if (value.kind === 'text' && value.value.length <= LIMITS.func)
      return value.value.replaceAll('{module}', this.#source.name ?? 'module');
    this.#odd(field.node, `.${field.name} = ${this.#text(field.node)}`);
    return null;
  }

  #objects(objs: Field, patch: string): readonly ObjectSpec[] {
    return this.#array(objs, '.objs').map((element): ObjectSpec => {
      const fields = this.#fields(element, 'klp_object');
      const named = fields.find(({ name }) => name === 'name');
      const isKernel = named === undefined || truth(this.#structures.value(named)) === false;
      const name = isKernel ? 'vmlinux' : (this.#name(named) ?? 'unknown');
      const funcs = fields.find((field) => field.name === 'funcs');
      const callbacks = fields.flatMap((field) => this.#callback(field, name));
      for (const field of fields) {
        if (!/^(name|funcs|callbacks(\..*)?)$/.test(field.name))
          this.#odd(field.node, `.${field.name} of struct klp_object`);
      }
      return {
        name,
        funcs: funcs === undefined ? [] : this.#array(funcs, '.funcs').flatMap((each) => this.#func(each, patch)),
        callbacks: Object.fromEntries(callbacks),
      };
    });
  }

  #func(element: Element, patch: string): readonly FuncSpec[] {
    const fields = this.#fields(element, 'klp_func');
    const given = new Map(fields.map((field) => [field.name, field]));
    const old = given.get('old_name');
    const oldName = old === undefined ? null : this.#name(old);
    for (const { name, node } of fields) {
      if (!['old_name', 'new_func', 'old_sympos'].includes(name)) this.#odd(node, `.${name} of struct klp_func`);
    }
    if (oldName === null) {
      this.#odd(
        element.node,
        `a struct klp_func ${old === undefined ? 'without .old_name' : 'whose .old_name is no text'}`,
      );
      return [];
    }
    const position = given.get('old_sympos');
    const sympos = position === undefined ? 0 : wholeNumber(this.#structures.value(position));
    if (sympos === null && position !== undefined)
      this.#odd(position.node, `.old_sympos = ${this.#text(position.node)}`, 'read as 0');
    const fresh = given.get('new_func');
    const value = fresh && this.#structures.value(fresh);
    if (value?.kind !== 'name')
      this.#odd(fresh?.node ?? element.node, `.new_func of ${oldName}`, `read as ${patch}_${oldName}`);
    const newName = value?.kind === 'name' ? value.value : undefined;
    const func = newName === undefined ? undefined : this.#unit.functions.get(newName);
    const effect = func === undefined ? null : effectOf(this.#source, func, patch, oldName, this.#problems);
    return [
      {
        oldName,
        ...(newName !== undefined && { newName }),
        ...(sympos && { sympos }),
        ...(effect && { effect }),
      },
    ];
  }

  #callback(field: Field, object: string): readonly (readonly [CallbackName, Callback])[] {
    const { name, node } = field;
    const which = CALLBACKS.find((each) => name === `callbacks.${each}`);
    if (which === undefined) {
      if (name.startsWith('callbacks')) this.#odd(node, `.${name}`);
      return [];
    }
    const value = this.#structures.value(field);
    if (value.kind === 'null') return [];
    const func = value.kind === 'name' ? this.#unit.functions.get(value.value) : undefined;
    if (func === undefined) {
      this.#odd(node, `.${which} = ${this.#text(node)}`, 'read as a callback that does nothing');
      return [[which, { log: [] }]];
    }
    const found = behaviourOf(this.#unit, func, { object, prefix: this.#source.prefix });
    this.#problems.doubts(found);
    return [[which, { ...printed(found), ...(which === 'pre_patch' && this.#returned(found, func.node)) }]];
  }

  /** The number that `pre_patch` returns, or the parameter whose value it is. */
  #returned({ returns }: Behaviour, node: SyntaxNode): Pick<Callback, 'returns' | 'returnsParam'> {
    if (returns === null || returns.kind === 'null') return {};
    if (returns.kind === 'number') return returns.value === 0 ? {} : { returns: returns.value };
    const variable = returns.kind === 'name' ? returns.value : null;
    const param = paramsOf(this.#unit).find((each) => each.variable === variable);
    if (param !== undefined) return { returnsParam: param.name };
    this.#odd(returns.kind === 'unknown' ? returns.node : node, 'what pre_patch returns', 'taken to be 0');
    return {};
  }

  #states(states: Field): readonly KlpState[] {
    return this.#array(states, '.states').flatMap((element): KlpState[] => {
      const state = { id: 0, version: 0, blockDisable: false };
      for (const field of this.#fields(element, 'klp_state')) {
        const { name, node: given } = field;
        const value = wholeNumber(this.#structures.value(field));
        if (name === 'data') continue;
        if (value === null || (name !== 'id' && name !== 'version' && name !== 'block_disable')) {
          this.#odd(given, `.${name} of struct klp_state`);
        } else if (name === 'block_disable') state.blockDisable = value !== 0;
        else state[name] = value;
      }
      if (state.id === 0) return [];
      return [{ id: state.id, version: state.version, ...(state.blockDisable && { blockDisable: true }) }];
    });
  }

  /** What init prints before it enables the livepatch, and after; and what exit prints. */
  #initAndExit(draft: Draft, starts: Behaviour | null): void {
    const init = markedFunction(this.#unit, 'init');
    const exit = markedFunction(this.#unit, 'exit');
    if (init === null || starts === null)
      this.#odd(this.#variable.node, 'no module_init()', 'enabled when it is loaded, all the same');
    else this.#init(draft, starts, init.node);
    if (exit === null) return;
    const found = behaviourOf(this.#unit, exit, { prefix: this.#source.prefix });
    this.#problems.doubts(found);
    const exitLog = [...found.before, ...found.after];
    if (exitLog.length > 0) draft.exitLog = exitLog;
  }

  #init(draft: Draft, found: Behaviour, node: SyntaxNode): void {
    this.#problems.doubts(found);
    if (found.enabledAfter === null)
      this.#odd(node, 'init does not call klp_enable_patch()', 'enabled when it is loaded, all the same');
    const all = [...found.before, ...found.after];
    const [before, after] = [
      all.slice(0, found.enabledAfter ?? all.length),
      all.slice(found.enabledAfter ?? all.length),
    ];
    if (all.length > 0) draft.initLog = { ...(before.length > 0 && { before }), ...(after.length > 0 && { after }) };
  }
}

const STRUCTS: Readonly<Record<string, string>> = {
  '.objs': 'klp_object',
  '.funcs': 'klp_func',
  '.states': 'klp_state',
};
const structOf = (what: string): string => STRUCTS[what] ?? '';

const printed = ({ before, after, ifPrevState, ifNoPrevState }: Behaviour): Callback => ({
  log: before,
  ...(after.length > 0 && { always: after }),
  ...(ifPrevState.length > 0 && { ifPrevState }),
  ...(ifNoPrevState.length > 0 && { ifNoPrevState }),
});
