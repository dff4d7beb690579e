/** A module that is no livepatch: its functions, and what its init and exit say. */
import { isFlag } from '../kernel/images';
import type { TargetSpec } from '../kernel/world';
import { behaviourOf } from './behaviour';
import type { SourceProblem } from './preprocess';
import { readWorker } from './readWorker';
import {
  doubtParams,
  effectOf,
  type GuessedName,
  markedFunction,
  nameOf,
  Problems,
  paramsOf,
  type Source,
} from './source';
import { fieldsOf, listIn } from './structs';
import { marked, type Unit } from './unit';
import { evaluate } from './values';

export function readTarget(source: Source): {
  readonly target: TargetSpec | null;
  readonly guesses: readonly GuessedName[];
  readonly problems: readonly SourceProblem[];
} {
  const { unit, prefix } = source;
  const problems = new Problems(unit);
  const [init, exit] = [markedFunction(unit, 'init'), markedFunction(unit, 'exit')];
  const isMarked = marked(unit, 'init').length + marked(unit, 'exit').length > 0;
  if (!isMarked && init === null && exit === null) return { target: null, guesses: [], problems: [] };
  const { name, guess } = nameOf(source, 'module');
  const params = paramsOf(unit);
  const worker = readWorker(source, init, params, problems);
  const own = [...unit.functions.values()].filter((func) => func !== init && func !== exit);
  const functions = own.map((func) => func.name).slice(0, 64);
  const effects = own.flatMap((func) => {
    // What the worker prints is not printed again when others call it.
    if (func.name === worker?.func) return [];
    const quiet = new Problems(unit);
    const effect = effectOf(source, func, name, func.name, quiet);
    return effect === null ? [] : [{ name: func.name, ...effect }];
  });
  doubtParams(unit, problems);
  const starts = init === null ? null : behaviourOf(unit, init, { prefix });
  const ends = exit === null ? null : behaviourOf(unit, exit, { prefix });
  if (starts !== null) problems.doubts(starts);
  if (ends !== null) problems.doubts(ends);
  const initLog = [...(starts?.before ?? []), ...(starts?.after ?? [])];
  const exitLog = [...(ends?.before ?? []), ...(ends?.after ?? [])];
  const returned = starts?.returns;
  const param = returned?.kind === 'name' ? params.find(({ variable }) => variable === returned.value) : undefined;
  const kprobe = kprobeOf(unit, params, problems);
  return {
    target: {
      name,
      functions,
      loaded: false,
      ...(params.length > 0 && { params: params.map(({ variable: _, ...each }) => each) }),
      ...(initLog.length > 0 && { initLog }),
      ...(exitLog.length > 0 && { exitLog }),
      ...(effects.length > 0 && { effects }),
      ...(param && { initReturnsParam: param.name }),
      ...(returned?.kind === 'number' && returned.value !== 0 && { initReturns: returned.value }),
      ...(worker && { worker }),
      ...(kprobe && { kprobe }),
    },
    guesses: guess === null ? [] : [guess],
    problems: problems.found,
  };
}

/** A kprobe whose post handler depends on a boolean parameter. */
function kprobeOf(unit: Unit, params: ReturnType<typeof paramsOf>, problems: Problems): TargetSpec['kprobe'] {
  const probe = [...unit.variables.values()].find(({ struct }) => struct === 'kprobe');
  const list = listIn(probe?.init ?? null);
  if (probe === undefined || list === null) return undefined;
  const symbol = fieldsOf(unit, list, 'kprobe').find(({ name }) => name === 'symbol_name');
  const value = symbol && evaluate(symbol.node, { unit });
  const param = params.find(({ type }) => isFlag(type));
  if (value?.kind === 'text' && param !== undefined) {
    return { object: 'vmlinux', func: value.value, postHandlerParam: param.name };
  }
  problems.add(probe.node, 'struct kprobe without a bool parameter for its post handler', 'left out');
  return undefined;
}
