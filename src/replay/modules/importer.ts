/** From a modules file to the images of a library. The built-in self-test modules come this way too, see `tools/selftests.ts`. */

import type {
  Callback,
  LivepatchImage,
  ModuleImage,
  ObjectImage,
  ParamImage,
  TargetImage,
  WorkerImage,
} from '../../kernel/images';
import { kstrtoint } from '../../kernel/kstrto';
import type { KlpState } from '../../kernel/model';
import { paramType } from '../../kernel/paramType';
import type { Problem } from '../../kernel/worldProblems';
import { isRecord } from '../../shapes/record';
import { attempt, parse, ShapeError } from '../../shapes/shape';
import { checkNames } from './names';
import {
  type CallbackEntry,
  type LivepatchEntry,
  modulesFile,
  type ObjectEntry,
  type ParamEntry,
  type PrintedLines,
  readModule,
  type StateEntry,
  type TargetEntry,
} from './shapes';

/** A module of the file that the library does without. */
export interface LeftOut {
  readonly name: string;
  readonly because: string;
}

export interface Imported {
  readonly modules: readonly ModuleImage[];
  readonly leftOut: readonly LeftOut[];
}

const isText = (lines: PrintedLines): lines is string => typeof lines === 'string';
const isList = (lines: PrintedLines): lines is readonly string[] => Array.isArray(lines);

/** What any module may have. */
const commonImage = ({ init_returns, permanent, note }: LivepatchEntry | TargetEntry, at: string) => {
  const returns = init_returns === undefined ? 0 : returnedNumber(init_returns, `${at}.init_returns`);
  return {
    ...(returns !== 0 && { initReturns: returns }),
    ...(permanent === true && { permanent }),
    ...(note !== undefined && { note }),
  };
};

const paramImage = (entry: ParamEntry): ParamImage => ({
  name: entry.name,
  type: paramType(entry.type),
  default: entry.default,
  mode: entry.mode,
});

/** A number that a function returns, which the file may also have as a text. */
const returnedNumber = (written: string, at: string): number => {
  const value = kstrtoint(written);
  if (typeof value === 'string') throw new ShapeError(at, `expected a whole number, found "${written}"`);
  return value;
};

/** `returns` names a parameter, or says what the callback always returns. */
const returned = (
  name: string,
  entry: CallbackEntry,
  params: readonly ParamEntry[],
  at: string,
): Pick<Callback, 'returnsParam' | 'returns'> => {
  const { returns } = entry;
  if (returns === undefined) return {};
  if (name !== 'pre_patch') throw new ShapeError(`${at}.returns`, `${name} returns nothing`);
  if (returns.param === undefined) {
    const value = returnedNumber(returns.default, `${at}.returns.default`);
    return value === 0 ? {} : { returns: value };
  }
  if (!params.some((param) => param.name === returns.param)) {
    throw new ShapeError(`${at}.returns.param`, `the module has no parameter "${returns.param}"`);
  }
  return { returnsParam: returns.param };
};

const callbackImage = (name: string, entry: CallbackEntry, params: readonly ParamEntry[], at: string): Callback => ({
  log: entry.log,
  ...(entry.then?.always && { always: entry.then.always }),
  ...(entry.then?.if_prev_state && { ifPrevState: entry.then.if_prev_state }),
  ...(entry.then?.if_no_prev_state && { ifNoPrevState: entry.then.if_no_prev_state }),
  ...returned(name, entry, params, at),
});

const objectImage = (entry: ObjectEntry, params: readonly ParamEntry[], at: string): ObjectImage => {
  const { pre_patch, post_patch, pre_unpatch, post_unpatch } = entry.callbacks ?? {};
  const image = (callback: CallbackEntry, name: string) =>
    callbackImage(name, callback, params, `${at}.callbacks.${name}`);
  return {
    name: entry.name,
    funcs: entry.funcs.map((func) => ({
      oldName: func.old,
      newName: func.new,
      sympos: func.sympos ?? 0,
      ...(func.effect && { effect: func.effect }),
    })),
    callbacks: {
      ...(pre_patch && { pre_patch: image(pre_patch, 'pre_patch') }),
      ...(post_patch && { post_patch: image(post_patch, 'post_patch') }),
      ...(pre_unpatch && { pre_unpatch: image(pre_unpatch, 'pre_unpatch') }),
      ...(post_unpatch && { post_unpatch: image(post_unpatch, 'post_unpatch') }),
    },
  };
};

