/**
 * Would this be allowed? The chart takes the step on a copy, and its answer is kept. Verbs about modules and patches are tried
 * on a machine without tasks: no rule about them reads the tasks, so the answer is the same, and cheap with 10,000 of them.
 */
import { phasesOf } from '../chart/chart';
import { type Edge, isPhase, type Phase, type PhaseConfig } from '../chart/edge';
import { isStable, type Micro, step } from '../chart/step';
import type { KernelEvent } from '../kernel/events';
import type { Kernel, Task } from '../kernel/model';
import { defaultPolicy, type Policy, policyOf } from '../kernel/policies';
import { rules } from '../kernel/rules';
import type { Verdict } from '../kernel/verdict';
import { remember } from './remember';

/** The tasks that a rule can look at for this event: those it names, and whoever has the thread id it wants. */
const namedTasks = (tasks: readonly Task[], event: KernelEvent): readonly Task[] => {
  const from = 'tid' in event ? event.tid : 'by' in event ? event.by : undefined;
  if (from === undefined) return [];
  const to = ('to' in event ? event.to : undefined) ?? from;
  const child = 'child' in event ? event.child : undefined;
  return tasks.filter(({ tid }) => (tid >= from && tid <= to) || tid === child);
};

/** The kernel as small as the answer allows. */
export const reduced = (kernel: Kernel, event: KernelEvent): Kernel => ({
  ...kernel,
  tasks: namedTasks(kernel.tasks, event),
});

const phasesFor = remember((policy: Policy): Readonly<Record<Phase, PhaseConfig>> => phasesOf(policy));

/** The edges of a phase that a microstep asked, in order, and the machine they were asked about. */
export interface Asking {
  readonly phase: Phase;
  readonly edges: readonly Edge[];
  /** Index of the edge that was taken. */
  readonly taken: number;
  readonly kernel: Kernel;
}

/** What the chart asked on its way through an event, microstep by microstep. */
export const askings = (
  policy: Policy,
  before: Kernel,
  event: KernelEvent,
  micros: readonly Micro[],
): readonly Asking[] =>
  micros.flatMap(({ edge }, at) => {
    if (!isPhase(edge.from)) return [];
    const phase = phasesFor(policy)[edge.from];
    const edges = (at === 0 ? phase.on?.[event.type] : phase.always) ?? [];
    const taken = edges.findIndex(({ says, to }) => says === edge.says && (to ?? edge.from) === edge.to);
    return [{ phase: edge.from, edges, taken: Math.max(taken, 0), kernel: micros[at - 1]?.kernel ?? before }];
  });

/** What the rules said that were asked on the way and did not refuse. */
const permits = (policy: Policy, before: Kernel, event: KernelEvent, micros: readonly Micro[]): readonly Verdict[] =>
  askings(policy, before, event, micros).flatMap(({ edges, taken, kernel }) =>
    edges
      .slice(0, taken)
      .flatMap(({ refusedBy }) => (refusedBy === undefined ? [] : [rules[refusedBy].apply(kernel, event)])),
  );

const isPolicys = ({ onLoad, onWrite, onDisable }: Policy, { rule }: Verdict): boolean =>
  [...onLoad, ...onWrite, ...onDisable].some((name) => name === rule);

const hasCompared = ({ compared }: Verdict): boolean => compared.length > 0;

/** The answer a reader wants first: one of the policy's own that compared values, else any of its own, else any that did. */
const foremost = (policy: Policy, verdicts: readonly Verdict[]): Verdict | undefined => {
  const own = verdicts.filter((verdict) => isPolicys(policy, verdict));
  return own.find(hasCompared) ?? own[0] ?? verdicts.find(hasCompared) ?? verdicts[0];
};

const ask = (policy: Policy, kernel: Kernel, phase: string, event: KernelEvent): Verdict => {
  const before = reduced(kernel, event);
  const micros = step(policy.id, isStable(phase) ? phase : 'idle', before, event);
  const refused = micros.flatMap(({ facts }) => facts).find((fact) => fact.type === 'refused');
  if (refused !== undefined) return refused.verdict;
  const answer = foremost(policy, permits(policy, before, event, micros));
  return answer ?? { refused: false, rule: event.type, compared: [] };
};

const answers = new WeakMap<Kernel, Map<string, Verdict>>();

/** What the rules would say about the event after this step. Asked again for the same kernel, it is the same object. */
export const previewOf = (
  policy: string,
  after: { readonly kernel: Kernel; readonly phase: string },
  event: KernelEvent,
): Verdict => {
  const { kernel, phase } = after;
  const known = answers.get(kernel) ?? new Map<string, Verdict>();
  answers.set(kernel, known);
  const question = JSON.stringify([policy, phase, event]);
  const answer = known.get(question) ?? ask(policyOf(policy) ?? defaultPolicy, kernel, phase, event);
  known.set(question, answer);
  return answer;
};
