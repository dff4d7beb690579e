/** Compares what is there after a step with what a scenario says must be there. */
import type { Fact } from '../chart/facts';
import type { Kernel } from '../kernel/model';
import { listedPatches, moduleOf } from '../kernel/queries';
import type { Refusal } from '../kernel/verdict';
import type { Expectation } from './scenario';

/** What an expectation can look at. */
export interface Observed {
  readonly phase: string;
  readonly kernel: Kernel;
  readonly refusal: Refusal | null;
  readonly facts: readonly Fact[];
  /** The lines that the step added to the kernel log, without stamps. */
  readonly logs: readonly string[];
}

/** One field that was expected, both sides as JSON. */
export interface Outcome {
  readonly field: string;
  readonly wanted: string;
  readonly found: string;
  readonly holds: boolean;
}

const pick = <T>(wanted: object | undefined, value: (key: string) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.keys(wanted ?? {}).map((key) => [key, value(key)]));

const taskOf = ({ tasks }: Kernel, tid: string) => tasks.find((task) => String(task.tid) === tid);

const funcStackOf = (kernel: Kernel, name: string): readonly string[] =>
  kernel.ops
    .find(({ object, func }) => name === (object === 'vmlinux' ? func : `${object}:${func}`))
    ?.funcStack.map(({ patch, nop }) => (nop ? `nop:${patch}` : patch)) ?? [];

/** The wanted lines that are there, in the order wanted. */
const inOrder = (wanted: readonly string[], logs: readonly string[]): readonly string[] => {
  let from = 0;
  return wanted.filter((line) => {
    const at = logs.indexOf(line, from);
    if (at !== -1) from = at + 1;
    return at !== -1;
  });
};

/** What is there, in the shape of an expectation. */
const observed = (
  { phase, kernel, refusal, facts, logs }: Observed,
  wanted: Expectation,
): Readonly<Record<keyof Expectation, unknown>> => ({
  phase,
  latestVersion: kernel.latestVersion,
  enabled: kernel.patches.filter(({ enabled }) => enabled).map(({ name }) => name),
  listed: listedPatches(kernel).map(({ name }) => name),
  modules: kernel.modules.map(({ name }) => name),
  refusedBy: refusal?.rule ?? null,
  errno: refusal?.errno ?? null,
  pending: kernel.tasks.filter(({ pending }) => pending).map(({ tid }) => tid),
  idlePending: kernel.cpus.some(({ idle }) => idle.pending),
  patchState: pick(wanted.patchState, (tid) => taskOf(kernel, tid)?.patchState),
  runs: pick(wanted.runs, (tid) => taskOf(kernel, tid)?.stack[0]?.impl),
  funcStack: pick(wanted.funcStack, (name) => funcStackOf(kernel, name)),
  forced: kernel.patches.filter(({ forced }) => forced).map(({ name }) => name),
  logs: inOrder(wanted.logs ?? [], logs),
  unlogged: (wanted.unlogged ?? []).filter((line) => !logs.includes(line)),
  callbacks: [...new Set(facts.flatMap((fact) => (fact.type === 'callback' ? [fact.name] : [])))],
  refcnt: pick(wanted.refcnt, (name) => moduleOf(kernel, name)?.refcnt),
});

const isField = (name: string, fields: object): name is keyof Expectation => name in fields;

/** One outcome for every field that is given. */
export function check(seen: Observed, expectation: Expectation): readonly Outcome[] {
  const found = observed(seen, expectation);
  return Object.keys(expectation).map((field) => {
    const wanted = JSON.stringify(isField(field, expectation) ? expectation[field] : undefined);
    const actual = JSON.stringify(isField(field, found) ? found[field] : undefined);
    return { field, wanted, found: actual, holds: wanted === actual };
  });
}
