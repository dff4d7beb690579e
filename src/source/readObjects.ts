/** `struct klp_object`, and everything that hangs on it. */
import type { SyntaxNode } from '@lezer/common';
import { mayFail } from '../kernel/callbacks';
import { CALLBACK_NAMES, type Callback, type CallbackName } from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import type { FuncSpec, ObjectSpec } from '../kernel/world';
import { type Behaviour, behaviourOf } from './behaviour';
import { effectOf, type Problems, paramsOf, type Source, wholeNumber } from './source';
import { type Field, listIn } from './structs';
import type { Element, Structures } from './structures';
import { isUnknown } from './unbuilt';
import type { Unit } from './unit';
import { placeNamed, truth } from './values';

/** What klp-build puts into a module, for the init function that it adds. */
export const EXTERNAL = 'klp_object_ext';
/** Where `scripts/livepatch/init.c` finds them. */
const IN_SECTION =
  'read as an empty list: it is made of the section __klp_objects, which klp-build fills with what a diff changes';

const IN_KPATCH =
  'read as an empty list: it is made of the section .kpatch.funcs, which kpatch-build fills with what a diff changes';
/** By a loop, by another function, or in another file. */
const MADE_THEN =
  'read as an empty list: the text does not show what stands in it. Write it as an array with its elements';

export const firstLine = ({ unit }: Source, { from, to }: SyntaxNode): string =>
  (unit.text.slice(from, to).trim().split('\n')[0] ?? '').slice(0, 40);

export class Objects {
  readonly #source: Source;
  readonly #unit: Unit;
  readonly #problems: Problems;
  readonly #structures: Structures;

  constructor(source: Source, problems: Problems, structures: Structures) {
    this.#source = source;
    this.#unit = source.unit;
    this.#problems = problems;
    this.#structures = structures;
  }

  #text(node: SyntaxNode): string {
    return firstLine(this.#source, node);
  }

