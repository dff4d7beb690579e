/**
 * Which edges can be taken now, and what closes the others. The chart itself is asked: every event worth trying is played on
 * a copy, and an edge that none of them takes is closed. Inside an event only that event counts.
 */
import { type Crossing, guardName, neighbourhood, verdictOf } from '../../chart/neighbourhood';
import { isStable } from '../../chart/phases';
import { step } from '../../chart/step';
import type { Edge } from '../../chart/under';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel, Task } from '../../kernel/model';
import { possibleEvents } from '../../kernel/possibleEvents';
import type { Verdict } from '../../kernel/verdict';
import type { View } from '../../viewer/contract';

/** Why an event went past an edge. */
export interface Reason {
  /** The guard that decided: the edge's own, or that of an edge asked before it. */
  readonly guard: string;
  /** It is the edge's own guard that did not fire; else another edge came first. */
  readonly own: boolean;
  readonly verdict: Verdict | null;
  readonly event: KernelEvent;
}

/** What the chart says about an edge now. */
export interface EdgeStatus {
  /** An event that would take it, with what the rule said, if it is a refusal. */
  readonly open: { readonly event: KernelEvent; readonly verdict: Verdict | null } | null;
  /** One per guard, refusals of other edges first. Empty: nothing that can happen now asks this edge. */
  readonly reasons: readonly Reason[];
}

/** By the key of the edge; an edge that is not there is asked by nothing that can happen now. */
export type EdgeStatuses = ReadonlyMap<string, EdgeStatus>;

interface Noted {
  open: EdgeStatus['open'];
  readonly reasons: Map<string, Reason>;
}

/** Writes down what one crossing says about each of its edges. */
const note = (noted: Map<string, Noted>, crossing: Crossing, event: KernelEvent): void => {
  const { asked, taken, passedOver, kernel } = crossing;
  const of = ({ key }: Edge): Noted => {
    const known = noted.get(key) ?? { open: null, reasons: new Map<string, Reason>() };
    noted.set(key, known);
    return known;
  };
  const close = (edge: Edge, by: Edge): void => {
    const { reasons } = of(edge);
    const guard = guardName(by);
    if (!reasons.has(guard))
      reasons.set(guard, { guard, own: edge === by, verdict: verdictOf(by, kernel, event), event });
  };
  for (const edge of asked) close(edge, edge);
  of(taken).open ??= { event, verdict: verdictOf(taken, kernel, event) };
  for (const edge of passedOver) close(edge, taken);
};

const isRefusal = ({ verdict }: Reason): boolean => verdict?.refused === true;

const statusesOf = (noted: ReadonlyMap<string, Noted>): EdgeStatuses =>
  new Map(
    [...noted].map(([key, { open, reasons }]) => [
      key,
      { open, reasons: [...reasons.values()].sort((a, b) => Number(isRefusal(b)) - Number(isRefusal(a))) },
    ]),
  );

/** So few tasks are all played; so many are looked through at a time. */
const FEW = 12;
const MANY = 256;

/** One task of each kind that the rules can tell apart; equal tasks get equal answers. Whoever is on a CPU stays. */
function* representatives(tasks: readonly Task[]): Generator<void, readonly Task[]> {
  if (tasks.length <= FEW) return tasks;
  const known = new Map<string, Task>();
  for (const [at, task] of tasks.entries()) {
    const alike = JSON.stringify({ ...task, tid: task.cpu === null ? 0 : task.tid, comm: '' });
    if (!known.has(alike)) known.set(alike, task);
    if (at % MANY === 0) yield;
  }
  return [...known.values()];
}

const eventsFrom = (kernel: Kernel): readonly KernelEvent[] => Object.values(possibleEvents(kernel)).flat();

/** Inside an event: what the active phase is about to ask, on the machine as it is now. */
const insideOf = (view: View): EdgeStatuses => {
  const { policy, step: whole, cursor, trace } = view;
  const noted = new Map<string, Noted>();
  const before = trace.steps[cursor.step - 1];
  if (whole.event !== null && before !== undefined && cursor.micro !== null) {
    const next = neighbourhood(policy.id, before, whole.event, whole.microsteps)[cursor.micro + 1];
    if (next !== undefined) note(noted, next, whole.event);
  }
  return statusesOf(noted);
};

/** Between two events: every event worth trying, one at a time. The caller decides when to go on. */
function* fromRest({ policy, kernel, phase }: View): Generator<void, EdgeStatuses> {
  const noted = new Map<string, Noted>();
  const small = { ...kernel, tasks: yield* representatives(kernel.tasks) };
  const before = { phase: isStable(phase) ? phase : 'idle', kernel: small } as const;
  for (const event of eventsFrom(small)) {
    const microsteps = step(policy.id, before.phase, small, event);
    for (const crossing of neighbourhood(policy.id, before, event, microsteps)) note(noted, crossing, event);
    yield;
  }
  return statusesOf(noted);
}

const judged = new WeakMap<View, EdgeStatuses>();

/** What is known already, for the same view the same object; `null` when it has to be judged first. */
export const knownStatuses = (view: View): EdgeStatuses | null => judged.get(view) ?? null;

/** Judges the edges, in pieces of well under a millisecond each as long as few tasks are there. */
export function* judge(view: View): Generator<void, EdgeStatuses> {
  const statuses = isStable(view.phase) ? yield* fromRest(view) : insideOf(view);
  judged.set(view, statuses);
  return statuses;
}

export const isOpen = (status: EdgeStatus | undefined): boolean => status !== undefined && status.open !== null;

/** The rule or condition that closes an edge; `null` when it is open or nothing asks it. */
export const closedBy = (status: EdgeStatus | undefined): string | null =>
  status === undefined || status.open !== null ? null : (status.reasons[0]?.guard ?? null);
