/**
 * A sequence of steps that a running kernel played, with what it answered after each: Linux 7.2.13 (Debian, amd64, one or two
 * CPUs), whose `kernel/livepatch/` is byte for byte that of 7.1. One line of JSON per sequence.
 */
import {
  anything,
  dictionary,
  list,
  type Problem,
  readShape,
  record,
  type Shape,
  ShapeError,
  text,
  whole,
} from '../../kernel/library/shape';

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

const pair =
  <A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> =>
  (value, at) => {
    const [left, right, ...more] = list(anything)(value, at);
    if (more.length > 0) throw new ShapeError(at, 'expected two values');
    return [first(left, `${at}[0]`), second(right, `${at}[1]`)];
  };

const line: Shape<RecordedLine> = (value, at) => {
  const [level, microseconds, says] = list(anything)(value, at);
  return [whole(level, `${at}[0]`), whole(microseconds, `${at}[1]`), text(says, `${at}[2]`)];
};

const tree: Shape<Tree> = (value, at) =>
  Object.fromEntries(dictionary((each, where) => (typeof each === 'string' ? each : tree(each, where)))(value, at));

const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, at) =>
    value === null ? null : shape(value, at);

const step = record(
  { step: list(anything) },
  {
    said: orNull(text),
    log: list(line),
    tree,
    tasks: dictionary(record({ state: text, side: text, stack: list(text) }, {})),
    modules: dictionary(pair(whole, text)),
  },
);

const sequence = record({ id: text, tasks: list(pair(text, text)), steps: list(step) }, { cpus: whole, problem: text });

type Held = Pick<RecordedStep, 'tree' | 'tasks' | 'modules'>;

/** Puts back what a recording leaves out because it is as after the step before. */
function unpacked(steps: readonly ReturnType<typeof step>[]): readonly RecordedStep[] {
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
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ShapeError(at, error instanceof Error ? error.message : 'not JSON');
  }
};

/** Reads the lines of a file, or names the first thing that is wrong. */
export const readRecordings = (content: string): { readonly recordings: readonly Recording[] } | Problem => {
  const read = readShape(
    (value, at) =>
      text(value, at)
        .split('\n')
        .flatMap((json, index): Recording[] => {
          if (json.trim() === '') return [];
          const where = `line ${index + 1}`;
          const { id, cpus, tasks, steps } = sequence(parsedJson(json, where), where);
          return [{ id, cpus: cpus ?? 1, tasks, steps: unpacked(steps) }];
        }),
    content,
    '',
  );
  return 'value' in read ? { recordings: read.value } : read;
};
