/** A kernel with one of its parts changed, as several updates need it. */
import type { Kernel, KlpObject, Module, Patch } from './model';

/** `kernel` with the patch of this name changed. */
export const withPatch = (kernel: Kernel, name: string, change: (patch: Patch) => Patch): Kernel => ({
  ...kernel,
  patches: kernel.patches.map((patch) => (patch.name === name ? change(patch) : patch)),
});

/** `kernel` with one object of one patch changed. */
export const withObject = (
  kernel: Kernel,
  patch: string,
  object: string,
  change: (object: KlpObject) => KlpObject,
): Kernel =>
  withPatch(kernel, patch, (found) => ({
    ...found,
    objects: found.objects.map((each) => (each.name === object ? change(each) : each)),
  }));

export const withModule = (kernel: Kernel, name: string, change: (module: Module) => Module): Kernel => ({
  ...kernel,
  modules: kernel.modules.map((module) => (module.name === name ? change(module) : module)),
});
