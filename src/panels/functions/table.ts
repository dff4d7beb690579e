/** For each patched function its `func_stack`: who resolves to which entry, and where frames still are. */
import type { Kernel, KlpOps } from '../../kernel/model';
import { implementationFor } from '../../kernel/stack';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { type Changes, changesOf, UNCHANGED } from '../changes';
import { funcLabel } from '../patches/objectRows';
import { type Counted, type Crowd, countThreads, frameKey, funcId, NOBODY, together } from './crowds';

export interface StackRow {
  /** The livepatch whose entry it is; `null` for the original at the bottom. */
  readonly patch: string | null;
  readonly nop: boolean;
  /** `func->transition` is set. */
  readonly inTransition: boolean;
  /** Tasks that would run this entry if they called the function now. */
  readonly resolves: Crowd;
  /** Frames of this implementation on call stacks. A nop has none of its own. */
  readonly frames: Crowd;
}

/** An implementation that is off the `func_stack` while frames still run it. */
export interface LeftBehind {
  readonly patch: string;
  readonly frames: Crowd;
}

export interface FuncCard {
  readonly object: string;
  readonly func: string;
  /** Newest first, the original last. */
  readonly rows: readonly StackRow[];
  readonly left: readonly LeftBehind[];
}

/** What runs when an entry is chosen. */
const runs = ({ patch, nop }: Pick<StackRow, 'patch' | 'nop'>): string | null => (nop ? null : patch);

const framesOf = (counted: Counted, { object, func }: Pick<KlpOps, 'object' | 'func'>, impl: string | null): Crowd =>
  counted.frames.get(frameKey(object, func, impl)) ?? NOBODY;

const leftBehind = (counted: Counted, ops: KlpOps): readonly LeftBehind[] =>
  [...(counted.patchedFrames.get(funcId(ops.object, ops.func))?.impls ?? [])]
    .filter((impl) => !ops.funcStack.some((entry) => entry.patch === impl && !entry.nop))
    .map((patch) => ({ patch, frames: framesOf(counted, ops, patch) }));

const stackRows = (kernel: Kernel, counted: Counted, ops: KlpOps): readonly StackRow[] => {
  const entries = [...ops.funcStack, { patch: null, nop: false }];
  // A nop and the original run the same code. The nop stands above, and is what the handler found.
  const chosen = new Map(
    [...counted.byState].map(([state, crowd]) => {
      const impl = implementationFor(kernel, ops.object, ops.func, state);
      return [crowd, entries.findIndex((entry) => runs(entry) === impl)];
    }),
  );
  return entries.map((entry, place) => ({
    ...entry,
    inTransition: entry.patch !== null && entry.patch === kernel.transition?.patch,
    resolves: together([...chosen].filter(([, at]) => at === place).map(([crowd]) => crowd)),
    frames: entry.nop ? NOBODY : framesOf(counted, ops, entry.patch),
  }));
};

const funcCard = (kernel: Kernel, counted: Counted, ops: KlpOps): FuncCard => ({
  object: ops.object,
  func: ops.func,
  rows: stackRows(kernel, counted, ops),
  left: leftBehind(counted, ops),
});

/** Patched functions in the order in which they were first patched, then those that only frames remember. */
export const patchedFunctions = memoize((kernel: Kernel): readonly FuncCard[] => {
  const counted = countThreads(kernel);
  const known = new Set(kernel.ops.map(({ object, func }) => funcId(object, func)));
  const forgotten = [...counted.patchedFrames].filter(([id]) => !known.has(id)).map(([, found]) => found);
  return [
    ...kernel.ops.map((ops) => funcCard(kernel, counted, ops)),
    ...forgotten.map(({ object, func }) => funcCard(kernel, counted, { object, func, funcStack: [] })),
  ];
});

export interface MarkedFunc {
  readonly id: string;
  readonly card: FuncCard;
  /** An entry came or went. */
  readonly stackChanged: boolean;
  /** As `card.rows`, each with what the step changed. */
  readonly rows: readonly { readonly row: StackRow; readonly changes: Changes }[];
}

export interface FunctionsView {
  readonly funcs: readonly MarkedFunc[];
  /** Functions that the step left unpatched and without a trace. */
  readonly gone: readonly string[];
  /** All tasks, idle ones included. */
  readonly tasks: number;
}

const idOf = ({ object, func }: FuncCard): string => funcId(object, func);

const entriesOf = ({ rows }: FuncCard): string => rows.map(({ patch, nop }) => `${patch} ${nop}`).join();

const marked = (card: FuncCard, before: ReadonlyMap<string, FuncCard> | null): MarkedFunc => {
  const id = idOf(card);
  const then = before?.get(id);
  return {
    id,
    card,
    stackChanged: before !== null && (then === undefined || entriesOf(then) !== entriesOf(card)),
    rows: card.rows.map((row) => ({
      row,
      changes:
        then === undefined
          ? UNCHANGED
          : changesOf(
              then.rows.find(({ patch }) => patch === row.patch),
              row,
            ),
    })),
  };
};

/** The functions with what the step changed on each. */
export const functionsView = memoize(({ kernel, before }: View): FunctionsView => {
  const then = before === null ? null : new Map(patchedFunctions(before).map((card) => [idOf(card), card]));
  const funcs = patchedFunctions(kernel).map((card) => marked(card, then));
  const now = new Set(funcs.map(({ id }) => id));
  return {
    funcs,
    gone: [...(then?.values() ?? [])]
      .filter((card) => !now.has(idOf(card)))
      .map(({ object, func }) => funcLabel(object, func)),
    tasks: kernel.tasks.length + kernel.cpus.length,
  };
});
