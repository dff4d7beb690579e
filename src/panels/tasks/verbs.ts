/** What can be made to happen to a task, as events to send. Whether the rules allow it is asked elsewhere. */
import type { KernelEvent } from '../../kernel/events';
import { freeTid } from '../../kernel/freeTid';
import { type Kernel, VMLINUX } from '../../kernel/model';
import { funcKey, isObjectLoaded } from '../../kernel/queries';
import type { Thread } from '../../words/threads';

export interface TaskVerb {
  readonly label: string;
  readonly event: KernelEvent;
}

export interface VerbGroup {
  readonly label: string;
  readonly verbs: readonly TaskVerb[];
}

interface Callable {
  readonly object: string;
  readonly func: string;
}

const callKey = ({ object, func }: Callable): string => `${object}:${func}`;

/** Functions that some livepatch of the library replaces, those of the loaded ones first. */
const patchable = (kernel: Kernel): readonly Callable[] => {
  const loaded = new Set(kernel.patches.map(({ name }) => name));
  const images = kernel.library.filter((image) => image.kind === 'livepatch');
  const inOrder = [...images.filter(({ name }) => loaded.has(name)), ...images.filter(({ name }) => !loaded.has(name))];
  const found = inOrder.flatMap(({ objects }) =>
    objects.flatMap(({ name, funcs }) => funcs.map((func) => ({ object: name, func: funcKey(func) }))),
  );
  return [...new Map(found.map((each) => [callKey(each), each])).values()];
};

/** Every function that can be called now: those of the kernel, and those of the target modules that are loaded. */
const callable = (kernel: Kernel): readonly Callable[] => [
  ...kernel.symbols.map((func) => ({ object: VMLINUX, func })),
  ...kernel.library.flatMap((image) =>
    image.kind === 'target' && isObjectLoaded(kernel, image.name)
      ? image.functions.map(({ name }) => ({ object: image.name, func: name }))
      : [],
  ),
];

const callVerb = (tid: number, { object, func }: Callable): TaskVerb => ({
  label: object === VMLINUX ? func : `${object}: ${func}`,
  event: object === VMLINUX ? { type: 'task.call', tid, func } : { type: 'task.call', tid, func, object },
});

/** The functions a task may call, those first that a livepatch is about. */
export const callVerbs = (kernel: Kernel, tid: number): readonly VerbGroup[] => {
  const here = new Set(callable(kernel).map(callKey));
  const first = patchable(kernel).filter((each) => here.has(callKey(each)));
  const named = new Set(first.map(callKey));
  const rest = callable(kernel).filter((each) => !named.has(callKey(each)));
  return [
    { label: 'Functions that a livepatch replaces', verbs: first.map((each) => callVerb(tid, each)) },
    { label: 'Other functions', verbs: rest.map((each) => callVerb(tid, each)) },
  ].filter(({ verbs }) => verbs.length > 0);
};

/** One `task.run` per CPU that is online. */
export const runVerbs = (kernel: Kernel, tid: number): readonly TaskVerb[] =>
  kernel.cpus.flatMap(({ online }, cpu) =>
    online ? [{ label: `Run on CPU ${cpu}`, event: { type: 'task.run', tid, cpu } as const }] : [],
  );

/** Everything else that one task can do, in the order of the menu. An idle task only comes and goes with its CPU. */
export const taskVerbs = (kernel: Kernel, { task, idleOf }: Thread): readonly TaskVerb[] => {
  if (idleOf !== null) return [cpuVerb(kernel, idleOf)];
  const { tid } = task;
  return [
    { label: 'Return from the newest function', event: { type: 'task.return', tid } },
    { label: 'Back to user space', event: { type: 'task.user', tid } },
    { label: 'Get off the CPU', event: { type: 'task.preempt', tid } },
    { label: 'Sleep interruptibly', event: { type: 'task.sleep', tid, state: 'interruptible' } },
    { label: 'Sleep uninterruptibly', event: { type: 'task.sleep', tid, state: 'uninterruptible' } },
    { label: 'Sleep freezably', event: { type: 'task.sleep', tid, state: 'interruptible', freezable: true } },
    { label: 'Wake up', event: { type: 'task.wake', tid } },
    { label: 'Fork', event: { type: 'task.fork', tid, child: freeTid(kernel) } },
    { label: 'Exit', event: { type: 'task.exit', tid } },
    { label: 'SIGSTOP', event: { type: 'task.signal', tid, signal: 'SIGSTOP' } },
    { label: 'SIGCONT', event: { type: 'task.signal', tid, signal: 'SIGCONT' } },
  ];
};

const cpuVerb = (kernel: Kernel, cpu: number): TaskVerb =>
  kernel.cpus[cpu]?.online === false
    ? { label: `Bring CPU ${cpu} online`, event: { type: 'cpu.online', cpu } }
    : { label: `Take CPU ${cpu} offline`, event: { type: 'cpu.offline', cpu } };

/** One per CPU: offline when it is online, and the other way. */
export const cpuVerbs = (kernel: Kernel): readonly TaskVerb[] => kernel.cpus.map((_, cpu) => cpuVerb(kernel, cpu));
