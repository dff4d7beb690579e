/** The shape of a world: each field by itself, then whether such a machine can be. */
import * as v from 'valibot';
import { LIMITS } from '../kernel/limits';
import type { KlpState, LoaderComplaint } from '../kernel/model';
import type { SymbolSpec, TargetSpec, WidePatchSpec, WideTaskSpec, WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { cpu, name, tid } from './event';
import { flag, int, list, oneOf, only, optional, record, type Shape, textUpTo } from './shape';

const version = int(0, LIMITS.version);
const func = textUpTo(LIMITS.func);
const funcs = list(func, LIMITS.list);

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

const complaint = v.variant('about', [
  record<Complaint<'signature'>>({ about: only('signature') }),
  record<Complaint<'vermagic'>>({ about: only('vermagic'), builtFor: textUpTo(LIMITS.value) }),
  record<Complaint<'symbolVersion'>>({ about: only('symbolVersion'), symbol: func }),
  record<Complaint<'unknownSymbol'>>({ about: only('unknownSymbol'), symbol: func }),
  record<Complaint<'notMarked'>>({ about: only('notMarked') }),
]);

const patch = record<WidePatchSpec>({
  name,
  version: optional(version),
  sticky: optional(flag),
  replace: optional(flag),
  replaceSet: optional(version),
  states: optional(list(state, LIMITS.list)),
  funcs,
  missing: optional(funcs),
  complaint: optional(complaint),
  note: optional(textUpTo(LIMITS.note)),
});

const symbol = record<SymbolSpec>({
  name: func,
  times: optional(int(0, LIMITS.list)),
  hookable: optional(flag),
  reliable: optional(flag),
});

const target = record<TargetSpec>({
  name,
  functions: funcs,
  loaded: optional(flag),
  initReturns: optional(int(-4095, 4095)),
});

/** Its fields alone: what a schema for other tools can say. */
const worldFields = record<WideWorld>({
  cpus: optional(int(1, LIMITS.cpus)),
  tasks: list(task, LIMITS.tasks),
  patches: optional(list(patch, LIMITS.patches)),
  symbols: optional(list(symbol, LIMITS.list)),
  targets: optional(list(target, LIMITS.list)),
  nohzFull: optional(list(cpu, LIMITS.cpus)),
  livepatch: optional(flag),
});

const impossible = (given: WideWorld): string | undefined => {
  const [first] = worldProblems(given);
  return first && `${first.at}: ${first.says}`;
};

export const world = v.pipe(
  worldFields,
  v.check(
    (given) => impossible(given) === undefined,
    ({ input }) => impossible(input) ?? '',
  ),
) satisfies Shape<WideWorld>;
