/** Structures as `klp_enable_patch()` gets them: what they begin as, and what init has put into them. */
import type { SyntaxNode } from '@lezer/common';
import type { Assignment } from './behaviour';
import { type Field, fieldsOf, isZero, listIn, MOST_PLACES, placedIn } from './structs';
import { childrenOf, type Unit, type Variable } from './unit';
import { evaluate, placeNamed, truth, type Value } from './values';

/** One structure: a variable, or an element of an array. */
interface Place {
  readonly name: string;
  readonly index: number;
}

export interface Element {
  readonly node: SyntaxNode;
  /** `null`: it is no structure. */
  readonly fields: readonly Field[] | null;
}

export interface Elements {
  readonly elements: readonly Element[];
  /** The first that the kernel does not see, since an empty one comes before it. */
  readonly unseen: SyntaxNode | null;
  /** No empty one ends the array. */
  readonly isOpen: boolean;
}

interface Put {
  /** The whole structure was set: nothing is left of what it began as. */
  isWhole: boolean;
  readonly node: SyntaxNode;
  readonly fields: Map<string, Field>;
}

/** An assignment that leads to no structure that is known. */
interface Lost {
  readonly node: SyntaxNode;
  readonly instead: string;
}

const POINTERS: ReadonlySet<string> = new Set(['objs', 'funcs', 'states']);
const INNER: ReadonlySet<string> = new Set(['callbacks']);

export class Structures {
  readonly lost: Lost[] = [];
  readonly #unit: Unit;
  readonly #put = new Map<string, Map<number, Put>>();
  readonly #reached = new Set<string>();
  readonly #placed = new Map<string, readonly (SyntaxNode | undefined)[]>();

  constructor(unit: Unit, assignments: readonly Assignment[]) {
    this.#unit = unit;
    for (const each of assignments) this.#assign(each);
  }

