/** What a C function prints and returns, read from its text: straight on, into the functions that it calls. */
import type { SyntaxNode } from '@lezer/common';
import * as branches from './branches';
import { forParts, placeOf, setsStructures } from './loops';
import { memberOf, OPEN, targetIn } from './openObject';
import { formatted } from './printf';
import { childrenOf, type Func, type Unit } from './unit';
import { evaluate, further, oneOf, type Scope, text, truth, type Value } from './values';

export interface Assignment {
  /** `funcs[1].old_name`, whatever leads there. */
  readonly to: string;
  readonly node: SyntaxNode;
  /** What it is set to. */
  readonly right: SyntaxNode;
  readonly value: Value;
  /** `klp_enable_patch()` has been called before. */
  readonly isLate: boolean;
}

/** What happens before a check that may end the function, and after the first. */
export interface Behaviour {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly ifPrevState: readonly string[];
  readonly ifNoPrevState: readonly string[];
  /** Put out with `seq_printf()`: what a reader of the file sees. */
  readonly shown: string;
  /** `null`: it returns nothing, or never gets there. */
  readonly returns: Value | null;
  /** Lines of the log printed before `klp_enable_patch()` was called; `null`: it was not. */
  readonly enabledAfter: number | null;
  readonly assignments: readonly Assignment[];
  readonly doubts: readonly { readonly node: SyntaxNode; readonly what: string; readonly instead: string }[];
}

export interface Around {
  /** What `obj` is: the object of a callback, `vmlinux` for the kernel itself. */
  readonly object?: string;
  readonly prefix: string;
}

const DEPTH = 8;
/** Statements that one reading looks at. */
const MOST = 2000;
/** Rounds of one loop. */
const ROUNDS = 64;
const PRINTS = /^pr_(emerg|alert|crit|err|warn|warning|notice|info|debug|devel|info_once|warn_once|info_ratelimited)$/;

class Reading {
  readonly #unit: Unit;
  readonly #around: Around;
  readonly lists = { before: [] as string[], after: [] as string[], prev: [] as string[], none: [] as string[] };
  readonly doubts: Behaviour['doubts'][number][] = [];
  readonly assignments: Assignment[] = [];
  shown = '';
  enabledAfter: number | null = null;
  /** What it returns instead of 0, where that is not 0. */
  failure: Value | null = null;
  #now: 'before' | 'after' | 'prev' | 'none' = 'before';
  #steps = 0;

  constructor(unit: Unit, around: Around) {
    this.#unit = unit;
    this.#around = around;
  }

