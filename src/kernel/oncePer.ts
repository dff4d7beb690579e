import type { Kernel } from './model';

/** Remembers what it has found out about a kernel, for as long as that lives. For what walks over all tasks. */
export const oncePer = <T>(find: (kernel: Kernel) => T): ((kernel: Kernel) => T) => {
  const known = new WeakMap<Kernel, { readonly found: T }>();
  return (kernel) => {
    const last = known.get(kernel);
    if (last !== undefined) return last.found;
    const found = find(kernel);
    known.set(kernel, { found });
    return found;
  };
};
