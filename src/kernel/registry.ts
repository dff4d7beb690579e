import type { EventType, KernelEvent, On } from './events';
import type { Kernel } from './model';

/** A function of the kernel together with the events it is for. */
export interface Registered<R> {
  readonly on: readonly EventType[];
  readonly apply: (kernel: Kernel, event: KernelEvent) => R;
}

/** For one or several event types; the pairing is checked by the compiler. */
export function forEvents<T extends EventType, R>(
  types: readonly T[],
  apply: (kernel: Kernel, event: On<T>) => R,
): Registered<R> {
  const known: readonly EventType[] = types;
  const isFor = (event: KernelEvent): event is On<T> => known.includes(event.type);
  return {
    on: types,
    apply: (kernel, event) => {
      if (!isFor(event)) throw new Error(`wired to ${event.type}, but it is for ${types.join(', ')}`);
      return apply(kernel, event);
    },
  };
}

/** For any event: it reads only the kernel, or nothing of the event but its kind. */
export const forAnyEvent = <R>(apply: (kernel: Kernel, event: KernelEvent) => R): Registered<R> => ({ on: [], apply });
