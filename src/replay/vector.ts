/** A self-test of the kernel as data: what its script does, step by step, and the log it expects. */
import {
  anything,
  dictionary,
  list,
  type Problem,
  readShape,
  record,
  type Shape,
  ShapeError,
  scalar,
  text,
} from '../kernel/library/shape';
import type { ModuleImage } from '../kernel/model';

/** What a check of a file demands. Exactly one of the three is not `null`. */
export interface Demand {
  readonly equals: string | null;
  readonly notEquals: string | null;
  /** The name of the error with which looking must fail. */
  readonly error: string | null;
}

export type Action =
  | {
      readonly op: 'insmod';
      readonly module: string;
      readonly params: ReadonlyMap<string, string>;
      /** The name of the error with which it must fail; `null` when it must succeed. */
      readonly error: string | null;
    }
  | { readonly op: 'rmmod'; readonly module: string; readonly error: string | null }
  | { readonly op: 'write'; readonly path: string; readonly value: string; readonly error: string | null }
  | { readonly op: 'sysctl'; readonly value: string; readonly error: string | null }
  /** Until `until`: `exists`, `gone`, the number of directories in a directory, or what a file reads. */
  | { readonly op: 'wait'; readonly path: string; readonly until: string; readonly module: string | null }
  | { readonly op: 'read' | 'mode' | 'count'; readonly path: string; readonly demand: Demand }
  | { readonly op: 'exists' | 'gone'; readonly path: string }
  | { readonly op: 'grep'; readonly path: string; readonly pattern: string };

export interface VectorStep {
  readonly action: Action;
  /** What the script writes to the log before it acts. */
  readonly log: readonly string[];
  /** What it says it writes afterwards; `null` when it does not say. */
  readonly logAfter: readonly string[] | null;
}

export interface Vector {
  /** The name of the test; empty when the file names none. */
  readonly title: string;
  /** The script it comes from. */
  readonly script: string;
  readonly steps: readonly VectorStep[];
  /** The whole log, as the script checks it; `null` when the file leaves it open. */
  readonly expect: readonly string[] | null;
}

const common = { log: list(text), log_after: list(text), text, note: text, module: text };

const errorName: Shape<string> = (value, at) => {
  const name = text(value, at);
  if (!/^E[A-Z0-9]+$/.test(name)) throw new ShapeError(at, `expected the name of an error, found "${name}"`);
  return name;
};

const demandFields = { expect: scalar, equals: scalar, not_equals: scalar, error: errorName };

const demandOf = (
  { expect, equals, not_equals, error }: { expect?: string; equals?: string; not_equals?: string; error?: string },
  at: string,
): Demand => {
  const given = [expect, equals, not_equals, error].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new ShapeError(at, 'needs exactly one of "expect", "equals", "not_equals" and "error"');
  }
  return { equals: expect ?? equals ?? null, notEquals: not_equals ?? null, error: error ?? null };
};

const insmod = (fails: boolean): Shape<Action> => {
  const optional = { ...common, params: dictionary(scalar) };
  const shape = record({ op: text, module: text, ...(fails && { error: errorName }) }, optional);
  return (value, at) => {
    const { module, params, error } = shape(value, at);
    return { op: 'insmod', module, params: params ?? new Map(), error: error ?? null };
  };
};

const rmmod = (fails: boolean): Shape<Action> => {
  const shape = record({ op: text, module: text, ...(fails && { error: errorName }) }, common);
  return (value, at) => {
    const { module, error } = shape(value, at);
    return { op: 'rmmod', module, error: error ?? null };
  };
};

const write = (fails: boolean): Shape<Action> => {
  const shape = record({ op: text, path: text, value: scalar, ...(fails && { error: errorName }) }, common);
  return (value, at) => {
    const read = shape(value, at);
    return { op: 'write', path: read.path, value: read.value, error: read.error ?? null };
  };
};

const look = (op: 'read' | 'mode' | 'count'): Shape<Action> => {
  const shape = record({ op: text, path: text }, { ...common, ...demandFields, what: text });
  return (value, at) => {
    const read = shape(value, at);
    return { op, path: read.path, demand: demandOf(read, at) };
  };
};

const presence = (op: 'exists' | 'gone'): Shape<Action> => {
  const shape = record({ op: text, path: text }, { ...common, what: text });
  return (value, at) => ({ op, path: shape(value, at).path });
};

