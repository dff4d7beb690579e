/** Worlds of form 2: everything that can be said of where a run starts. What form 1 can say, stays in form 1. */
import type { Callback, CallbackName, Effect, LoaderComplaint, ParamImage, TargetImage } from '../kernel/images';
import type {
  FuncSpec,
  NamedEffect,
  ObjectSpec,
  SymbolSpec,
  TargetSpec,
  WidePatchSpec,
  WideTaskSpec,
  WideWorld,
} from '../kernel/world';
import { isDigit } from './alphabet';
import {
  type Codec,
  called,
  choice,
  closed,
  each,
  type FieldTable,
  fields,
  many,
  maybe,
  maybeBare,
  number,
  rest,
  tagged,
} from './codec';
import { LIMITS } from './limits';
import { comm, func, isSafe, line, name, parameter } from './names';
import type { Reader } from './reader';
import { CPUS, cpus, PATCH_FIELDS, readPatches, readTasks, TASK_FIELDS, writePatches, writeTasks } from './world';
import type { Writer } from './writer';

/** `_` before a number below zero. */
const BELOW = '_';

const signed: Codec<number> = {
  syntax: '[_]NUMBER',
  starts: (char) => char === BELOW || isDigit(char),
  write: (value, to) => to.put(value < 0 ? `${BELOW}${-value}` : value),
  read: (from) => {
    const below = from.accept(BELOW);
    const value = from.number('number', LIMITS.version);
    return value === undefined ? undefined : below ? 0 - value : value;
  },
};

/** `0644` as its octal digits without the first 0. */
const mode: Codec<string> = {
  syntax: 'MODE',
  starts: isDigit,
  write: (value, to) => to.put(Number(value)),
  read: (from) => {
    const value = from.number('mode', 777);
    return value === undefined ? undefined : value === 0 ? '0' : `0${value}`;
  },
};

export const PARAM_FIELDS: FieldTable<ParamImage> = {
  type: choice({
    i: 'int',
    b: 'bool',
    t: 'text',
    u: 'uint',
    l: 'long',
    m: 'ulong',
    s: 'short',
    h: 'ushort',
    y: 'byte',
    a: 'int[]',
    o: 'bool[]',
    r: 'invbool',
    n: 'bint',
  }),
  name: parameter,
  mode,
  default: tagged('v', line),
};
const params = many('w', called('PARAM', fields(PARAM_FIELDS)));

export const EFFECT_FIELDS: FieldTable<Effect> = {
  path: maybe('p', line),
  reads: maybe('r', line),
  log: many('l', line),
};

export const CALLBACK_FIELDS: FieldTable<Callback> = {
  returns: maybe('n', signed),
  returnsParam: maybe('p', parameter),
  log: each('l', line),
  always: many('a', line),
  ifPrevState: many('i', line),
  ifNoPrevState: many('o', line),
};
const callback = called('CALLBACK', closed(fields(CALLBACK_FIELDS)));

export const FUNC_FIELDS: FieldTable<FuncSpec> = {
  oldName: func,
  newName: maybe('n', func),
  sympos: maybe('s', number('sympos', LIMITS.version)),
  effect: maybe('e', called('EFFECT', closed(fields(EFFECT_FIELDS)))),
};

const calls: FieldTable<Partial<Record<CallbackName, Callback>>> = {
  pre_patch: maybe('a', callback),
  post_patch: maybe('b', callback),
  pre_unpatch: maybe('c', callback),
  post_unpatch: maybe('d', callback),
};

export const OBJECT_FIELDS: FieldTable<ObjectSpec> = {
  name,
  callbacks: maybe('c', called('CALLBACKS', closed(fields(calls)))),
  funcs: many('f', called('KLP_FUNC', fields(FUNC_FIELDS))),
};

const COMPLAINTS: { readonly [A in LoaderComplaint['about']]: Codec<Extract<LoaderComplaint, { about: A }>> } = {
  signature: fields<Extract<LoaderComplaint, { about: 'signature' }>>({ about: choice({ g: 'signature' }) }),
  vermagic: fields<Extract<LoaderComplaint, { about: 'vermagic' }>>({
    about: choice({ v: 'vermagic' }),
    builtFor: line,
  }),
  symbolVersion: fields<Extract<LoaderComplaint, { about: 'symbolVersion' }>>({
    about: choice({ y: 'symbolVersion' }),
    symbol: func,
  }),
  unknownSymbol: fields<Extract<LoaderComplaint, { about: 'unknownSymbol' }>>({
    about: choice({ u: 'unknownSymbol' }),
    symbol: func,
  }),
  notMarked: fields<Extract<LoaderComplaint, { about: 'notMarked' }>>({ about: choice({ n: 'notMarked' }) }),
};