  /** The elements of an array that stands there or is named there. `isCounted`: no empty one need end it. */
  array(field: Field, what: string, isCounted = false): readonly Element[] {
    const { node } = field;
    const here = listIn(node);
    const value = here === null ? this.#structures.value(field) : null;
    if (value?.kind === 'null') return [];
    const at = value?.kind === 'name' ? this.#structures.leadsTo(placeNamed(value.value)) : null;
    if (here === null && (at === null || this.#structures.isUnset(at.name))) {
      const external = what === '.objs' ? this.#structures.external() : [];
      if (external.length === 0) this.#problems.add(node, `${what} ${this.#text(node)}`, this.#whereElse());
      return external;
    }
    const { elements, unseen, isOpen } =
      at === null ? this.#structures.literal(here, structOf(what)) : this.#structures.elements(at);
    const list = here ?? (at === null ? null : listIn(this.#unit.variables.get(at.name)?.init ?? null)) ?? node;
    const named = at?.name ?? what;
    if (isOpen && !isCounted) this.#problems.add(list, `${named} has no empty element at its end`, 'read as if it had');
    if (unseen !== null) this.#problems.add(unseen, `an element of ${named} after the empty one that ends it`);
    if (elements.length > LIMITS.list)
      this.#problems.add(list, `${named} has ${elements.length} elements`, `${LIMITS.list} are read`);
    return elements.slice(0, LIMITS.list);
  }

  /** Where the objects are that are not in the text. */
  #whereElse(): string {
    const all = [...this.#unit.variables.values()];
    if (all.some(({ struct }) => struct === EXTERNAL)) return IN_SECTION;
    const isOfKpatch = all.some(({ struct }) => struct === 'kpatch_patch_func');
    return isOfKpatch ? IN_KPATCH : MADE_THEN;
  }

  /** Fields, with what a compiler would miss before them named. */
  whole(fields: readonly Field[]): readonly Field[] {
    for (const { node, missing } of fields)
      if (missing !== undefined) this.#problems.add(node, missing, 'read as if it were there');
    return fields;
  }

  /** @returns `null` where it is no structure. */
  fields({ node, fields }: Element, struct: string): readonly Field[] | null {
    if (fields !== null) return this.whole(fields);
    const text = this.#text(node);
    const [, macro] = /^(\w+) *\(/.exec(text) ?? [];
    const instead = macro === undefined ? undefined : `left out: put the #define of ${macro} above it`;
    this.#problems.add(node, `“${text}” in an array of struct ${struct}`, instead);
    return null;
  }

  #name(field: Field): string | null {
    const value = this.#structures.value(field);
    if (value.kind === 'text' && value.value.length <= LIMITS.func)
      return value.value.replaceAll('{module}', this.#source.name ?? 'module');
    this.#problems.add(field.node, `.${field.name} = ${this.#text(field.node)}`);
    return null;
  }

  objects(objs: Field, patch: string): readonly ObjectSpec[] {
    return this.objectsOf(this.array(objs, '.objs'), patch);
  }

  objectsOf(elements: readonly Element[], patch: string): readonly ObjectSpec[] {
    return elements.flatMap((element): readonly ObjectSpec[] => {
      const fields = this.fields(element, 'klp_object');
      if (fields === null) return [];
      const named = fields.find(({ name }) => name === 'name');
      const isKernel = named === undefined || truth(this.#structures.value(named)) === false;
      const name = isKernel ? 'vmlinux' : (this.#name(named) ?? 'unknown');
      // `klp_is_module()`: any name is one of a module, and none is called that.
      if (named !== undefined && !isKernel && name === 'vmlinux')
        this.#problems.add(
          named.node,
          '.name = "vmlinux", of which the kernel makes a module that never comes; vmlinux has .name = NULL',
          'read as NULL',
        );
      const callbacks = fields.flatMap((field) => this.#callback(field, name));
      for (const field of fields) {
        if (!/^(name|funcs|nr_funcs|callbacks(\..*)?)$/.test(field.name))
          this.#problems.add(field.node, `.${field.name} of struct klp_object`);
      }
      return [
        {
          name,
          funcs: this.#counted(fields).flatMap((each) =>
            // Only `struct klp_object_ext` counts them, and its are of `struct klp_func_ext`.
            this.#func(
              each,
              patch,
              fields.some((field) => field.name === 'nr_funcs'),
            ),
          ),
          callbacks: Object.fromEntries(callbacks),
        },
      ];
    });
  }

  /** The functions of an object: up to the empty one, or as many as `struct klp_object_ext` says. */
  #counted(fields: readonly Field[]): readonly Element[] {
    const [funcs, count] = ['funcs', 'nr_funcs'].map((name) => fields.find((field) => field.name === name));
    if (funcs === undefined) return [];
    if (count === undefined) return this.array(funcs, '.funcs');
    const number = wholeNumber(this.#structures.value(count));
    const all = this.array(funcs, '.funcs', true);
    if (number === null)
      this.#problems.add(count.node, `.nr_funcs = ${this.#text(count.node)}`, `read as ${all.length}`);
    else if (number !== all.length)
      this.#problems.add(
        count.node,
        `.nr_funcs is ${number}, and there are ${all.length}`,
        `read as ${Math.min(number, all.length)}`,
      );
    return all.slice(0, number ?? all.length);
  }

  #func(element: Element, patch: string, isExternal: boolean): readonly FuncSpec[] {
    const fields = this.fields(element, 'klp_func');
    if (fields === null) return [];
    const given = new Map(fields.map((field) => [field.name, field]));
    const old = given.get('old_name');
    const oldName = old === undefined ? null : this.#name(old);
    for (const { name, node } of fields) {
      if (!['old_name', 'new_func', 'old_sympos', 'sympos'].includes(name))
        this.#problems.add(node, `.${name} of struct klp_func`);
      // `struct klp_func_ext` has it.
      if (name === 'sympos' && !this.#source.around.words.has('klp_func_ext'))
        this.#problems.add(
          node,
          '.sympos of struct klp_func',
          given.has('old_sympos') ? 'left out' : 'read as .old_sympos: a compiler knows no .sympos',
        );
    }
    const oldPosition = given.get('old_sympos');
    if (isExternal && oldPosition !== undefined)
      this.#problems.add(
        oldPosition.node,
        '.old_sympos of struct klp_func_ext',
        given.has('sympos') ? 'left out' : 'read as .sympos: a compiler knows no .old_sympos there',
      );
    if (oldName === null) {
      this.#problems.add(
        element.node,
        `a struct klp_func ${old === undefined ? 'without .old_name' : `whose .old_name is no text of up to ${LIMITS.func} characters`}`,
      );
      return [];
    }
    const position = (isExternal ? given.get('sympos') : undefined) ?? oldPosition ?? given.get('sympos');
    const sympos = position === undefined ? 0 : wholeNumber(this.#structures.value(position));
    if (sympos === null && position !== undefined)
      this.#problems.add(position.node, `.old_sympos = ${this.#text(position.node)}`, 'read as 0');
    const fresh = given.get('new_func');
    const value = fresh && this.#structures.value(fresh);
    if (value?.kind !== 'name')
      this.#problems.add(fresh?.node ?? element.node, `.new_func of ${oldName}`, `read as ${patch}_${oldName}`);
    const newName = value?.kind === 'name' ? value.value : undefined;
    if (newName !== undefined && isUnknown(this.#unit, this.#source.around, newName))
      this.#problems.add(
        fresh?.node ?? element.node,
        `.new_func = ${newName}, and nothing here is called so`,
        'read as a function of that name: a compiler knows none',
      );
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
    const which = CALLBACK_NAMES.find((each) => name === `callbacks.${each}`);
    if (which === undefined) {
      if (name.startsWith('callbacks')) this.#problems.add(node, `.${name}`);
      return [];
    }
    const value = this.#structures.value(field);
    if (value.kind === 'null') return [];
    const func = value.kind === 'name' ? this.#unit.functions.get(value.value) : undefined;
    if (func === undefined) {
      this.#problems.add(node, `.${which} = ${this.#text(node)}`, 'read as a callback that does nothing');
      return [[which, { log: [] }]];
    }
    const found = behaviourOf(this.#unit, func, { object, prefix: this.#source.prefix });
    this.#problems.doubts(found);
    return [[which, { ...printed(found), ...(mayFail(which) && this.#returned(found, func.node)) }]];
  }

  /** The number that `pre_patch` returns, or the parameter whose value it is. */
  #returned({ returns }: Behaviour, node: SyntaxNode): Pick<Callback, 'returns' | 'returnsParam'> {
    if (returns === null || returns.kind === 'null') return {};
    if (returns.kind === 'number') return returns.value === 0 ? {} : { returns: returns.value };
    const variable = returns.kind === 'name' ? returns.value : null;
    const param = paramsOf(this.#unit).find((each) => each.variable === variable);
    if (param !== undefined) return { returnsParam: param.name };
    this.#problems.add(returns.kind === 'unknown' ? returns.node : node, 'what pre_patch returns', 'taken to be 0');
    return {};
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
