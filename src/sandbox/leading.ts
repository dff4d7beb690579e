/** The events that lead from a boot to a machine: its modules, what runs in them, and who is where. As near as they come. */

import type { KernelEvent } from '../kernel/events';
import type { Frame, Kernel, Module, Task } from '../kernel/model';
import { funcKey, imageOf, moduleOf, patchOf, transitionPatch } from '../kernel/queries';
import { hasUserSpace } from '../kernel/signals';
import { hasToSwitch } from '../kernel/taskStatus';
import { isUnpatching, waitingForWorker } from '../kernel/transition';
import { type Step, stepAfter } from '../trace/trace';

/** Attempts until a transition that does not complete is forced. */
const PATIENCE = 3;
/** Failed attempts that are made again: after so many the fake signal has been sent a few times. */
const MOST_ATTEMPTS = 64;

/** Every frame of a task, oldest first, with the stage at which it is called; stage 0 is the boot. */
type Stages = readonly number[];

const touches = (kernel: Kernel, module: string, { object, func }: Frame): boolean => {
  const image = imageOf(kernel, module);
  return (
    image?.kind === 'livepatch' &&
    image.objects.some(({ name, funcs }) => name === object && funcs.some((each) => funcKey(each) === func))
  );
};

/** The task has switched to the originals while the livepatch leaves, so it may call them again. */
const callsLate = (wanted: Kernel, task: Task, frame: Frame, late: string | undefined): boolean =>
  isUnpatching(wanted) && wanted.transition?.patch === late && frame.impl !== late && !hasToSwitch(wanted, task);

/** When each frame can have been called: after the modules that it needs, and before the next livepatch of its function. */
export function stagesOf(wanted: Kernel, task: Task, loads: readonly Module[]): Stages {
  const end = loads.length + 1;
  let stage = 0;
  return task.stack.toReversed().map((frame) => {
    const own = loads.findIndex(({ name }) => name === (frame.impl ?? frame.object)) + 1;
    const next = loads.findIndex(({ name }, index) => index >= own && touches(wanted, name, frame));
    if (next !== -1 && callsLate(wanted, task, frame, loads[next]?.name)) stage = end;
    else stage = Math.max(stage, own);
    return stage;
  });
}

export interface Leading {
  readonly events: readonly KernelEvent[];
  readonly end: Step;
}

/** Tasks that follow each other, and for whom the event is the same. */
function ranges(tasks: readonly Task[], chosen: ReadonlySet<Task>): readonly { tid: number; to?: number }[] {
  const found: { tid: number; to?: number }[] = [];
  let open: { tid: number; to?: number } | null = null;
  for (const task of tasks.toSorted((a, b) => a.tid - b.tid)) {
    if (!chosen.has(task)) open = null;
    else if (open === null) {
      open = { tid: task.tid };
      found.push(open);
    } else open.to = task.tid;
  }
  return found;
}