const complaint: Codec<LoaderComplaint> = {
  syntax: `(${Object.values(COMPLAINTS)
    .map(({ syntax }) => syntax)
    .join(' or ')})`,
  write: (value, to) => {
    switch (value.about) {
      case 'vermagic':
        return COMPLAINTS.vermagic.write(value, to);
      case 'symbolVersion':
        return COMPLAINTS.symbolVersion.write(value, to);
      case 'unknownSymbol':
        return COMPLAINTS.unknownSymbol.write(value, to);
      case 'signature':
        return COMPLAINTS.signature.write(value, to);
      default:
        return COMPLAINTS.notMarked.write(value, to);
    }
  },
  read: (from) => {
    switch (from.next) {
      case 'v':
        return COMPLAINTS.vermagic.read(from);
      case 'y':
        return COMPLAINTS.symbolVersion.read(from);
      case 'u':
        return COMPLAINTS.unknownSymbol.read(from);
      case 'g':
        return COMPLAINTS.signature.read(from);
      default:
        return COMPLAINTS.notMarked.read(from);
    }
  },
};

const initLog = fields<NonNullable<WidePatchSpec['initLog']>>({ before: many('b', line), after: many('a', line) });

/** A livepatch, after its `p`. */
export const WIDE_PATCH_FIELDS: FieldTable<WidePatchSpec> = {
  complaint: maybe('l', complaint),
  replaceParam: maybe('f', parameter),
  params,
  initLog: maybe('i', closed(initLog)),
  exitLog: many('e', line),
  permanent: maybeBare(choice({ x: true, z: false })),
  initReturns: maybe('k', signed),
  objects: many('o', called('OBJECT', closed(fields(OBJECT_FIELDS)))),
  ...PATCH_FIELDS,
};

export const WIDE_TASK_FIELDS: FieldTable<WideTaskSpec> = {
  ...TASK_FIELDS,
  killable: maybeBare(choice({ l: true, m: false })),
  userWorker: maybeBare(choice({ w: true, v: false })),
  comm,
  stack: TASK_FIELDS.stack,
};

const worker: FieldTable<NonNullable<TargetImage['worker']>> = {
  comm,
  func,
  enterLog: each('i', line),
  exitLog: each('o', line),
  whileParam: tagged('p', parameter),
};

const kprobe: FieldTable<NonNullable<TargetImage['kprobe']>> = { object: name, func, postHandlerParam: parameter };

/** A module that is no livepatch, after its `m`. */
export const TARGET_FIELDS: FieldTable<TargetSpec> = {
  loaded: maybeBare(choice({ l: true, a: false })),
  usedBy: maybe('u', number('users', LIMITS.version)),
  initReturns: maybe('i', signed),
  initReturnsParam: maybe('r', parameter),
  params,
  initLog: many('b', line),
  exitLog: many('e', line),
  permanent: maybeBare(choice({ x: true, z: false })),
  effects: many('f', called('NAME EFFECT', closed(fields<NamedEffect>({ name: func, ...EFFECT_FIELDS })))),
  worker: maybe('g', closed(fields(worker))),
  kprobe: maybe('k', closed(fields(kprobe))),
  name,
  functions: rest(func),
};

/** A function about which there is something to say, after its `s`. */
export const SYMBOL_FIELDS: FieldTable<SymbolSpec> = {
  times: maybeBare(number('times', LIMITS.list)),
  hookable: maybeBare(choice({ h: true, x: false })),
  reliable: maybeBare(choice({ r: true, u: false })),
  name: func,
};

type Machine = Pick<WideWorld, 'cpus' | 'livepatch' | 'ftraceAlwaysOn' | 'nohzFull' | 'targets' | 'symbols'>;

/** What stands before the livepatches and the tasks. */
export const MACHINE_FIELDS: FieldTable<Machine> = {
  cpus: maybe(CPUS, cpus),
  livepatch: maybeBare(choice({ l: true, o: false })),
  ftraceAlwaysOn: maybeBare(choice({ f: true, a: false })),
  nohzFull: many('n', number('cpu', LIMITS.cpus - 1)),
  targets: many('m', called('MODULE', fields(TARGET_FIELDS))),
  symbols: many('s', called('SYMBOL', fields(SYMBOL_FIELDS))),
};

const machine = fields(MACHINE_FIELDS);
const patch = fields(WIDE_PATCH_FIELDS);
const task = fields(WIDE_TASK_FIELDS);

const says = (said: object, fieldsOf: object): boolean => Object.keys(said).every((key) => key in fieldsOf);

/** Whether form 1 has no words for it. */
export const isWide = (world: WideWorld): boolean =>
  !says(world, { cpus, tasks: task, patches: patch }) ||
  (world.patches ?? []).some((each_) => !says(each_, PATCH_FIELDS)) ||
  world.tasks.some((each_) => !says(each_, TASK_FIELDS) || !isSafe(each_.comm));

export function writeWideWorld(world: WideWorld, to: Writer): void {
  machine.write(world, to);
  writePatches(world.patches, patch, to);
  writeTasks(world.tasks, task, to);
}

/** Reads to the slash after the world, or to the end. */
export function readWideWorld(from: Reader): WideWorld {
  const read = machine.read(from);
  const patches = readPatches(patch, from);
  const tasks = readTasks(task, from);
  return { ...read, tasks, ...(patches === undefined ? {} : { patches }) };
}
