/** The format of a modules file: facts of the kernel's self-test modules, see `selftests.json`. */
import { anything, dictionary, flag, list, oneOf, record, type Shape, ShapeError, scalar, text, whole } from './shape';

const lines = list(text);

const param = record({ name: text, type: text, default: scalar, mode: text }, { text });

const effect = record({}, { path: text, reads: text, log: lines });

const func = record(
  { old: text, new: text },
  // On other architectures the function has another name; the model is an x86_64 machine.
  { sympos: whole, effect, old_by_arch: anything, note: text },
);

const returns = record({ default: scalar }, { param: text, text });

/** What a callback prints after its own line. The format's word for it is also the one that makes a promise. */
const AFTERWARDS = 'then';

const callback = record(
  { log: lines },
  { [AFTERWARDS]: record({}, { always: lines, if_prev_state: lines, if_no_prev_state: lines }), returns, note: text },
);

const callbacks = record(
  {},
  { pre_patch: callback, post_patch: callback, pre_unpatch: callback, post_unpatch: callback },
);

const object = record({ name: text, funcs: list(func) }, { callbacks, note: text });

const targetFunction = record({ name: text }, { runs_in: text, effect, note: text });

/** What init or exit prints: always the same, depending on one parameter (`NAME_VALUE`), or only described. */
export type PrintedLines = readonly string[] | ReadonlyMap<string, readonly string[]> | string;

const printed: Shape<PrintedLines> = (value, at) => {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? lines(value, at) : dictionary(lines)(value, at);
};

const common = {
  source: anything,
  note: text,
  outside: text,
  init_log: printed,
  exit_log: printed,
};

const state = record({ id: whole, version: whole }, { block_disable: flag });

const livepatch = record(
  { name: text, kind: text, objects: list(object) },
  {
    ...common,
    /** What init prints once `klp_enable_patch()` has succeeded; `init_log` comes before it. */
    init_log_after: printed,
    params: list(param),
    version: whole,
    sticky: flag,
    replace: flag,
    replace_param: text,
    replace_set: whole,
    /** A file of its own: how many of the processes that a parameter lists have not called the new function yet. */
    awaits: record({ param: text, func: text, path: text }, {}),
    states: list(state),
    // Follows from the objects: every object but vmlinux may be absent.
    may_be_absent: lines,
  },
);

const target = record(
  { name: text, kind: text },
  {
    ...common,
    params: list(param),
    functions: list(targetFunction),
    /** The init function returns always this. */
    init_returns: whole,
    kprobe: record({ object: text, func: text, post_handler_param: text }, {}),
  },
);

export type LivepatchEntry = ReturnType<typeof livepatch> & { readonly kind: 'livepatch' };
export type TargetEntry = ReturnType<typeof target> & { readonly kind: 'target' };
export type CallbackEntry = ReturnType<typeof callback>;
export type ObjectEntry = ReturnType<typeof object>;
export type StateEntry = ReturnType<typeof state>;
export type ParamEntry = ReturnType<typeof param>;

/** One entry of the list `modules`. */
export const moduleEntry: Shape<LivepatchEntry | TargetEntry> = (value, at) => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) {
    throw new ShapeError(at, 'expected a module with the field "kind"');
  }
  const kind = oneOf('livepatch', 'target')(value.kind, `${at}.kind`);
  return kind === 'livepatch' ? { ...livepatch(value, at), kind } : { ...target(value, at), kind };
};

/** The file around the modules. */
export const modulesFile = record(
  { modules: list(anything) },
  {
    source: record({}, { repo: text, commit: text, kernel: text, path: text, same_text_at: anything }),
    templates: anything,
    module_state_strings: anything,
    log_level: anything,
    prev_state: anything,
    note: text,
  },
);