/** `begin` is the boot, with every task that has something to call runnable. */
export function lead(policy: string, begin: Step, wanted: Kernel, loads: readonly Module[]): Leading {
  const events: KernelEvent[] = [];
  let at = begin;
  /** What is refused has not happened. */
  const happens = (event: KernelEvent): boolean => {
    const next = stepAfter(policy, at, event);
    if (next.refusal !== null) return false;
    events.push(event);
    at = next;
    return true;
  };

  const byStage = new Map<number, Map<string, { frame: Frame; tasks: Set<Task> }>[]>();
  for (const task of wanted.tasks) {
    const stages = stagesOf(wanted, task, loads);
    const depths = new Map<number, number>();
    for (const [index, frame] of task.stack.toReversed().entries()) {
      const stage = stages[index] ?? 0;
      if (stage === 0) continue;
      const depth = depths.get(stage) ?? 0;
      depths.set(stage, depth + 1);
      const layers = byStage.get(stage) ?? [];
      byStage.set(stage, layers);
      const layer = layers[depth] ?? new Map<string, { frame: Frame; tasks: Set<Task> }>();
      layers[depth] = layer;
      const key = `${frame.object}:${frame.func}`;
      const group = layer.get(key) ?? { frame, tasks: new Set<Task>() };
      layer.set(key, group);
      group.tasks.add(task);
    }
  }
  const call = (stage: number): void => {
    for (const layer of byStage.get(stage) ?? []) {
      for (const { frame, tasks } of layer.values()) {
        for (const range of ranges(wanted.tasks, tasks)) {
          happens({ type: 'task.call', ...range, func: frame.func, object: frame.object });
        }
      }
    }
  };

  const settle = (): void => {
    for (let made = 0; at.kernel.transition !== null && made < PATIENCE; made += 1) happens({ type: 'attempt' });
    const { transition } = at.kernel;
    if (transition === null) return;
    happens({ type: 'echo.force', patch: transition.patch, value: '1' });
    happens({ type: 'attempt' });
  };

  const load = ({ name, params }: Module): void => {
    const image = imageOf(wanted, name);
    const others = Object.entries(params).filter(
      ([param, value]) => image?.params.find((each) => each.name === param)?.default !== value,
    );
    const insmod: KernelEvent = { type: 'insmod', module: name };
    if (others.length > 0 && happens({ ...insmod, params: Object.fromEntries(others) })) return;
    happens(insmod);
    for (const [param, value] of others) happens({ type: 'echo.param', module: name, param, value });
  };

  const place = (tasks: readonly Task[]): void => {
    const known = new Map(at.kernel.tasks.map((task) => [task.tid, task]));
    const sleepers = new Map<string, { event: Pick<Asleep, 'state' | 'freezable'>; tasks: Set<Task> }>();
    for (const task of tasks) {
      const now = known.get(task.tid);
      if (now === undefined || now.where === task.where) continue;
      if (task.where === 'stopped') happens({ type: 'task.signal', tid: task.tid, signal: 'SIGSTOP' });
      const state = task.killable ? 'killable' : task.where;
      if (state !== 'interruptible' && state !== 'uninterruptible' && state !== 'killable') continue;
      const event = { state, ...(task.freezable && { freezable: true }) } as const;
      const group = sleepers.get(JSON.stringify(event)) ?? { event, tasks: new Set<Task>() };
      sleepers.set(JSON.stringify(event), group);
      group.tasks.add(task);
    }
    for (const { event, tasks: asleep } of sleepers.values()) {
      for (const range of ranges(wanted.tasks, asleep)) happens({ type: 'task.sleep', ...range, ...event });
    }
    for (const task of tasks) {
      const { tid, cpu, where, stack } = task;
      const now = known.get(tid);
      if (cpu === null || (now?.where === where && now.cpu === cpu)) continue;
      happens({ type: 'task.run', tid, cpu });
      // Only a system call takes a task of user space into the kernel, and it has returned from that.
      if (where !== 'kernel' || stack.length > 0 || !hasUserSpace(task)) continue;
      happens({ type: 'task.call', tid, func: 'entry_SYSCALL_64' });
      happens({ type: 'task.return', tid });
    }
    for (const { tid, signals = {}, where } of tasks) {
      if (where !== 'uninterruptible') continue;
      if (signals.stop) happens({ type: 'task.signal', tid, signal: 'SIGSTOP' });
      if (signals.kill) happens({ type: 'task.signal', tid, signal: 'SIGKILL' });
    }
  };

  const { transition } = wanted;
  const [waiting, through] = [
    wanted.tasks.filter((task) => hasToSwitch(wanted, task)),
    wanted.tasks.filter((task) => !hasToSwitch(wanted, task)),
  ];
  const attemptAgain = (): void => {
    const count = Math.min(transition?.signals ?? 0, MOST_ATTEMPTS);
    for (let made = 0; made < count && (at.kernel.transition?.signals ?? count) < count; made += 1)
      happens({ type: 'attempt' });
  };

  const isLeaving = isUnpatching(wanted);
  for (const [index, module] of loads.entries()) {
    const isLast = module.name === transition?.patch && !isLeaving;
    if (isLast) place(waiting);
    load(module);
    if (isLast) attemptAgain();
    else if (at.kernel.transition?.patch === module.name) settle();
    call(index + 1);
    if (module.kind === 'livepatch' && !isLast) dropUnwanted();
  }
  function dropUnwanted(): void {
    for (const { name, listed, enabled } of at.kernel.patches) {
      if (!listed || !enabled || patchOf(wanted, name)?.listed === true) continue;
      if (transitionPatch(at.kernel) !== undefined) return;
      // It is replaced by one that comes later, or disabled when that one is there.
      if (loads.slice(loads.findIndex((each) => each.name === name) + 1).some(({ kind }) => kind === 'livepatch'))
        continue;
      happens({ type: 'echo.enabled', patch: name, value: '0' });
      settle();
    }
  }
  if (waitingForWorker(at.kernel).length > 0 && waitingForWorker(wanted).length === 0) happens({ type: 'free' });
  if (isLeaving && transition !== null && moduleOf(at.kernel, transition.patch) !== undefined) {
    place(waiting);
    happens({ type: 'echo.enabled', patch: transition.patch, value: '0' });
    attemptAgain();
  }
  call(loads.length + 1);
  place(transition === null ? wanted.tasks : through);
  for (const [cpu, { online }] of wanted.cpus.entries()) if (!online) happens({ type: 'cpu.offline', cpu });
  if (!wanted.ftraceEnabled) happens({ type: 'sysctl.ftrace', value: '0' });
  return { events, end: at };
}

type Asleep = Extract<KernelEvent, { readonly type: 'task.sleep' }>;
