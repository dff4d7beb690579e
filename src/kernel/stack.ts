/**
 * Which implementation a task runs, and which frame keeps it from switching.
 * kernel/livepatch/patch.c: klp_ftrace_handler(); kernel/livepatch/transition.c: klp_check_stack().
 */
import {
  type Frame,
  type Kernel,
  KLP_PATCHED,
  KLP_UNPATCHED,
  type PatchState,
  type StackEntry,
  type Task,
  type Transition,
  type Whereabouts,
} from './model';
import { funcKey, livepatchImageOf, opsOf, transitionPatch } from './queries';
import { newName } from './specImages';

const implementationOf = (entry: StackEntry | undefined): string | null =>
  entry === undefined || entry.nop ? null : entry.patch;

/**
 * `klp_ftrace_handler()`: the top of the `func_stack`; when that entry is in transition and the caller is
 * KLP_UNPATCHED, the next one down; the original when there is none; a nop means the original.
 */
export function implementationFor(kernel: Kernel, object: string, func: string, patchState: PatchState): string | null {
  const funcStack = opsOf(kernel, object, func)?.funcStack;
  const top = funcStack?.[0];
  const older = top !== undefined && top.patch === kernel.transition?.patch && patchState === KLP_UNPATCHED;
  return implementationOf(older ? funcStack?.[1] : top);
}

/** One function of the transition patch and the one implementation that must not be on a stack. */
export interface Watched {
  readonly object: string;
  readonly func: string;
  readonly oldName: string;
  readonly impl: string | null;
  /** Others that the livepatch sends to the same new function, as `object:func`. Left out: none. */
  readonly also?: readonly string[];
}

/** A frame is known by the address in it: two functions with one replacement cannot be told apart. */
function sharingCode(kernel: Kernel, { object, func, impl }: Omit<Watched, 'oldName'>): readonly string[] {
  const objects = (impl === null ? undefined : livepatchImageOf(kernel, impl)?.objects) ?? [];
  const all = objects.flatMap(({ name, funcs }) =>
    funcs.map((each) => ({ ...each, is: `${name}:${funcKey(each)}`, own: newName(impl ?? '', each.oldName) })),
  );
  const own = `${object}:${func}`;
  const code = all.find(({ is }) => is === own);
  // A name that nobody has chosen stands for a function of its own.
  return code === undefined || code.newName === code.own
    ? []
    : all.flatMap(({ is, newName: its }) => (its === code.newName && is !== own ? [is] : []));
}

const watchedCache = new WeakMap<Transition, { ops: Kernel['ops']; watched: readonly Watched[] }>();

/**
 * What `klp_check_stack_func()` compares the frames with, for every function of the transition patch whose object is
 * patched. Target UNPATCHED: the patch's own new function (a nop's is the original). Target PATCHED: the implementation
 * directly below this patch's entry.
 */
export function watchedFunctions(kernel: Kernel): readonly Watched[] {
  const { transition } = kernel;
  const patch = transitionPatch(kernel);
  if (transition === null || patch === undefined) return [];
  const cached = watchedCache.get(transition);
  if (cached?.ops === kernel.ops) return cached.watched;
  const watched: Watched[] = [];
  for (const object of patch.objects) {
    if (!object.patched) continue;
    for (const func of object.funcs) {
      const key = funcKey(func);
      const funcStack = opsOf(kernel, object.name, key)?.funcStack ?? [];
      const own = funcStack.findIndex((entry) => entry.patch === patch.name);
      const entry = transition.target === KLP_PATCHED ? funcStack[own + 1] : funcStack[own];
      const found = { object: object.name, func: key, oldName: func.oldName, impl: implementationOf(entry) };
      const also = sharingCode(kernel, found);
      watched.push(also.length > 0 ? { ...found, also } : found);
    }
  }
  watchedCache.set(transition, { ops: kernel.ops, watched });
  return watched;
}

/** The frame is of the implementation that must not be on a stack. */
export const runs = ({ object, func, impl }: Frame, watched: Watched): boolean =>
  impl === watched.impl &&
  ((func === watched.func && object === watched.object) || watched.also?.includes(`${object}:${func}`) === true);

interface Check {
  readonly transition: Transition | null;
  readonly ops: Kernel['ops'];
  readonly stack: readonly Frame[];
  readonly found: Watched | null;
}

/** A crowd shares its stacks: mostly the next question is the last one again. */
let latest: Check | null = null;

/** The function that blocks this stack, in the order of the patch's functions; `null` when it is safe. */
export function klpCheckStack(kernel: Kernel, stack: readonly Frame[]): Watched | null {
  if (stack.length === 0) return null;
  const { transition, ops } = kernel;
  if (latest?.stack === stack && latest.transition === transition && latest.ops === ops) return latest.found;
  const watched = watchedFunctions(kernel);
  const found = watched.find((each) => stack.some((frame) => runs(frame, each))) ?? null;
  latest = { transition, ops, stack, found };
  return found;
}

export type Blocker =
  | { readonly why: 'safe' }
  | { readonly why: 'running' | 'unreliable' }
  | {
      readonly why: 'sleeping';
      readonly object: string;
      readonly func: string;
      readonly oldName: string;
      readonly impl: string | null;
    };

