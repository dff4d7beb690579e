/** The shape of a world: each field by itself, then whether such a machine can be. */
import * as v from 'valibot';
import type {
  Callback,
  CallbackName,
  Effect,
  LoaderComplaint,
  ParamImage,
  TargetImage,
  WorkerImage,
} from '../kernel/images';
import { LIMITS } from '../kernel/limits';
import type { KlpState } from '../kernel/model';
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
import { machineProblems } from '../kernel/worldProblems';
import { cpu, name, tid } from './event';
import { flag, int, list, oneOf, only, optional, plainRecord, record, type Shape, textUpTo, wanted } from './shape';

const version = int(0, LIMITS.version);
const func = textUpTo(LIMITS.func);
const funcs = list(func, LIMITS.list);
/** What an init function or a callback returns. */
const returned = int(-4095, 4095);

const task = record<WideTaskSpec>({
  tid,
  comm: name,
  kind: optional(oneOf('user', 'kthread')),
  where: optional(oneOf('user', 'kernel', 'runnable', 'interruptible', 'uninterruptible', 'stopped')),
  cpu: optional(cpu),
  stack: optional(funcs),
  freezable: optional(flag),
  reliable: optional(flag),
  killable: optional(flag),
  userWorker: optional(flag),
  count: optional(int(1, LIMITS.tasks)),
});

const state = record<KlpState>({ id: version, version, blockDisable: optional(flag) });

type Complaint<A extends LoaderComplaint['about']> = Extract<LoaderComplaint, { readonly about: A }>;

export const complaint = v.variant('about', [
  record<Complaint<'signature'>>({ about: only('signature') }),
  record<Complaint<'vermagic'>>({ about: only('vermagic'), builtFor: textUpTo(LIMITS.value) }),
  record<Complaint<'symbolVersion'>>({ about: only('symbolVersion'), symbol: func }),
  record<Complaint<'unknownSymbol'>>({ about: only('unknownSymbol'), symbol: func }),
  record<Complaint<'notMarked'>>({ about: only('notMarked') }),
]);

/** Lines that a module prints. */
const log = list(textUpTo(LIMITS.value), LIMITS.list);

const param = record<ParamImage>({
  name,
  type: oneOf(
    'int',
    'bool',
    'invbool',
    'bint',
    'text',
    'uint',
    'long',
    'ulong',
    'short',
    'ushort',
    'byte',
    'int[]',
    'bool[]',
  ),
  default: textUpTo(LIMITS.value),
  mode: v.pipe(textUpTo(8), v.regex(/^[0-7]{1,4}$/, wanted('an octal file mode, as 0644'))),
});
const params = list(param, LIMITS.list);

const effectFields = {
  path: optional(textUpTo(LIMITS.value)),
  reads: optional(textUpTo(LIMITS.value)),
  log: optional(log),
};
const effect = plainRecord<Effect>(effectFields);
const namedEffect = record<NamedEffect>({ name: func, ...effectFields });

const callback = record<Callback>({
  log,
  always: optional(log),
  ifPrevState: optional(log),
  ifNoPrevState: optional(log),
  returnsParam: optional(name),
  returns: optional(returned),
});

const callbacks = plainRecord<Partial<Record<CallbackName, Callback>>>({
  pre_patch: optional(callback),
  post_patch: optional(callback),
  pre_unpatch: optional(callback),
  post_unpatch: optional(callback),
});

const klpFunc = record<FuncSpec>({
  oldName: func,
  newName: optional(func),
  sympos: optional(int(0, LIMITS.version)),
  effect: optional(effect),
});

const klpObject = record<ObjectSpec>({
  name,
  funcs: optional(list(klpFunc, LIMITS.list)),
  callbacks: optional(callbacks),
});

const patch = record<WidePatchSpec>({
  name,
  version: optional(version),
  sticky: optional(flag),
  replace: optional(flag),
  replaceSet: optional(version),
  states: optional(list(state, LIMITS.list)),
  funcs,
  missing: optional(funcs),
  objects: optional(list(klpObject, LIMITS.list)),
  params: optional(params),
  replaceParam: optional(name),
  initLog: optional(
    plainRecord<NonNullable<WidePatchSpec['initLog']>>({ before: optional(log), after: optional(log) }),
  ),
  exitLog: optional(log),
  permanent: optional(flag),
  initReturns: optional(returned),
  complaint: optional(complaint),
  note: optional(textUpTo(LIMITS.note)),
});

const symbol = record<SymbolSpec>({
  name: func,
  times: optional(int(0, LIMITS.list)),
  hookable: optional(flag),
  reliable: optional(flag),
});

const worker = record<WorkerImage>({ comm: name, func, enterLog: log, exitLog: log, whileParam: name });

const kprobe = record<NonNullable<TargetImage['kprobe']>>({ object: name, func, postHandlerParam: name });

const target = record<TargetSpec>({
  name,
  functions: funcs,
  loaded: optional(flag),
  usedBy: optional(int(1, LIMITS.version)),
  initReturns: optional(returned),
  initReturnsParam: optional(name),
  params: optional(params),
  initLog: optional(log),
  exitLog: optional(log),
  permanent: optional(flag),
  effects: optional(list(namedEffect, LIMITS.list)),
  worker: optional(worker),
  kprobe: optional(kprobe),
});

/** Its fields alone: what a schema for other tools can say. */
export const worldFields = record<WideWorld>({
  cpus: optional(int(1, LIMITS.cpus)),
  tasks: list(task, LIMITS.tasks),
  patches: optional(list(patch, LIMITS.patches)),
  symbols: optional(list(symbol, LIMITS.list)),
  targets: optional(list(target, LIMITS.list)),
  nohzFull: optional(list(cpu, LIMITS.cpus)),
  livepatch: optional(flag),
  ftraceAlwaysOn: optional(flag),
});

const impossible = (given: WideWorld): string | undefined => {
  const [first] = machineProblems(given);
  return first && `${first.at}: ${first.says}`;
};

export const world = v.pipe(
  worldFields,
  v.check(
    (given) => impossible(given) === undefined,
    ({ input }) => impossible(input) ?? '',
  ),
) satisfies Shape<WideWorld>;
