/**
 * What changed between two kernels: sets to highlight by, and words.
 *
 * Updates share whatever they leave alone, so unchanged tasks, patches and ops are recognised by reference.
 */
import type { Kernel, KlpOps, Module, Patch, Task } from '../kernel/model';
import { type Change, wordsFor } from './diffWords';

/** One thing that differs: which fields, or that it came or went. */
export type Fields = readonly string[];
export const APPEARED = 'appeared';
export const GONE = 'gone';

export interface Diff {
  /** Patch name → fields of `Patch`, or `appeared`, `gone`. */
  readonly patches: ReadonlyMap<string, Fields>;
  /** Module name → fields of `Module`, or `appeared`, `gone`. */
  readonly modules: ReadonlyMap<string, Fields>;
  /** Thread id → fields of `Task`, or `appeared`, `gone`. */
  readonly tasks: ReadonlyMap<number, Fields>;
  /** CPU number → `online`, or fields of its idle task. */
  readonly cpus: ReadonlyMap<number, Fields>;
  /** `opsKey()` → `funcStack`, or `appeared`, `gone`. */
  readonly ops: ReadonlyMap<string, Fields>;
  readonly counter: { readonly from: number; readonly to: number } | null;
  readonly transition: boolean;
  readonly tainted: boolean;
  readonly ftrace: boolean;
  /** One sentence fragment per change, equal changes of many tasks in one. */
  readonly words: readonly string[];
}

/** How `Diff.ops` names a patched function. */
export const opsKey = ({ object, func }: { readonly object: string; readonly func: string }): string =>
  `${object}:${func}`;

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

type Compare<T> = (before: T, after: T) => Fields;

/**
 * Compares two things of a kind field by field; a field that is missing here does not compile. Equal answers are the same
 * object: ten thousand tasks that change alike need one list of fields.
 */
const comparing = <T extends object>(all: Record<keyof T & string, true>): Compare<T> => {
  const fields = Object.keys(all) as (keyof T & string)[];
  const answers = new Map<number, Fields>();
  return (before, after) => {
    let mask = 0;
    for (const [bit, field] of fields.entries()) if (!isSame(before[field], after[field])) mask |= 1 << bit;
    const known = answers.get(mask);
    if (known !== undefined) return known;
    const answer = fields.filter((_, bit) => (mask & (1 << bit)) !== 0);
    answers.set(mask, answer);
    return answer;
  };
};

const patchChanges = comparing<Patch>({
  name: true,
  version: true,
  sticky: true,
  replace: true,
  states: true,
  objects: true,
  enabled: true,
  forced: true,
  listed: true,
  replaces: true,
});
const moduleChanges = comparing<Module>({ name: true, kind: true, state: true, refcnt: true, params: true });
const taskChanges = comparing<Task>({
  tid: true,
  comm: true,
  kind: true,
  where: true,
  cpu: true,
  freezable: true,
  reliable: true,
  stack: true,
  patchState: true,
  pending: true,
});
const opsChanges = comparing<KlpOps>({ object: true, func: true, funcStack: true });

/** Compares two lists by key. The common case, the same keys in the same places, never builds an index. */
const changes = <K, T extends object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (thing: T) => K,
  changesIn: Compare<T>,
): readonly Change<K, T>[] => {
  if (before === after) return [];
  const found: Change<K, T>[] = [];
  const compare = (key: K, then: T, now: T): void => {
    if (then === now) return;
    const fields = changesIn(then, now);
    if (fields.length > 0) found.push({ key, fields, before: then, after: now });
  };
  const aligned = before.length === after.length && before.every((then, at) => sameKey(then, after[at], keyOf));
  if (aligned) {
    after.forEach((now, at) => {
      const then = before[at];
      if (then !== undefined && then !== now) compare(keyOf(now), then, now);
    });
    return found;
  }
  const known = new Map(before.map((thing) => [keyOf(thing), thing]));
  for (const now of after) {
    const key = keyOf(now);
    const then = known.get(key);
    known.delete(key);
    if (then === undefined) found.push({ key, fields: [APPEARED], before: null, after: now });
    else compare(key, then, now);
  }
  for (const [key, then] of known) found.push({ key, fields: [GONE], before: then, after: null });
  return found;
};

const sameKey = <K, T>(then: T, now: T | undefined, keyOf: (thing: T) => K): boolean =>
  then === now || (now !== undefined && keyOf(then) === keyOf(now));

const fieldMap = <K, T>(found: readonly Change<K, T>[]): ReadonlyMap<K, Fields> =>
  new Map(found.map(({ key, fields }) => [key, fields]));

const idleChanges = (before: Kernel, after: Kernel): ReadonlyMap<number, Fields> => {
  const found = new Map<number, Fields>();
  if (before.cpus === after.cpus) return found;
  after.cpus.forEach((now, cpu) => {
    const then = before.cpus[cpu];
    if (then === now) return;
    const fields =
      then === undefined
        ? [APPEARED]
        : [...(then.online === now.online ? [] : ['online']), ...taskChanges(then.idle, now.idle)];
    if (fields.length > 0) found.set(cpu, fields);
  });
  return found;
};

/** `before` is `null` at the boot: then nothing has changed. */
export const diff = (before: Kernel | null, after: Kernel): Diff => {
  const from = before ?? after;
  const patches = changes<string, Patch>(from.patches, after.patches, ({ name }) => name, patchChanges);
  const modules = changes<string, Module>(from.modules, after.modules, ({ name }) => name, moduleChanges);
  const tasks = changes<number, Task>(from.tasks, after.tasks, ({ tid }) => tid, taskChanges);
  const ops = changes<string, KlpOps>(from.ops, after.ops, opsKey, opsChanges);
  const cpus = idleChanges(from, after);
  return {
    patches: fieldMap(patches),
    modules: fieldMap(modules),
    tasks: fieldMap(tasks),
    ops: fieldMap(ops),
    cpus,
    counter: from.latestVersion === after.latestVersion ? null : { from: from.latestVersion, to: after.latestVersion },
    transition: !isSame(from.transition, after.transition),
    tainted: from.tainted !== after.tainted,
    ftrace: from.ftraceEnabled !== after.ftraceEnabled,
    words: from === after ? [] : wordsFor(from, after, { patches, modules, tasks, ops, cpus }),
  };
};
