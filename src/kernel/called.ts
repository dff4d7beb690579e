/** What functions print when they are called. */
import type { On } from './events';
import { effectLog } from './ftrace';
import { type Kernel, type PatchState, VMLINUX } from './model';
import { imageOf } from './queries';
import { implementationFor } from './stack';
import { reached } from './tasks';

interface Called {
  /** Whose code it is that prints. */
  readonly module: string;
  readonly lines: readonly string[];
}

const original = (kernel: Kernel, object: string, func: string): readonly string[] => {
  const image = imageOf(kernel, object);
  return image?.kind === 'target' ? (image.functions.find(({ name }) => name === func)?.effect?.log ?? []) : [];
};

/** Once for each task that calls: the implementation that `klp_ftrace_handler()` chooses for it. */
export function calledLines(kernel: Kernel, event: On<'task.call'>): readonly Called[] {
  const object = event.object ?? VMLINUX;
  const known = new Map<PatchState, Called>();
  const calledBy = (patchState: PatchState): Called => {
    const found = known.get(patchState);
    if (found !== undefined) return found;
    const impl = implementationFor(kernel, object, event.func, patchState);
    const lines = impl === null ? original(kernel, object, event.func) : effectLog(kernel, impl, object, event.func);
    const module = impl ?? object;
    const called = { module, lines: lines.map((line) => line.replaceAll('{module}', () => module)) };
    known.set(patchState, called);
    return called;
  };
  return reached(kernel, event).flatMap(({ patchState }) => {
    const called = calledBy(patchState);
    return called.lines.length === 0 ? [] : [called];
  });
}
