/** One step of a vector: what the script does, and what it writes to the log. */
import * as v from 'valibot';
import type { KernelEvent } from '../kernel/events';
import { errnoName } from '../shapes/errno';
import {
  anything,
  dictionary,
  fields,
  fieldsAmongOthers,
  int,
  list,
  mapOf,
  optional,
  parse,
  type Shape,
  ShapeError,
  scalar,
  text,
  wanted,
} from '../shapes/shape';
import { insteadOf } from './unknown';
import { eventFrom, eventOperations } from './vectorEvents';

/** What a check of a file demands. Exactly one of the five is not `null`. */
export interface Demand {
  readonly equals: string | null;
  readonly notEquals: string | null;
  /** A part of what is read, as `grep -F` finds it. */
  readonly contains: string | null;
  readonly notContains: string | null;
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
  | { readonly op: 'grep'; readonly path: string; readonly pattern: string }
  | {
      readonly op: 'event';
      readonly event: KernelEvent;
      /** So often, one after the other. An attempt while no transition runs is a second that passes. */
      readonly times: number;
      readonly error: string | null;
    };

export interface VectorStep {
  readonly action: Action;
  /** What the script writes to the log before it acts. */
  readonly log: readonly string[];
  /** What it says it writes afterwards; `null` when it does not say. */
  readonly logAfter: readonly string[] | null;
}

export const lines = list(text);

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
  contains: optional(scalar),
  not_contains: optional(scalar),
  error: optional(errnoName),
};
const NEEDS_ONE = 'needs exactly one of "expect", "equals", "not_equals", "contains", "not_contains" and "error"';

const look = (op: 'read' | 'mode' | 'count'): Shape<Action> =>
  v.pipe(
    fields({ ...more, path: text, ...demands }),
    v.check((read) => Object.keys(demands).filter((name) => name in read).length === 1, NEEDS_ONE),
    v.transform(
      ({ path, expect, equals, not_equals, contains, not_contains, error }): Action => ({
        op,
        path,
        demand: {
          equals: expect ?? equals ?? null,
          notEquals: not_equals ?? null,
          contains: contains ?? null,
          notContains: not_contains ?? null,
          error: error ?? null,
        },
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
  fields({ ...more, value: scalar, path: optional(text), error: optional(errnoName) }),
  v.transform(({ value, error }): Action => ({ op: 'sysctl', value, error: error ?? null })),
);

/** At most so often in one step. */
const MOST_TIMES = 1000;

/** What a step of a task or a CPU may have beside the fields of its event. */
const besideEvent = {
  ...common,
  what: optional(text),
  times: optional(int(1, MOST_TIMES)),
  error: optional(errnoName),
};
const isBeside = (name: string): boolean => name in besideEvent;

const happening = (op: string, value: unknown, at: string): Action => {
  const { times = 1, error = null } = parse(fieldsAmongOthers(besideEvent), value, at);
  const given = Object.entries(parse(dictionary(anything), value, at)).filter(([name]) => !isBeside(name));
  return { op: 'event', event: eventFrom(op, Object.fromEntries(given), at), times, error };
};

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
      fields({ ...loaded, error: errnoName }),
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
      fields({ ...removed, error: errnoName }),
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
      fields({ ...written, error: errnoName }),
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

const isStep = wanted('an object');
const operation = fieldsAmongOthers({ op: text });
const otherOperation = fieldsAmongOthers({ what: text });

const readAction = (value: unknown, at: string): Action => {
  if (typeof value === 'string') throw new ShapeError(at, `${isStep({ input: value })}${insteadOf(value)}`);
  const { op } = parse(operation, value, at);
  if (eventOperations.includes(op)) return happening(op, value, at);
  const what = op === 'other' ? parse(otherOperation, value, at).what : null;
  const shape = (what === null ? operations : others).get(what ?? op);
  if (shape !== undefined) return parse(shape, value, at);
  const name = what === null ? op : `other: ${what}`;
  const known = what === null ? [...operations.keys(), ...eventOperations] : [...others.keys()];
  throw new ShapeError(at, `unknown operation "${name}"${insteadOf(op)}; known are ${known.join(', ')}`);
};

const logged = fieldsAmongOthers({ log: common.log, log_after: common.log_after });

/** @throws ShapeError with the first problem. */
export const readStep = (value: unknown, at: string): VectorStep => {
  const action = readAction(value, at);
  const { log = [], log_after: logAfter = null } = parse(logged, value, at);
  return { action, log, logAfter };
};

/** As people count. */
export const stepName = (index: number): string => `step ${index + 1}`;
