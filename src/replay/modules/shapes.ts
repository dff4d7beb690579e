/** The shape of a modules file: facts of the kernel's self-test modules, see `selftests.json`. */
import * as v from 'valibot';
import {
  anything,
  dictionary,
  fields,
  fieldsAmongOthers,
  flag,
  list,
  oneOf,
  optional,
  parse,
  type Shape,
  scalar,
  text,
  whole,
} from '../../shapes/shape';
import { complaint } from '../../shapes/world';

const lines = list(text);

const param = fields({ name: text, type: text, default: scalar, mode: text, text: optional(text) });

const effect = fields({ path: optional(text), reads: optional(text), log: optional(lines) });

const func = fields({
  old: text,
  new: text,
  sympos: optional(whole),
  effect: optional(effect),
  // On other architectures the function has another name; the model is an x86_64 machine.
  old_by_arch: optional(anything),
  note: optional(text),
});

const returns = fields({ default: scalar, param: optional(text), text: optional(text) });

const printsAfterwards = fields({
  always: optional(lines),
  if_prev_state: optional(lines),
  if_no_prev_state: optional(lines),
});

/** What a callback prints after its own line. The format's word for it is also the one that makes a promise. */
const AFTERWARDS = 'then';

const callback = fields({
  log: lines,
  [AFTERWARDS]: optional(printsAfterwards),
  returns: optional(returns),
  note: optional(text),
});

const callbacks = fields({
  pre_patch: optional(callback),
  post_patch: optional(callback),
  pre_unpatch: optional(callback),
  post_unpatch: optional(callback),
});

const object = fields({ name: text, funcs: list(func), callbacks: optional(callbacks), note: optional(text) });

const targetFunction = fields({
  name: text,
  /** False: ftrace has no location for it. */
  hookable: optional(flag),
  runs_in: optional(text),
  effect: optional(effect),
  note: optional(text),
});

/** What init or exit prints: always the same, depending on one parameter (`NAME_VALUE`), or only described. */
export type PrintedLines = readonly string[] | Readonly<Record<string, readonly string[]>> | string;

const byParameter = dictionary(lines);
const printed: Shape<PrintedLines> = v.lazy((value): Shape<PrintedLines> => {
  if (typeof value === 'string') return text;
  return Array.isArray(value) ? lines : byParameter;
});

const common = {
  name: text,
  source: optional(anything),
  note: optional(text),
  outside: optional(text),
  init_log: optional(printed),
  exit_log: optional(printed),
  params: optional(list(param)),
  /** The init function returns always this; a livepatch's, instead of calling klp_enable_patch(). */
  init_returns: optional(scalar),
  /** It has no exit function: delete_module() refuses to remove it. */
  permanent: optional(flag),
};

const state = fields({ id: whole, version: whole, block_disable: optional(flag) });

const livepatch = fields({
  ...common,
  kind: v.literal('livepatch'),
  objects: list(object),
  /** Why the loader refuses the file. */
  complaint: optional(complaint),
  /** What init prints once `klp_enable_patch()` has succeeded; `init_log` comes before it. */
  init_log_after: optional(printed),
  version: optional(whole),
  sticky: optional(flag),
  replace: optional(flag),
  replace_param: optional(text),
  replace_set: optional(whole),
  /** A file of its own: how many of the processes that a parameter lists have not called the new function yet. */
  awaits: optional(fields({ param: text, func: text, path: text })),
  states: optional(list(state)),
  // Follows from the objects: every object but vmlinux may be absent.
  may_be_absent: optional(lines),
});

const target = fields({
  ...common,
  kind: v.literal('target'),
  functions: optional(list(targetFunction)),
  /** How many references others hold while it is loaded, as lsmod counts them. */
  used_by: optional(whole),
  /** The parameter whose value its init function returns. */
  init_returns_param: optional(text),
  kprobe: optional(fields({ object: text, func: text, post_handler_param: text })),
});

export type LivepatchEntry = v.InferOutput<typeof livepatch>;
export type TargetEntry = v.InferOutput<typeof target>;
export type CallbackEntry = v.InferOutput<typeof callback>;
export type ObjectEntry = v.InferOutput<typeof object>;
export type StateEntry = v.InferOutput<typeof state>;
export type ParamEntry = v.InferOutput<typeof param>;

const kindOf = fieldsAmongOthers({ kind: oneOf('livepatch', 'target') });

/**
 * One entry of the list `modules`, which stands at `at`.
 * @throws ShapeError with the first problem.
 */
export const readModule = (value: unknown, at: string): LivepatchEntry | TargetEntry =>
  parse(kindOf, value, at).kind === 'livepatch' ? parse(livepatch, value, at) : parse(target, value, at);

/** The file around the modules. */
export const modulesFile = fields({
  modules: list(anything),
  source: optional(
    fields({
      repo: optional(text),
      commit: optional(text),
      kernel: optional(text),
      path: optional(text),
      same_text_at: optional(anything),
    }),
  ),
  templates: optional(anything),
  module_state_strings: optional(anything),
  log_level: optional(anything),
  prev_state: optional(anything),
  note: optional(text),
});