const wait: Shape<Action> = (value, at) => {
  const shape = record({ op: text, path: text, until: scalar }, { ...common, what: text });
  const { path, until, module } = shape(value, at);
  return { op: 'wait', path, until, module: module ?? null };
};

const grep: Shape<Action> = (value, at) => {
  const shape = record({ op: text, path: text, pattern: text }, { ...common, what: text });
  const { path, pattern } = shape(value, at);
  return { op: 'grep', path, pattern };
};

const sysctl: Shape<Action> = (value, at) => {
  const shape = record({ op: text, value: scalar }, { ...common, what: text, path: text, error: errorName });
  const read = shape(value, at);
  return { op: 'sysctl', value: read.value, error: read.error ?? null };
};

const operations: ReadonlyMap<string, Shape<Action>> = new Map([
  ['insmod', insmod(false)],
  ['insmod_fail', insmod(true)],
  ['rmmod', rmmod(false)],
  ['rmmod_fail', rmmod(true)],
  ['write', write(false)],
  ['write_fail', write(true)],
  ['read', look('read')],
  ['wait', wait],
]);

/** What `other` can be, by its `what`. */
const others: ReadonlyMap<string, Shape<Action>> = new Map([
  ['mode', look('mode')],
  ['proc_read', look('read')],
  ['read', look('read')],
  ['count_livepatches', look('count')],
  ['exists', presence('exists')],
  ['gone', presence('gone')],
  ['grep_to_log', grep],
  ['sysctl', sysctl],
  ['set_ftrace_enabled', sysctl],
]);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;

const actionOf: Shape<Action> = (value, at) => {
  const fields = dictionary(anything)(value, at);
  const named = (name: string): string => {
    if (!fields.has(name)) throw new ShapeError(at, `the field "${name}" is missing`);
    return text(fields.get(name), `${at}.${name}`);
  };
  const op = named('op');
  const what = op === 'other' ? named('what') : null;
  const known = what === null ? operations : others;
  const shape = known.get(what ?? op);
  if (shape !== undefined) return shape(value, at);
  const name = what === null ? op : `other: ${what}`;
  throw new ShapeError(at, `unknown operation "${name}"; known are ${[...known.keys()].join(', ')}`);
};

const vectorStep: Shape<VectorStep> = (value, at) => {
  const action = actionOf(value, at);
  const written = fieldOf(value, 'log') ?? [];
  const after = fieldOf(value, 'log_after');
  return {
    action,
    log: common.log(written, `${at}.log`),
    logAfter: after === undefined ? null : common.log_after(after, `${at}.log_after`),
  };
};

const file = record({ steps: list(anything) }, { source: anything, expect: list(text), note: text });

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** As people count. */
export const stepName = (index: number): string => `step ${index + 1}`;

/** Every field, every operation known; else every problem found, one per step, located. */
export const parseVector = (json: unknown): { readonly vector: Vector } | { readonly problems: readonly Problem[] } => {
  const read = readShape(file, json, '');
  if (!('value' in read)) return { problems: [read] };
  const problems: Problem[] = [];
  const steps: VectorStep[] = [];
  read.value.steps.forEach((value, index) => {
    const step = readShape(vectorStep, value, stepName(index));
    if ('value' in step) steps.push(step.value);
    else problems.push(step);
  });
  if (problems.length > 0) return { problems };
  const { source, expect } = read.value;
  return {
    vector: {
      title: word(fieldOf(source, 'test')),
      script: word(fieldOf(source, 'path')),
      steps,
      expect: expect ?? null,
    },
  };
};

/** Modules and parameters that the steps name and the library does not have. */
export const strangers = (vector: Vector, library: readonly ModuleImage[]): readonly Problem[] =>
  vector.steps.flatMap(({ action }, index) => {
    const module = 'module' in action ? action.module : null;
    if (module === null) return [];
    const at = stepName(index);
    const image = library.find(({ name }) => name === module);
    if (image === undefined) return [{ at, says: `unknown module "${module}"` }];
    const names = action.op === 'insmod' ? [...action.params.keys()] : [];
    return names
      .filter((name) => !image.params.some((param) => param.name === name))
      .map((name) => ({ at, says: `the module "${module}" has no parameter "${name}"` }));
  });
