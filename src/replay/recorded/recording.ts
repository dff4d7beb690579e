/**
 * A sequence of steps that a running kernel played, with what it answered after each: Linux 7.2.13 (Debian, amd64, one or two
 * CPUs), whose `kernel/livepatch/` is byte for byte that of 7.1. One line of JSON per sequence.
 */
import * as v from 'valibot';
import type { Problem } from '../../kernel/worldProblems';
import { readJson } from '../../shapes/json';
import {
  anything,
  attempt,
  dictionary,
  fields,
  list,
  mapOf,
  optional,
  orNull,
  parse,
  type Shape,
  ShapeError,
  text,
  wanted,
  whole,
} from '../../shapes/shape';

/** What `/sys/kernel/livepatch` held: files with their content, directories with theirs. */
export interface Tree {
  readonly [name: string]: string | Tree;
}

export interface RecordedTask {
  /** The letter of `/proc/<pid>/stat`. */
  readonly state: string;
  /** What `patch_state` read. */
  readonly side: string;
  /** The functions under test, newest first, as `/proc/<pid>/stack` names them. */
  readonly stack: readonly string[];
}

/** Level, microseconds since boot, text. */
export type RecordedLine = readonly [level: number, microseconds: number, text: string];

export interface RecordedStep {
  readonly verb: string;
  readonly args: readonly unknown[];
  /** What the failing command printed, or the errno's name for writes; empty when it failed without a word. */
  readonly said: string | null;
  readonly log: readonly RecordedLine[];
  readonly tree: Tree;
  readonly tasks: ReadonlyMap<string, RecordedTask>;
  /** Reference count and state of each module, as `/proc/modules` has them. */
  readonly modules: ReadonlyMap<string, readonly [refcnt: number, state: string]>;
}

export interface Recording {
  readonly id: string;
  readonly cpus: number;
  /** Name and kind of the tasks that are there from the beginning. */
  readonly tasks: readonly (readonly [name: string, kind: string])[];
  readonly steps: readonly RecordedStep[];
}

const pair = <A, B>(first: Shape<A>, second: Shape<B>) => v.strictTuple([first, second], wanted('two values'));

const line = v.strictTuple([whole, whole, text], wanted('level, microseconds and text'));

const tree: Shape<Tree> = dictionary(
  v.lazy((value): Shape<string | Tree> => (typeof value === 'string' ? text : tree)),
);

const step = fields({
  step: list(anything),
  said: optional(orNull(text)),
  log: optional(list(line)),
  tree: optional(tree),
  tasks: optional(mapOf(fields({ state: text, side: text, stack: list(text) }))),
  modules: optional(mapOf(pair(whole, text))),
});

const sequence = fields({
  id: text,
  tasks: list(pair(text, text)),
  steps: list(step),
  cpus: optional(whole),
  problem: optional(text),
});

type Held = Pick<RecordedStep, 'tree' | 'tasks' | 'modules'>;

/** Puts back what a recording leaves out because it is as after the step before. */
function unpacked(steps: readonly v.InferOutput<typeof step>[]): readonly RecordedStep[] {
  let held: Held = { tree: {}, tasks: new Map(), modules: new Map() };
  return steps.map((each) => {
    const [verb, ...args] = each.step;
    held = {
      tree: each.tree ?? held.tree,
      tasks: each.tasks ?? held.tasks,
      modules: each.modules ?? held.modules,
    };
    return { verb: String(verb), args, said: each.said ?? null, log: each.log ?? [], ...held };
  });
}

const parsedJson = (json: string, at: string): unknown => {
  const read = readJson(json);
  if ('json' in read) return read.json;
  // Each line is a file of its own, whose only line is its first.
  const { at: place = '', says = 'not JSON' } = read.problems[0] ?? {};
  throw new ShapeError(
    [at, place.replace(/^line 1, /, '')].filter((part) => part !== '').join(', '),
    says.replaceAll('line 1', at),
  );
};

/** Reads the lines of a file, or names the first thing that is wrong. */
export const readRecordings = (content: string): { readonly recordings: readonly Recording[] } | Problem => {
  const read = attempt(() =>
    content.split('\n').flatMap((json, index): Recording[] => {
      if (json.trim() === '') return [];
      const where = `line ${index + 1}`;
      const { id, cpus = 1, tasks, steps } = parse(sequence, parsedJson(json, where), where);
      return [{ id, cpus, tasks, steps: unpacked(steps) }];
    }),
  );
  return 'value' in read ? { recordings: read.value } : read;
};
