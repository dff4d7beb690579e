/** `struct klp_patch`, and everything that hangs on it. */
import type { SyntaxNode } from '@lezer/common';
import { specFromImage } from '../kernel/imageSpecs';
import { isFlag } from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import type { KlpState } from '../kernel/model';
import { numberHeld } from '../kernel/queries';
import { imageFromSpec } from '../kernel/specImages';
import type { WidePatchSpec } from '../kernel/world';
import { type Behaviour, behaviourOf } from './behaviour';
import type { SourceProblem } from './preprocess';
import { EXTERNAL, firstLine, Objects } from './readObjects';
import {
  doubtParams,
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
import type { Field } from './structs';
import { Structures } from './structures';
import type { Unit, Variable } from './unit';
import { evaluate, truth, type Value } from './values';

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
  if (all.length > 0) return set.length > 0 ? set : all.slice(0, 1);
  // What klp-build puts into a module stands there without the init function that it adds.
  const external = [...variables.values()].filter(
    ({ name, struct }) => struct === EXTERNAL && !structures.isUnset(name),
  );
  return external.slice(0, 1);
}

class Patch {
  readonly #source: Source;
  readonly #unit: Unit;
  readonly #variable: Variable;
  readonly #problems: Problems;
  readonly #structures: Structures;
  readonly #objects: Objects;

  constructor(source: Source, variable: Variable, problems: Problems, structures: Structures) {
    this.#objects = new Objects(source, problems, structures);
    this.#structures = structures;
    this.#source = source;
    this.#unit = source.unit;
    this.#variable = variable;
    this.#problems = problems;
  }

  #text(node: SyntaxNode): string {
    return firstLine(this.#source, node);
  }

  read(index: number, starts: Behaviour | null): WidePatchSpec {
    const { node, name: variable } = this.#variable;
    const { name: first } = nameOf(this.#source, 'livepatch_sample');
    const name = index === 0 ? first : `${first}_${variable}`.slice(0, LIMITS.name);
    if (index > 0) this.#problems.add(node, 'a second struct klp_patch', `read as a module of its own, ${name}`);
    const draft: Draft = { name, funcs: [] };
    const params = paramImages(this.#unit);
    if (params.length > 0) draft.params = params;
    doubtParams(this.#unit, this.#problems);
    if (this.#variable.struct === EXTERNAL) {
      draft.replace = true;
      draft.objects = this.#objects.objectsOf(this.#structures.external(), name);
      return specFromImage(imageFromSpec(draft));
    }
    const { fields, begins } = this.#structures.patch(this.#variable);
    // A parameter may take the place of what it began as.
    for (const field of begins) if (field.name === 'replace') this.#field(draft, field);
    for (const field of this.#objects.whole(fields)) this.#field(draft, field);
    this.#initAndExit(draft, starts);
    if (draft.objects === undefined)
      this.#problems.add(node, `${variable} has no .objs`, 'read as a livepatch of nothing');
    if (infoOf(this.#unit, 'livepatch') === null) draft.complaint = { about: 'notMarked' };
    const note = infoOf(this.#unit, 'description');
    if (note !== null) draft.note = note.slice(0, LIMITS.note);
    return specFromImage(imageFromSpec(draft));
  }

  #field(draft: Draft, field: Field): void {
    const { name, node } = field;
    const whole = (): number => {
      const value = wholeNumber(this.#structures.value(field));
      if (value === null || value > LIMITS.version)
        this.#problems.add(node, `.${name} = ${this.#text(node)}`, 'read as 0');
      return value === null || value > LIMITS.version ? 0 : value;
    };
    const flag = (): boolean => {
      const holds = truth(this.#structures.value(field));
      const byDefault = holds === null ? this.#byDefault(node) : holds;
      if (holds === null)
        this.#problems.add(
          node,
          `.${name} = ${this.#text(node)}`,
          byDefault === null ? 'read as false' : `read as ${byDefault}: the parameter has its default`,
        );
      return byDefault ?? false;
    };
    switch (name) {
      case 'mod':
        return;
      case 'objs':
        draft.objects = this.#objects.objects(field, draft.name);
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
        this.#problems.add(node, `.${name} of struct klp_patch`);
    }
  }

  /** What an expression is while parameters have their defaults. */
  #byDefault(node: SyntaxNode): boolean | null {
    const params = paramsOf(this.#unit);
    const names = (name: string): Value | undefined => {
      const param = params.find(({ variable, type }) => variable === name && type !== 'text');
      if (param === undefined) return undefined;
      return {
        kind: 'number',
        value: isFlag(param.type) ? numberHeld(param.type, param.default) : Number(param.default),
      };
    };
    return truth(evaluate(node, { unit: this.#unit, names }));
  }

  /** What stands in it, or the parameter that init copies into it. */
  #replace(draft: Draft, field: Field, flag: () => boolean): void {
    const value = this.#structures.value(field);
    const param = paramsOf(this.#unit).find(({ variable }) => value.kind === 'name' && variable === value.value);
    if (param === undefined) draft.replace = flag();
    else draft.replaceParam = param.name;
  }

  #states(states: Field): readonly KlpState[] {
    return this.#objects.array(states, '.states').flatMap((element): KlpState[] => {
      const state = { id: 0, version: 0, blockDisable: false };
      for (const field of this.#objects.fields(element, 'klp_state') ?? []) {
        const { name, node: given } = field;
        const value = wholeNumber(this.#structures.value(field));
        if (name === 'data') continue;
        if (value === null || (name !== 'id' && name !== 'version' && name !== 'block_disable')) {
          this.#problems.add(given, `.${name} of struct klp_state`);
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
      this.#problems.add(this.#variable.node, 'no module_init()', 'enabled when it is loaded, all the same');
    else this.#init(draft, starts, init.node);
    if (exit === null) return;
    const found = behaviourOf(this.#unit, exit, { prefix: this.#source.prefix });
    this.#problems.doubts(found);
    const exitLog = [...found.before, ...found.after];
    if (exitLog.length > 0) draft.exitLog = exitLog;
  }

  #init(draft: Draft, found: Behaviour, node: SyntaxNode): void {
    this.#problems.doubts(found);
    const returned = found.returns?.kind === 'number' ? found.returns.value : 0;
    if (found.enabledAfter === null && returned !== 0) draft.initReturns = returned;
    else if (returned < 0)
      this.#problems.add(
        node,
        `init returns ${returned} after klp_enable_patch() has succeeded`,
        'left out: the kernel would free the module while its livepatch is enabled (do_init_module())',
      );
    else if (found.enabledAfter === null)
      this.#problems.add(node, 'init does not call klp_enable_patch()', 'enabled when it is loaded, all the same');
    const all = [...found.before, ...found.after];
    const [before, after] = [
      all.slice(0, found.enabledAfter ?? all.length),
      all.slice(found.enabledAfter ?? all.length),
    ];
    if (all.length > 0) draft.initLog = { ...(before.length > 0 && { before }), ...(after.length > 0 && { after }) };
  }
}