const SAFE: Blocker = { why: 'safe' };
const RUNNING: Blocker = { why: 'running' };
const UNRELIABLE: Blocker = { why: 'unreliable' };

/** A function on the stack that the unwinder does not get past: reliability belongs to its code, and a replacement has other code. */
const hasUnreliableFrame = ({ unreliableIn }: Kernel, stack: readonly Frame[]): boolean =>
  unreliableIn !== undefined &&
  stack.some(({ object, func, impl }) => impl === null && unreliableIn.includes(`${object}:${func}`));

/** The stack alone: `klp_check_stack()`. */
export function stackBlocker(kernel: Kernel, task: Task): Blocker {
  if (!task.reliable || hasUnreliableFrame(kernel, task.stack)) return UNRELIABLE;
  const watched = klpCheckStack(kernel, task.stack);
  return watched === null ? SAFE : { why: 'sleeping', ...watched };
}

/** True when the task is the one its CPU runs at the moment (`task_curr()`). One that nobody has said of where it is sleeps. */
export const isCurrent = ({ where }: { readonly where?: Whereabouts | undefined }): boolean =>
  where === 'user' || where === 'kernel';

const busy = new WeakMap<Kernel['tasks'], ReadonlyMap<number, Task>>();

/** The CPUs that some task of the list is on, with that task; their idle tasks are not running. */
export function busyCpus({ tasks }: Kernel): ReadonlyMap<number, Task> {
  const known = busy.get(tasks);
  if (known !== undefined) return known;
  const found = new Map<number, Task>();
  for (const task of tasks) if (task.cpu !== null && isCurrent(task)) found.set(task.cpu, task);
  busy.set(tasks, found);
  return found;
}

/**
 * The CPU that the attempt runs on; neither its idle task nor a task it has pushed aside is running then.
 *
 * Simplified: insmod, the shell and the kworker that makes an attempt are in no list of tasks. They take the first online CPU
 * that no task is on, or push a task aside: the first that is in user space, else the one on the first online CPU.
 * Reason: they run for a moment, on a CPU that nobody can foretell; a step may say which task it is (`by`).
 * Matters to: stayed:running, switched:attempt.
 */
export function attemptCpu(kernel: Kernel, by?: number): number {
  const task = by === undefined ? undefined : kernel.tasks.find(({ tid }) => tid === by);
  if (task !== undefined && isCurrent(task) && task.cpu !== null) return task.cpu;
  const taken = busyCpus(kernel);
  const first = (fits: (cpu: number) => boolean): number =>
    kernel.cpus.findIndex(({ online }, cpu) => online && fits(cpu));
  const free = first((cpu) => !taken.has(cpu));
  if (free !== -1) return free;
  const inUser = first((cpu) => taken.get(cpu)?.where === 'user');
  return inUser === -1 ? first(() => true) : inUser;
}

/**
 * `klp_check_and_switch_task()`: what an attempt would find. `by` is the tid that makes it, which is looked at although it
 * runs.
 */
export const blocker = (kernel: Kernel, task: Task, by?: number): Blocker =>
  isCurrent(task) && task.tid !== by && task.cpu !== attemptCpu(kernel, by) ? RUNNING : stackBlocker(kernel, task);

/**
 * Frames that a forced transition left behind: they run another implementation than the task would run if it called the
 * function now. Without force the stack checks leave none.
 */
export const framesLeftBehind = (kernel: Kernel, task: Task): readonly Frame[] =>
  task.stack.filter((frame) => frame.impl !== implementationFor(kernel, frame.object, frame.func, task.patchState));

/** A frame that a stack check does not look for, though its function is one of those that the transition is about. */
export interface Unseen {
  readonly tid: number;
  readonly comm: string;
  readonly func: string;
  /** What it runs, and what the check looks for instead; `null` is the original. */
  readonly impl: string | null;
  readonly lookedFor: string | null;
}

/**
 * `klp_check_stack_func()` looks for one implementation of each function. A frame of an older one, which a force has left
 * behind, is not seen: the task is switched, and still runs it.
 */
export function unseenFrames(kernel: Kernel, tids: ReadonlySet<number>): readonly Unseen[] {
  const { transition } = kernel;
  if (transition === null) return [];
  const watched = watchedFunctions(kernel).map((each) => ({
    ...each,
    after: implementationFor(kernel, each.object, each.func, transition.target),
  }));
  const found: Unseen[] = [];
  for (const { tid, comm, stack } of kernel.tasks) {
    if (stack.length === 0 || !tids.has(tid)) continue;
    for (const { object, func, oldName, impl, after } of watched)
      for (const frame of stack)
        if (frame.func === func && frame.object === object && frame.impl !== impl && frame.impl !== after)
          found.push({ tid, comm, func: oldName, impl: frame.impl, lookedFor: impl });
  }
  return found;
}

/** Tasks with a function of this livepatch on their stacks: after a force somewhere else also of one that is long disabled. */
export const tasksInside = ({ tasks }: Pick<Kernel, 'tasks'>, patch: string): readonly Task[] =>
  tasks.filter(({ stack }) => stack.some(({ impl }) => impl === patch));
