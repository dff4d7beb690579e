/** Every event worth trying in a state: for the random walks of the tests, and later for exhaustive search. */
import type { KernelEvent } from './events';
import type { ModuleImage } from './images';
import type { Kernel } from './model';
import { VMLINUX } from './model';
import { funcKey } from './queries';

const paramValues = (image: ModuleImage): readonly (readonly [string, string])[] =>
  image.params.flatMap(({ name, type }) =>
    type === 'bool'
      ? [[name, '0'] as const, [name, '1'] as const]
      : type !== 'text'
        ? [[name, '0'] as const, [name, '1'] as const, [name, '-19'] as const]
        : [],
  );

const moduleEvents = (kernel: Kernel): readonly KernelEvent[] =>
  kernel.library.flatMap((image): readonly KernelEvent[] => [
    { type: 'insmod', module: image.name },
    ...paramValues(image).map(
      ([param, value]): KernelEvent => ({ type: 'insmod', module: image.name, params: { [param]: value } }),
    ),
    { type: 'rmmod', module: image.name },
  ]);

const patchEvents = (kernel: Kernel): readonly KernelEvent[] =>
  kernel.patches.flatMap(({ name }): readonly KernelEvent[] => [
    { type: 'echo.enabled', patch: name, value: '0' },
    { type: 'echo.enabled', patch: name, value: '1' },
    { type: 'echo.force', patch: name, value: '1' },
    { type: 'echo.force', patch: name, value: '0' },
  ]);

const paramEvents = (kernel: Kernel): readonly KernelEvent[] =>
  kernel.modules.flatMap(({ name }) => {
    const image = kernel.library.find((each) => each.name === name);
    return image === undefined
      ? []
      : paramValues(image).map(([param, value]): KernelEvent => ({ type: 'echo.param', module: name, param, value }));
  });

/** Functions that some livepatch of the library replaces. */
const patchableFunctions = (kernel: Kernel): readonly { readonly object: string; readonly func: string }[] => {
  const found = new Map<string, { readonly object: string; readonly func: string }>();
  for (const image of kernel.library) {
    if (image.kind !== 'livepatch') continue;
    for (const { name, funcs } of image.objects) {
      for (const func of funcs) found.set(`${name}:${funcKey(func)}`, { object: name, func: funcKey(func) });
    }
  }
  return [...found.values()];
};

const taskEvents = (kernel: Kernel): readonly KernelEvent[] => {
  const functions = patchableFunctions(kernel).filter(
    ({ object }) => object === VMLINUX || kernel.modules.some(({ name }) => name === object),
  );
  const nextTid = kernel.tasks.reduce((highest, { tid }) => Math.max(highest, tid), 0) + 1;
  return kernel.tasks.flatMap(({ tid }): readonly KernelEvent[] => [
    ...functions.map(({ object, func }): KernelEvent => ({ type: 'task.call', tid, object, func })),
    { type: 'task.return', tid },
    { type: 'task.sleep', tid, state: 'interruptible' },
    { type: 'task.sleep', tid, state: 'interruptible', freezable: true },
    { type: 'task.sleep', tid, state: 'uninterruptible' },
    { type: 'task.wake', tid },
    { type: 'task.preempt', tid },
    { type: 'task.user', tid },
    { type: 'task.fork', tid, child: nextTid },
    { type: 'task.exit', tid },
    { type: 'task.signal', tid, signal: 'SIGSTOP' },
    { type: 'task.signal', tid, signal: 'SIGCONT' },
    ...kernel.cpus.map((_, cpu): KernelEvent => ({ type: 'task.run', tid, cpu })),
  ]);
};

const machineEvents = (kernel: Kernel): readonly KernelEvent[] => [
  { type: 'attempt' },
  { type: 'free' },
  { type: 'tick' },
  { type: 'sysctl.ftrace', value: '0' },
  { type: 'sysctl.ftrace', value: '1' },
  ...kernel.cpus.flatMap((_, cpu): readonly KernelEvent[] => [
    { type: 'cpu.offline', cpu },
    { type: 'cpu.online', cpu },
  ]),
];

export interface PossibleEvents {
  readonly modules: readonly KernelEvent[];
  readonly patches: readonly KernelEvent[];
  readonly tasks: readonly KernelEvent[];
  readonly machine: readonly KernelEvent[];
}

export const possibleEvents = (kernel: Kernel): PossibleEvents => ({
  modules: [...moduleEvents(kernel), ...paramEvents(kernel)],
  patches: patchEvents(kernel),
  tasks: taskEvents(kernel),
  machine: machineEvents(kernel),
});
