/** A self-test of the kernel as data: what its script does, step by step, and the log it expects. */
import * as v from 'valibot';
import type { ModuleImage } from '../kernel/model';
import type { Problem } from '../kernel/worldProblems';
import {
  anything,
  attempt,
  fields,
  fieldsAmongOthers,
  list,
  mapOf,
  optional,
  orElse,
  parse,
  type Shape,
  ShapeError,
  scalar,
  text,
  wanted,
} from '../shapes/shape';

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

const lines = list(text);

/** What any step may have beside what it does. */
const common = {
  op: text,
  log: optional(lines),
  log_after: optional(lines),
  text: optional(text),
  note: optional(text),
};

/** A step that does not need a module may name one. */
const more = { ...common, module: optional(text), what: optional(text) };

const errorName = v.pipe(text, v.regex(/^E[A-Z0-9]+$/, wanted('the name of an error')));

interface MayFail {
  readonly error?: string | undefined;
}

const loaded = { ...common, module: text, params: optional(mapOf(scalar)) };
const insmod = (
  read: MayFail & { readonly module: string; readonly params?: ReadonlyMap<string, string> },
): Action => ({
  op: 'insmod',
  module: read.module,
  params: read.params ?? new Map(),
  error: read.error ?? null,
});

const removed = { ...common, module: text };
const rmmod = ({ module, error }: MayFail & { readonly module: string }): Action => ({
  op: 'rmmod',
  module,
  error: error ?? null,
});

const written = { ...common, module: optional(text), path: text, value: scalar };
const write = ({ path, value, error }: MayFail & { readonly path: string; readonly value: string }): Action => ({
  op: 'write',
  path,
  value,
  error: error ?? null,
});

const demands = {
  expect: optional(scalar),
  equals: optional(scalar),
  not_equals: optional(scalar),
  error: optional(errorName),
};
const NEEDS_ONE = 'needs exactly one of "expect", "equals", "not_equals" and "error"';

const look = (op: 'read' | 'mode' | 'count'): Shape<Action> =>
  v.pipe(
    fields({ ...more, path: text, ...demands }),
    v.check((read) => Object.keys(demands).filter((name) => name in read).length === 1, NEEDS_ONE),
    v.transform(
      ({ path, expect, equals, not_equals, error }): Action => ({
        op,
        path,
        demand: { equals: expect ?? equals ?? null, notEquals: not_equals ?? null, error: error ?? null },
      }),
    ),
  );

const presence = (op: 'exists' | 'gone'): Shape<Action> =>
  v.pipe(
    fields({ ...more, path: text }),
    v.transform(({ path }): Action => ({ op, path })),
  );

const wait: Shape<Action> = v.pipe(
  fields({ ...more, path: text, until: scalar }),
  v.transform(({ path, until, module }): Action => ({ op: 'wait', path, until, module: module ?? null })),
);

const grep: Shape<Action> = v.pipe(
  fields({ ...more, path: text, pattern: text }),
  v.transform(({ path, pattern }): Action => ({ op: 'grep', path, pattern })),
);

const sysctl: Shape<Action> = v.pipe(
  fields({ ...more, value: scalar, path: optional(text), error: optional(errorName) }),
  v.transform(({ value, error }): Action => ({ op: 'sysctl', value, error: error ?? null })),
);

const operations: ReadonlyMap<string, Shape<Action>> = new Map<string, Shape<Action>>([
  [
    'insmod',
    v.pipe(
      fields(loaded),
      v.transform((read): Action => insmod(read)),
    ),
  ],
  [
    'insmod_fail',
    v.pipe(
      fields({ ...loaded, error: errorName }),
      v.transform((read): Action => insmod(read)),
    ),
  ],
  [
    'rmmod',
    v.pipe(
      fields(removed),
      v.transform((read): Action => rmmod(read)),
    ),
  ],
  [
    'rmmod_fail',
    v.pipe(
      fields({ ...removed, error: errorName }),
      v.transform((read): Action => rmmod(read)),
    ),
  ],
  [
    'write',
    v.pipe(
      fields(written),
      v.transform((read): Action => write(read)),
    ),
  ],
  [
    'write_fail',
    v.pipe(
      fields({ ...written, error: errorName }),
      v.transform((read): Action => write(read)),
    ),
  ],
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

const operation = fieldsAmongOthers({ op: text });
const otherOperation = fieldsAmongOthers({ what: text });

const shapeOf = (value: unknown, at: string): Shape<Action> => {
  const { op } = parse(operation, value, at);
  const what = op === 'other' ? parse(otherOperation, value, at).what : null;
  const known = what === null ? operations : others;
  const shape = known.get(what ?? op);
  if (shape !== undefined) return shape;
  const name = what === null ? op : `other: ${what}`;
  throw new ShapeError(at, `unknown operation "${name}"; known are ${[...known.keys()].join(', ')}`);
};

const logged = fieldsAmongOthers({ log: common.log, log_after: common.log_after });

/** @throws ShapeError with the first problem. */
const readStep = (value: unknown, at: string): VectorStep => {
  const action = parse(shapeOf(value, at), value, at);
  const { log = [], log_after: logAfter = null } = parse(logged, value, at);
  return { action, log, logAfter };
};

const source = fieldsAmongOthers({ test: optional(text), path: optional(text) });
const file = fields({
  steps: list(anything),
  source: optional(orElse(source, {})),
  expect: optional(lines),
  note: optional(text),
});

/** As people count. */
export const stepName = (index: number): string => `step ${index + 1}`;

/** Every field, every operation known; else every problem found, one per step, located. */
export const parseVector = (json: unknown): { readonly vector: Vector } | { readonly problems: readonly Problem[] } => {
  const read = attempt(() => parse(file, json));
  if (!('value' in read)) return { problems: [read] };
  const problems: Problem[] = [];
  const steps: VectorStep[] = [];
  read.value.steps.forEach((value, index) => {
    const step = attempt(() => readStep(value, stepName(index)));
    if ('value' in step) steps.push(step.value);
    else problems.push(step);
  });
  if (problems.length > 0) return { problems };
  const { source: from, expect } = read.value;
  return {
    vector: {
      title: from?.test ?? '',
      script: from?.path ?? '',
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