  #said({ from, to }: SyntaxNode): string {
    return this.#unit.text.slice(from, to);
  }

  /** The function from its first statement on. `null`: its end was reached without `return`. */
  call(func: Func, args: ReadonlyMap<string, Value>, depth: number): Value | null {
    const locals = new Map(args);
    const scope: Scope = {
      unit: this.#unit,
      names: (name) => (name === '__func__' || name === '__FUNCTION__' ? text(func.name) : locals.get(name)),
      fields: (path) => memberOf(path, args, this.#around.object),
    };
    const ended = this.#block(func.body, scope, locals, depth);
    if (ended.leads !== undefined) this.#doubt(ended.leads, branches.LEFT_OUT);
    return ended.value;
  }

  #block(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): Ended {
    const statements = node.name === 'CompoundStatement' ? childrenOf(node) : [node];
    for (let at = 0; at < statements.length; at += 1) {
      const ended = this.#statement(statements[at] ?? node, scope, locals, depth);
      if (!ended.over) continue;
      const label = ended.leads?.getChild('StatementIdentifier');
      const to = label == null ? -1 : branches.placeOfLabel(statements, this.#said(label), this.#unit.text);
      if (to <= at) return ended;
      at = to - 1;
    }
    return GOES_ON;
  }

  #statement(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): Ended {
    this.#steps += 1;
    if (this.#steps > MOST) return { over: true, value: null };
    switch (node.name) {
      case 'CompoundStatement':
        return this.#block(node, scope, locals, depth);
      case 'Declaration':
        this.#declaration(node, scope, locals, depth);
        return GOES_ON;
      case 'ExpressionStatement': {
        if (node.firstChild !== null) this.#expression(node.firstChild, scope, locals, depth);
        return GOES_ON;
      }
      case 'ReturnStatement': {
        const given = childrenOf(node).find(({ name }) => /^[A-Z]/.test(name));
        return { over: true, value: given === undefined ? null : this.#expression(given, scope, locals, depth) };
      }
      case 'IfStatement':
        return this.#if(node, scope, locals, depth);
      case 'GotoStatement':
        return { over: true, value: null, leads: node };
      case 'LabeledStatement':
        return node.lastChild === null ? GOES_ON : this.#statement(node.lastChild, scope, locals, depth);
      case 'ForStatement':
        return this.#for(node, scope, locals, depth);
      case 'WhileStatement':
      case 'DoStatement':
      case 'SwitchStatement':
      case 'ForRangeLoop':
        this.#skip(node, branches.LEFT_OUT);
        return GOES_ON;
      default:
        return GOES_ON;
    }
  }

  #for(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): Ended {
    const parts = forParts(node, this.#said(node));
    if (parts === null) return this.#skip(node, branches.LEFT_OUT);
    const { start, condition, step, body } = parts;
    if (start.name === 'Declaration') this.#declaration(start, scope, locals, depth);
    else this.#expression(start, scope, locals, depth);
    for (let round = 0; round < ROUNDS; round += 1) {
      const holds = truth(evaluate(condition, scope));
      if (holds === null) return this.#skip(node, branches.LEFT_OUT);
      const ended = holds ? this.#statement(body, scope, locals, depth) : GOES_ON;
      if (!holds || ended.over) return ended;
      this.#expression(step, scope, locals, depth);
    }
    return GOES_ON;
  }

  /** Something that is run an unknown number of times: of interest when it prints, ends the function, or sets what a livepatch has. */
  #skip(node: SyntaxNode, instead: string): Ended {
    const said = this.#said(node);
    const isOfInterest = /\b(return|(pr_\w+|printk|seq_\w+)\s*\()/.test(said) || setsStructures(said, this.#unit);
    if (isOfInterest) this.#doubt(node, instead);
    return GOES_ON;
  }

  #doubt(node: SyntaxNode, instead: string): void {
    this.doubts.push({ node, what: `“${this.#firstLine(node)}”`, instead });
  }

  #firstLine(node: SyntaxNode): string {
    return (this.#said(node).split('\n')[0] ?? '').trim().slice(0, 60);
  }

  #declaration(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): void {
    for (const each of node.getChildren('InitDeclarator')) {
      const name = each.getChild('Identifier');
      const value = each.lastChild;
      if (value === null) continue;
      const given = this.#expression(value, scope, locals, depth);
      if (name !== null) locals.set(this.#said(name), given);
    }
    for (const each of node.getChildren('Identifier')) locals.set(this.#said(each), { kind: 'unknown', node: each });
  }

  #if(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): Ended {
    const condition = node.getChild('ConditionClause');
    const ways = childrenOf(node).filter(({ name }) => /(Statement|Declaration)$/.test(name));
    const [yes, no] = ways;
    if (condition === null || yes === undefined) return GOES_ON;
    const prev = branches.aboutPrevState(this.#said(condition), locals);
    if (prev !== null) return this.#byPrevState(prev ? [yes, no] : [no, yes], scope, locals, depth);
    const inside =
      condition.getChild('ParenthesizedExpression') ?? childrenOf(condition).find(({ name }) => /^[A-Z]/.test(name));
    const value = inside == null ? null : this.#expression(inside, scope, locals, depth);
    const holds = value === null ? null : truth(value);
    if (holds !== null) {
      const way = holds ? yes : no;
      return way === undefined ? GOES_ON : this.#statement(way, scope, locals, depth);
    }
    const ends = /\b(return|goto)\b/.test(this.#said(yes));
    // Nothing fails here: memory is there, and what is asked for is found.
    const failure = branches.returnsWhatItAsks(value, this.#said(yes));
    this.failure ??= failure;
    if (ends && failure === null && !branches.asksOfCall(condition, locals, this.#unit))
      this.#doubt(node, branches.DOES_NOT_HOLD);
    if (ends && this.#now === 'before') this.#now = 'after';
    if (!ends) this.#skip(node, 'left out: whether it holds is known only when it runs');
    return no === undefined || !ends ? GOES_ON : this.#statement(no, scope, locals, depth);
  }

  #byPrevState(
    [taken, free]: readonly [SyntaxNode | undefined, SyntaxNode | undefined],
    scope: Scope,
    locals: Map<string, Value>,
    depth: number,
  ): Ended {
    const before = this.#now;
    this.#now = 'prev';
    const first = taken === undefined ? GOES_ON : this.#statement(taken, scope, locals, depth);
    this.#now = 'none';
    const second = free === undefined ? GOES_ON : this.#statement(free, scope, locals, depth);
    if (first.over && second.over) return second;
    // What follows is for whoever did not return.
    this.#now = first.over ? 'none' : second.over ? 'prev' : before === 'before' ? 'after' : before;
    return GOES_ON;
  }

  #expression(node: SyntaxNode, scope: Scope, locals: Map<string, Value>, depth: number): Value {
    if (node.name === 'ParenthesizedExpression') {
      const [inside] = childrenOf(node).filter(({ name }) => /^[A-Z]/.test(name));
      return inside === undefined ? evaluate(node, scope) : this.#expression(inside, scope, locals, depth);
    }
    if (node.name === 'CallExpression') return this.#called(node, scope, depth);
    if (node.name === 'AssignmentExpression') return this.#assignment(node, scope, locals, depth);
    if (node.name === 'UpdateExpression') return this.#update(node, scope, locals);
    // To the parser `a = b ? c : d` is `(a = b) ? c : d`.
    const [set, yes, no] = node.name === 'ConditionalExpression' ? childrenOf(node) : [];
    if (set?.name === 'AssignmentExpression' && set.lastChild !== null)
      return this.#assignment(set, scope, locals, depth, oneOf([set.lastChild, yes, no], scope));
    // `*patch = …` is to the parser what `*` does with an assignment.
    const pointed = node.name === 'PointerExpression' ? node.lastChild : null;
    if (pointed?.name === 'AssignmentExpression') return this.#assignment(pointed, scope, locals, depth);
    const conditional = node.name === 'UnaryExpression' ? node.lastChild : null;
    if (conditional?.name === 'CallExpression') this.#called(conditional, scope, depth);
    return evaluate(node, scope);
  }

  #assignment(
    node: SyntaxNode,
    scope: Scope,
    locals: Map<string, Value>,
    depth: number,
    right = node.lastChild,
  ): Value {
    const to = node.firstChild;
    const unknown: Value = { kind: 'unknown', node };
    if (to === null) return unknown;
    const found = right === null ? unknown : this.#expression(right, scope, locals, depth);
    // `+=` and the like.
    const value = node.getChild('UpdateOp') === null ? found : unknown;
    const isName = to.name === 'Identifier' && node.parent?.name !== 'PointerExpression';
    const place = isName ? this.#said(to) : placeOf(to, scope);
    if (isName) locals.set(place, value);
    this.assignments.push({
      to: place,
      node,
      right: right ?? node.lastChild ?? node,
      value,
      isLate: this.enabledAfter !== null,
    });
    return value;
  }

  /** `i++` */
  #update(node: SyntaxNode, scope: Scope, locals: Map<string, Value>): Value {
    const name = node.getChild('Identifier');
    const unknown: Value = { kind: 'unknown', node };
    if (name === null) return unknown;
    const value = evaluate(name, scope);
    const by = this.#said(node).includes('++') ? 1 : -1;
    const next = value.kind === 'number' ? value.value + by : null;
    locals.set(
      this.#said(name),
      next === null
        ? (further(value, { kind: 'number', value: by }, scope) ?? unknown)
        : { kind: 'number', value: next },
    );
    return value;
  }

  #called(node: SyntaxNode, scope: Scope, depth: number): Value {
    const callee = node.firstChild === null ? '' : this.#said(node.firstChild);
    const args = childrenOf(node.getChild('ArgumentList') ?? node).filter(({ name }) => /^[A-Z]/.test(name));
    const unknown: Value = { kind: 'unknown', node };
    if (callee === 'klp_enable_patch') {
      this.enabledAfter ??= this.lists.before.length + this.lists.after.length;
      return { kind: 'number', value: 0 };
    }
    if (callee === 'klp_register_patch') return { kind: 'number', value: 0 };
    if (callee === 'klp_get_prev_state') return { kind: 'name', value: branches.PREVIOUS };
    if (callee === 'klp_is_module') return { kind: 'number', value: Number(this.#around.object !== 'vmlinux') };
    if (PRINTS.test(callee)) return this.#print(args, this.#around.prefix, node, scope);
    if (callee === 'printk' || callee === '_printk') return this.#print(args, '', node, scope);
    if (callee === 'seq_printf' || callee === 'seq_puts') return this.#show(args.slice(1), callee, node, scope);
    const func = this.#unit.functions.get(callee);
    if (func === undefined || depth >= DEPTH) return unknown;
    const given = new Map(
      func.params.map((param, index) => [param, args[index] ? evaluate(args[index], scope) : unknown]),
    );
    return this.call(func, given, depth + 1) ?? unknown;
  }

  #print(args: readonly SyntaxNode[], prefix: string, node: SyntaxNode, scope: Scope): Value {
    const line = formatted(args, scope);
    if (line === null) {
      this.#doubt(node, branches.UNKNOWN_TEXT);
    } else {
      for (const each of line.replace(/\n+$/, '').split('\n'))
        this.lists[this.#now].push(targetIn(prefix + each, this.#around.object));
    }
    return { kind: 'number', value: 0 };
  }

  #show(args: readonly SyntaxNode[], callee: string, node: SyntaxNode, scope: Scope): Value {
    const first = args[0] === undefined ? null : evaluate(args[0], scope);
    const put = callee === 'seq_puts' ? (first?.kind === 'text' ? first.value : null) : formatted(args, scope);
    if (put === null) this.#doubt(node, branches.UNKNOWN_TEXT);
    else this.shown += put;
    return { kind: 'number', value: 0 };
  }
}

interface Ended {
  readonly over: boolean;
  readonly value: Value | null;
  /** A `goto` that is to be followed. */
  readonly leads?: SyntaxNode;
}
const GOES_ON: Ended = { over: false, value: null };

export function behaviourOf(unit: Unit, func: Func, around: Around): Behaviour {
  const reading = new Reading(unit, around);
  const [first = ''] = func.params;
  const args = new Map<string, Value>(around.object === undefined ? [] : [[first, { kind: 'name', value: OPEN }]]);
  const returns = reading.call(func, args, 0);
  const { before, after, prev, none } = reading.lists;
  return {
    before,
    after,
    ifPrevState: prev,
    ifNoPrevState: none,
    shown: reading.shown,
    returns: returns?.kind === 'number' && returns.value === 0 ? (reading.failure ?? returns) : returns,
    enabledAfter: reading.enabledAfter,
    assignments: reading.assignments,
    doubts: reading.doubts,
  };
}