  #structOf(name: string): string | null {
    const struct = this.#unit.variables.get(name)?.struct ?? '';
    return struct.startsWith('klp_') ? struct : null;
  }

  #assign({ to, node, right, value, isLate }: Assignment): void {
    const [base = '', ...steps] = to.match(/^\w+|\[[^[\]]*\]|\.\w+/g) ?? [];
    if (this.#structOf(base) === null) return;
    const found = `${base}${steps.join('')}` !== to ? null : this.#walk(base, steps);
    if (found === null) this.lost.push({ node, instead: 'left out' });
    else if (isLate) this.lost.push({ node, instead: 'left out: it comes after klp_enable_patch()' });
    else this.#store(found.at, found.path.join('.'), node, right, value);
  }

  /** From structure to structure, by what their members point at. */
  #walk(base: string, steps: readonly string[]): { readonly at: Place; readonly path: readonly string[] } | null {
    let at = this.leadsTo({ name: base, index: 0 });
    let path: string[] = [];
    for (const step of steps) {
      if (path.length > 0 && POINTERS.has(path.at(-1) ?? '')) {
        const next = this.#pointedAt(at, path.join('.'));
        if (next === null) return null;
        at = next;
        path = [];
      }
      if (step.startsWith('.')) path.push(step.slice(1));
      else if (path.length === 0 && /^\[\d+\]$/.test(step) && Number(step.slice(1, -1)) < MOST_PLACES)
        at = { name: at.name, index: at.index + Number(step.slice(1, -1)) };
      else return null;
    }
    return { at, path };
  }

  #pointedAt(at: Place, member: string): Place | null {
    const field = this.fields(at)?.find(({ name }) => name === member);
    const value = field === undefined ? null : this.value(field);
    return value?.kind === 'name' ? this.leadsTo(placeNamed(value.value)) : null;
  }

  /** Where a pointer leads that begins as `= &funcs[1]`. */
  leadsTo({ name, index }: Place, depth = 0): Place {
    const variable = this.#unit.variables.get(name);
    if (variable === undefined || variable.isArray || variable.init === null || listIn(variable.init) !== null)
      return { name, index };
    const value = evaluate(variable.init, { unit: this.#unit });
    const next = value.kind === 'name' ? placeNamed(value.value) : null;
    if (next === null || depth > 4 || this.#structOf(next.name) !== variable.struct) return { name, index };
    return this.leadsTo({ name: next.name, index: next.index + index }, depth + 1);
  }

  #store({ name, index }: Place, member: string, node: SyntaxNode, right: SyntaxNode, value: Value): void {
    const list = listIn(right);
    const struct = this.#structOf(name) ?? '';
    if (member === '') {
      // `patch = kzalloc(…)`, or a pointer to the structure itself.
      if (list === null) return;
      const put = this.#putAt({ name, index }, node);
      put.isWhole = true;
      put.fields.clear();
      for (const field of fieldsOf(this.#unit, list, struct)) put.fields.set(field.name, field);
      return;
    }
    const put = this.#putAt({ name, index }, node);
    if (list !== null && INNER.has(member)) {
      for (const field of fieldsOf(this.#unit, list, `klp_${member}`))
        put.fields.set(`${member}.${field.name}`, { ...field, name: `${member}.${field.name}` });
    } else
      put.fields.set(member, {
        name: member,
        node: right,
        ...(value.kind !== 'unknown' && list === null && { value }),
      });
  }

  #putAt({ name, index }: Place, node: SyntaxNode): Put {
    const all = this.#put.get(name) ?? new Map<number, Put>();
    const put = all.get(index) ?? { isWhole: false, node, fields: new Map<string, Field>() };
    all.set(index, put);
    this.#put.set(name, all);
    return put;
  }

  value({ node, value }: Field): Value {
    return value ?? evaluate(node, { unit: this.#unit });
  }

  /** The first of the members that are set in structures to which nothing leads. */
  unused(): readonly SyntaxNode[] {
    const others = [...this.#put].filter(([name]) => !this.#reached.has(name));
    return others.flatMap(([, places]) => [...places.values()].slice(0, 1).map(({ node }) => node));
  }

  /** What its initializer has for each place. */
  #begins({ name, isArray, init }: Variable): readonly (SyntaxNode | undefined)[] {
    const known = this.#placed.get(name);
    if (known !== undefined) return known;
    const list = listIn(init);
    const placed = list === null ? [] : isArray ? placedIn(list, { unit: this.#unit }) : [list];
    this.#placed.set(name, placed);
    return placed;
  }

  /** A livepatch as it is given to `klp_enable_patch()`, and what it began as. */
  patch(variable: Variable): { readonly fields: readonly Field[]; readonly begins: readonly Field[] } {
    const { name, init, struct } = variable;
    this.#reached.add(name);
    const list = listIn(init);
    return {
      fields: this.fields({ name, index: 0 }) ?? [],
      begins: list === null ? [] : fieldsOf(this.#unit, list, struct),
    };
  }

  /** `null`: what stands there is no structure. */
  fields({ name, index }: Place): readonly Field[] | null {
    const variable = this.#unit.variables.get(name);
    if (variable === undefined) return null;
    const put = this.#put.get(name)?.get(index);
    const node = put?.isWhole === true ? undefined : this.#begins(variable)[index];
    const list = node === undefined ? null : listIn(node);
    if (node !== undefined && list === null) return null;
    const first = list === null ? [] : fieldsOf(this.#unit, list, variable.struct);
    const set = put?.fields ?? new Map<string, Field>();
    return [...first.filter((field) => !set.has(field.name)), ...set.values()];
  }

  /** What klp-build puts into the section that its init function makes `struct klp_object` of. */
  external(): readonly Element[] {
    const all = [...this.#unit.variables.values()].filter(({ struct }) => struct === 'klp_object_ext');
    return all.flatMap(({ name }) => (this.isUnset(name) ? [] : this.elements({ name, index: 0 }).elements));
  }

  /** Nothing is said of what it holds. */
  isUnset(name: string): boolean {
    const variable = this.#unit.variables.get(name);
    return variable === undefined || (listIn(variable.init) === null && !this.#put.has(name));
  }

  /** The elements of an array from a place on, up to the empty one that ends it. */
  elements({ name, index }: Place): Elements {
    const variable = this.#unit.variables.get(name);
    this.#reached.add(name);
    if (variable === undefined) return { elements: [], unseen: null, isOpen: false };
    const begins = this.#begins(variable);
    const put = this.#put.get(name) ?? new Map<number, Put>();
    const end = Math.max(begins.length, ...[...put.keys()].map((each) => each + 1));
    const found = this.#until(end - index, (at) => {
      const node = begins[index + at] ?? put.get(index + at)?.node;
      return node && { node, fields: this.fields({ name, index: index + at }) };
    });
    return { ...found, isOpen: found.isOpen && !this.#hasRoom(variable, end) };
  }

  #until(count: number, elementAt: (place: number) => Element | undefined): Elements {
    const elements: Element[] = [];
    let hasEnd = false;
    for (let at = 0; at < count; at += 1) {
      const element = elementAt(at);
      const isEmpty = element === undefined || this.#isEmpty(element);
      if (hasEnd && element !== undefined && !isEmpty) return { elements, unseen: element.node, isOpen: false };
      if (isEmpty) hasEnd = true;
      else if (!hasEnd) elements.push(element);
    }
    return { elements, unseen: null, isOpen: !hasEnd };
  }

  #isEmpty({ node, fields }: Element): boolean {
    if (fields === null) return isZero(node, { unit: this.#unit });
    return fields.every((field) =>
      field.value === undefined ? isZero(field.node, { unit: this.#unit }) : truth(field.value) === false,
    );
  }

  /** Of an array that has no name: `(struct klp_func[]){ … }`. */
  literal(list: SyntaxNode | null, struct: string): Elements {
    const placed = list === null ? [] : placedIn(list, { unit: this.#unit });
    return this.#until(placed.length, (at) => {
      const node = placed[at];
      const inside = node === undefined ? null : listIn(node);
      return node && { node, fields: inside === null ? null : fieldsOf(this.#unit, inside, struct) };
    });
  }

  /** There are more elements than were set, or nobody says how many there are. */
  #hasRoom({ node, isArray, init }: Variable, used: number): boolean {
    if (!isArray) return this.#unit.text.slice(node.from, init?.from ?? node.to).includes('*');
    const declarator = node.name === 'ArrayDeclarator' ? node : node.getChild('ArrayDeclarator');
    const size = declarator === null ? undefined : childrenOf(declarator).findLast(({ name }) => /^[A-Z]/.test(name));
    if (size === undefined || size.from === declarator?.from) return false;
    const value = evaluate(size, { unit: this.#unit });
    return value.kind !== 'number' || value.value > used;
  }
}
