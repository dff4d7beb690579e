/** Goes the ways out that refusals advise, and says what does not work. */
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { kstrtobool } from '../kernel/kstrto';
import type { Kernel, Task } from '../kernel/model';
import { livepatchImageOf, moduleOf, patchOf } from '../kernel/queries';
import { waitingForWorker } from '../kernel/transition';
import type { PatchSpec } from '../kernel/world';
import { type Step, stepAfter } from '../trace/trace';
import { adviceOf, type Situation, type Way } from './advice.testkit';
import { attempt, cont, insmod, preempt, ret, wake, worker } from './builders';

/** What a task does by itself sooner or later, as one event; `null` when it has left its functions. */
const nextOf = (task: Task): KernelEvent | null => {
  if (!task.pending) return null;
  if (task.where === 'stopped') return cont(task.tid);
  if (task.where === 'interruptible' || task.where === 'uninterruptible')
    return task.stack.length === 0 ? null : wake(task.tid);
  if (task.kind === 'user' && task.userWorker !== true) return { type: 'task.user', tid: task.tid };
  if (task.stack.length > 0) return ret(task.tid);
  return task.where === 'kernel' ? preempt(task.tid) : null;
};

const PATIENCE = 60;

/** Time passes: tasks leave their functions, transitions complete, the worker runs. */
function wait(policy: string, from: Step): Step {
  let step = from;
  for (let round = 0; round < PATIENCE; round += 1) {
    if (step.kernel.transition === null && waitingForWorker(step.kernel).length === 0) return step;
    for (const task of step.kernel.tasks) {
      const event = nextOf(task);
      if (event !== null) step = stepAfter(policy, step, event);
    }
    if (step.kernel.transition !== null) step = stepAfter(policy, step, attempt);
    if (waitingForWorker(step.kernel).length > 0) step = stepAfter(policy, step, worker);
  }
  throw new Error(`The transition of ${step.kernel.transition?.patch} does not end by itself.`);
}

/** What was wanted is there. */
function isServed(kernel: Kernel, event: KernelEvent): boolean {
  switch (event.type) {
    case 'insmod':
      return (
        moduleOf(kernel, event.module)?.state === 'LIVE' &&
        (livepatchImageOf(kernel, event.module) === undefined || patchOf(kernel, event.module)?.enabled === true)
      );
    case 'rmmod':
      return moduleOf(kernel, event.module) === undefined;
    case 'echo.enabled':
      return (patchOf(kernel, event.patch)?.enabled === true) === kstrtobool(event.value);
    case 'echo.force':
      return kernel.transition?.patch !== event.patch;
    case 'attempt':
      return kernel.transition === null;
    case 'free':
      return waitingForWorker(kernel).length === 0;
    default:
      return false;
  }
}

const withImage = (step: Step, spec: PatchSpec): Step => {
  const others = step.kernel.library.filter(({ name }) => name !== spec.name);
  const built = boot({ tasks: [], patches: [spec] }, []).library.filter(({ name }) => name === spec.name);
  return { ...step, kernel: { ...step.kernel, library: [...others, ...built] } };
};

/** A refusal leads to another one at most this often, whose ways out are gone then. */
const DEEPEST = 4;

/** Goes one way; what is served already is left out. Answers with what went wrong, or with where it led. */
function go(policy: string, from: Step, { moves }: Way, depth: number): Step | string {
  let step = from;
  for (const [at, move] of moves.entries()) {
    if (move === 'wait') {
      step = wait(policy, step);
      continue;
    }
    const built = 'build' in move ? move.build(step) : null;
    const event = 'build' in move ? insmod(built?.name ?? '') : move;
    if (built !== null) step = withImage(step, built);
    if (isServed(step.kernel, event)) continue;
    const before = step;
    step = stepAfter(policy, before, event);
    if (step.refusal === null) continue;
    const isLast = at === moves.length - 1 && built === null;
    const problem =
      isLast && depth > 0 ? problemsOfWays({ policy, step: before, event }, step.refusal, depth - 1)[0] : '';
    if (problem !== undefined) return `${JSON.stringify(event)} is refused: ${step.refusal.because} ${problem}`;
  }
  return step;
}

/** Whether what was refused succeeds now, at once or along the ways out of the rules that refuse it then. */
function retried(at: Situation, refusedBefore: string, depth: number): string | null {
  if (isServed(at.step.kernel, at.event)) return null;
  const { refusal } = stepAfter(at.policy, at.step, at.event);
  if (refusal === null) return null;
  if (refusal.because === refusedBefore) return `it is refused as before: ${refusal.because}`;
  return depth === 0
    ? `it is refused again and again, now: ${refusal.because}`
    : (problemsOfWays(at, refusal, depth - 1)[0] ?? null);
}

/** What does not work of the ways out of this refusal; nothing means that all of them do. */
export function problemsOfWays(
  at: Situation,
  { because, wayOut }: { readonly because: string; readonly wayOut: string },
  depth = DEEPEST,
): readonly string[] {
  const advice = adviceOf(wayOut, at);
  if (advice === 'nothing to do') {
    const isDone = at.event.type.startsWith('task.') || isServed(at.step.kernel, at.event);
    return isDone ? [] : ['there is something to do'];
  }
  if (typeof advice === 'string') {
    const later = { ...at, step: wait(at.policy, at.step) };
    const helped = stepAfter(at.policy, later.step, at.event).refusal === null;
    return helped ? [`waiting helps, and it says: ${advice}`] : [];
  }
  return advice.flatMap((way) => {
    const led = go(at.policy, at.step, way, depth);
    const problem =
      typeof led === 'string' ? led : way.instead === true ? null : retried({ ...at, step: led }, because, depth);
    return problem === null ? [] : [problem];
  });
}