const stateImage = ({ id, version, block_disable }: StateEntry, at: string): KlpState => {
  if (id === 0) throw new ShapeError(`${at}.id`, 'a state with id 0 ends the list');
  return { id, version, ...(block_disable !== undefined && { blockDisable: block_disable }) };
};

const livepatchImage = (entry: LivepatchEntry, at: string, source: string): LivepatchImage => {
  const params = entry.params ?? [];
  const lines = (name: 'init_log' | 'init_log_after' | 'exit_log'): readonly string[] => {
    const given = entry[name] ?? [];
    if (isList(given)) return given;
    throw new ShapeError(`${at}.${name}`, 'what a livepatch prints must be a list of lines');
  };
  const initLog = { before: lines('init_log'), after: lines('init_log_after') };
  const exitLog = lines('exit_log');
  if (entry.replace_param !== undefined && !params.some((param) => param.name === entry.replace_param)) {
    throw new ShapeError(`${at}.replace_param`, `the module has no parameter "${entry.replace_param}"`);
  }
  const awaited = entry.awaits?.param;
  if (awaited !== undefined && !params.some((param) => param.name === awaited)) {
    throw new ShapeError(`${at}.awaits.param`, `the module has no parameter "${awaited}"`);
  }
  return {
    kind: 'livepatch',
    name: entry.name,
    params: params.map(paramImage),
    version: entry.version ?? 0,
    sticky: entry.sticky ?? false,
    replace: entry.replace ?? false,
    ...(entry.replace_param !== undefined && { replaceParam: entry.replace_param }),
    replaceSet: entry.replace_set ?? 0,
    objects: entry.objects.map((object, index) => objectImage(object, params, `${at}.objects[${index}]`)),
    states: (entry.states ?? []).map((state, index) => stateImage(state, `${at}.states[${index}]`)),
    ...(initLog.before.length + initLog.after.length > 0 && { initLog }),
    ...(exitLog.length > 0 && { exitLog }),
    ...(entry.awaits && { awaits: entry.awaits }),
    ...(entry.complaint && { complaint: entry.complaint }),
    ...commonImage(entry, at),
    source,
  };
};

const withoutFirst = (lines: readonly string[], part: readonly string[]): readonly string[] | null =>
  part.every((line, index) => lines[index] === line) ? lines.slice(part.length) : null;

interface Prints {
  readonly initLog: readonly string[];
  readonly exitLog: readonly string[];
  readonly worker?: WorkerImage;
}

/**
 * What init and exit print. When it depends on a boolean parameter, a worker runs one of the module's functions: with
 * the parameter at N it comes and goes within init, with Y it stays inside until exit clears the parameter. The lines
 * that name the function are the worker's.
 */
const prints = (entry: TargetEntry, at: string): Prints => {
  const initLog = entry.init_log ?? [];
  const exitLog = entry.exit_log ?? [];
  if (isList(initLog) && isList(exitLog)) return { initLog, exitLog };
  if (isText(initLog) || isList(initLog) || isText(exitLog) || isList(exitLog)) {
    throw new ShapeError(at, '"init_log" and "exit_log" must be lists, or both depend on the same parameter');
  }
  const func = entry.functions?.find((candidate) => candidate.runs_in !== undefined);
  const param = entry.params?.find(
    ({ name, type }) => type === 'bool' && `${name}_N` in initLog && `${name}_Y` in initLog,
  );
  if (func === undefined || param === undefined) {
    throw new ShapeError(
      at,
      'lines that depend on a parameter need a bool parameter with NAME_N and NAME_Y, and a function with "runs_in"',
    );
  }
  const done = initLog[`${param.name}_N`] ?? [];
  const inside = initLog[`${param.name}_Y`] ?? [];
  const workerExit = withoutFirst(done, inside);
  const first = inside.findIndex((line) => line.includes(func.name));
  const moduleExit = exitLog[`${param.name}_N`] ?? [];
  const bothExit = exitLog[`${param.name}_Y`] ?? [];
  if (workerExit === null || first < 0 || bothExit.join('\n') !== [...workerExit, ...moduleExit].join('\n')) {
    throw new ShapeError(at, `the lines for ${param.name} Y and N do not tell what "${func.name}" prints`);
  }
  return {
    initLog: inside.slice(0, first),
    exitLog: moduleExit,
    worker: {
      comm: 'kworker/1:2',
      func: func.name,
      enterLog: inside.slice(first),
      exitLog: workerExit,
      whileParam: param.name,
    },
  };
};

