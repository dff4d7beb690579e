/**
 * Which edges can be taken now, and what closes the others. The chart itself is asked: every event worth trying is played on
 * a copy, and an edge that none of them takes is closed. Inside an event only that event counts.
 */
import { isStable, step } from '../../chart/step';
import { type DiagramEdge, diagramOf } from '../../diagram/diagram';
import { affordances } from '../../kernel/affordances';
import type { KernelEvent } from '../../kernel/events';
import type { Kernel, Task } from '../../kernel/model';
import type { Policy } from '../../kernel/policies';
import { rules } from '../../kernel/rules';
import type { Verdict } from '../../kernel/verdict';
import type { View } from '../../viewer/contract';
import { type Asking, askings } from '../../viewer/preview';
import { remember } from '../../viewer/remember';

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
export interface Standing {
  /** An event that would take it, with what the rule said, if it is a refusal. */
  readonly open: { readonly event: KernelEvent; readonly verdict: Verdict | null } | null;
  /** One per guard, refusals of other edges first. Empty: nothing that can happen now asks this edge. */
  readonly reasons: readonly Reason[];
}

/** By the key of the edge; an edge that is not there is asked by nothing that can happen now. */
export type Standings = ReadonlyMap<string, Standing>;

interface Noted {
  open: Standing['open'];
  readonly reasons: Map<string, Reason>;
}

const questions = remember((policy: Policy): ReadonlyMap<string, readonly DiagramEdge[]> => {
  const asked = new Map<string, DiagramEdge[]>();
  for (const edge of diagramOf(policy).flatMap((node) => node.edges)) {
    const question = `${edge.from} ${edge.event ?? ''}`;
    asked.set(question, [...(asked.get(question) ?? []), edge]);
  }
  return asked;
});

/** The edges of a phase that an event, or being passed through, asks; in order. */
export const edgesAsked = (policy: Policy, phase: string, event: KernelEvent): readonly DiagramEdge[] =>
  questions(policy).get(`${phase} ${event.type}`) ?? questions(policy).get(`${phase} `) ?? [];

/** What the rule of an edge answers; `null` when it asks a condition, or nothing. */
export const verdictOf = ({ asks }: DiagramEdge, kernel: Kernel, event: KernelEvent): Verdict | null =>
  asks.kind === 'rule' ? rules[asks.name].apply(kernel, event) : null;

/** The name of the rule or condition that decides about an edge. */
export const guardOf = ({ asks }: DiagramEdge): string => (asks.kind === 'otherwise' ? 'otherwise' : asks.name);

/** Writes down what one asking says about each of its edges. */
const note = (
  noted: Map<string, Noted>,
  policy: Policy,
  { phase, taken, kernel }: Asking,
  event: KernelEvent,
): void => {
  const edges = edgesAsked(policy, phase, event);
  const way = edges[taken];
  if (way === undefined) return;
  for (const [at, edge] of edges.entries()) {
    const known = noted.get(edge.key) ?? { open: null, reasons: new Map<string, Reason>() };
    noted.set(edge.key, known);
    if (at === taken) {
      known.open ??= { event, verdict: verdictOf(edge, kernel, event) };
    } else {
      const decided = at < taken ? edge : way;
      const guard = guardOf(decided);
      if (!known.reasons.has(guard))
        known.reasons.set(guard, { guard, own: at < taken, verdict: verdictOf(decided, kernel, event), event });
    }
  }
};

const isRefusal = ({ verdict }: Reason): boolean => verdict?.refused === true;

const standingsOf = (noted: ReadonlyMap<string, Noted>): Standings =>
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

const eventsFrom = (kernel: Kernel): readonly KernelEvent[] => Object.values(affordances(kernel)).flat();

/** Inside an event: what the active phase is about to ask, on the machine as it is now. */
const insideOf = (view: View): Standings => {
  const { policy, step: whole, cursor, trace } = view;
  const noted = new Map<string, Noted>();
  const before = trace.steps[cursor.step - 1]?.kernel;
  if (whole.event !== null && before !== undefined && cursor.micro !== null) {
    const next = askings(policy, before, whole.event, whole.moves)[cursor.micro + 1];
    if (next !== undefined) note(noted, policy, next, whole.event);
  }
  return standingsOf(noted);
};

/** Between two events: every event worth trying, one at a time. The caller decides when to go on. */
function* fromRest({ policy, kernel, phase }: View): Generator<void, Standings> {
  const noted = new Map<string, Noted>();
  const small = { ...kernel, tasks: yield* representatives(kernel.tasks) };
  const stable = isStable(phase) ? phase : 'idle';
  for (const event of eventsFrom(small)) {
    const micros = step(policy.id, stable, small, event);
    for (const asking of askings(policy, small, event, micros)) note(noted, policy, asking, event);
    yield;
  }
  return standingsOf(noted);
}

const judged = new WeakMap<View, Standings>();

/** What is known already, for the same view the same object; `null` when it has to be judged first. */
export const knownStandings = (view: View): Standings | null => judged.get(view) ?? null;

/** Judges the edges, in pieces of well under a millisecond each as long as few tasks are there. */
export function* judge(view: View): Generator<void, Standings> {
  const standings = isStable(view.phase) ? yield* fromRest(view) : insideOf(view);
  judged.set(view, standings);
  return standings;
}

export const isOpen = (standing: Standing | undefined): boolean => standing !== undefined && standing.open !== null;

/** The rule or condition that closes an edge; `null` when it is open or nothing asks it. */
export const closedBy = (standing: Standing | undefined): string | null =>
  standing === undefined || standing.open !== null ? null : (standing.reasons[0]?.guard ?? null);