const returnedByParam = (
  { init_returns_param: param, params = [] }: TargetEntry,
  at: string,
): Pick<TargetImage, 'initReturnsParam'> => {
  if (param === undefined) return {};
  if (params.some(({ name }) => name === param)) return { initReturnsParam: param };
  throw new ShapeError(`${at}.init_returns_param`, `the module has no parameter "${param}"`);
};

const targetImage = (entry: TargetEntry, at: string, source: string): TargetImage => ({
  kind: 'target',
  name: entry.name,
  params: (entry.params ?? []).map(paramImage),
  functions: (entry.functions ?? []).map(({ name, effect, hookable }) => ({
    name,
    ...(effect && { effect }),
    ...(hookable === false && { unhookable: true }),
  })),
  ...(entry.used_by !== undefined && entry.used_by > 0 && { usedBy: entry.used_by }),
  ...returnedByParam(entry, at),
  ...prints(entry, at),
  ...commonImage(entry, at),
  ...(entry.kprobe && {
    kprobe: {
      object: entry.kprobe.object,
      func: entry.kprobe.func,
      postHandlerParam: entry.kprobe.post_handler_param,
    },
  }),
  source,
});

/** Why a module cannot be had from its entry alone. */
const reasonToLeaveOut = (entry: LivepatchEntry | TargetEntry): string | null => {
  const described = [entry.init_log, entry.exit_log].find((lines) => lines !== undefined && isText(lines));
  if (described !== undefined) return 'what it prints is described in words, not listed';
  if (entry.outside !== undefined && !(entry.kind === 'target' && entry.kprobe !== undefined)) {
    return `it is about ${entry.outside}, which its entry does not describe`;
  }
  return null;
};

const sourceOf = (value: unknown, kernel: string | undefined): string => {
  const path = isRecord(value) ? value.path : undefined;
  return (
    [kernel && `kernel ${kernel}`, typeof path === 'string' && path].filter(Boolean).join(', ') || 'a modules file'
  );
};

/**
 * Reads the parsed JSON of a modules file. A module whose entry only describes what it does is taken from `known` when
 * there is one of that name, else left out. Returns every problem found, one per module, when the file is not of the
 * format.
 */
export const fromSelftestModules = (
  json: unknown,
  known: readonly ModuleImage[] = [],
): Imported | { readonly problems: readonly Problem[] } => {
  const file = attempt(() => parse(modulesFile, json));
  if (!('value' in file)) return { problems: [file] };
  const problems: Problem[] = [];
  const modules: ModuleImage[] = [];
  const leftOut: LeftOut[] = [];
  const kernel = file.value.source?.kernel;

  file.value.modules.forEach((value, index) => {
    const at = `modules[${index}]`;
    const read = attempt(() => {
      const entry = readModule(value, at);
      if (modules.some(({ name }) => name === entry.name)) throw new ShapeError(at, `"${entry.name}" is listed twice`);
      const because = reasonToLeaveOut(entry);
      const substitute = because === null ? undefined : known.find(({ name }) => name === entry.name);
      if (substitute !== undefined) return modules.push(substitute);
      if (because !== null) return leftOut.push({ name: entry.name, because });
      const source = sourceOf(entry.source, kernel);
      const image = entry.kind === 'livepatch' ? livepatchImage(entry, at, source) : targetImage(entry, at, source);
      checkNames(image, at);
      return modules.push(image);
    });
    if (!('value' in read)) problems.push(read);
  });
  return problems.length > 0 ? { problems } : { modules, leftOut };
};
