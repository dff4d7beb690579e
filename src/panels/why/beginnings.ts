/** Where a machine is on which nothing has happened yet. */
import type { Kernel } from '../../kernel/model';
import { isOwnImage, moduleOf } from '../../kernel/queries';
import { plural } from '../../phrases/plural';

/** More would push out of sight what the panel says. */
const MOST = 6;

export interface Beginnings {
  /** A sentence, with kernel words in backticks. */
  readonly says: string;
  /** Names of modules to load, as many as are offered here. */
  readonly modules: readonly string[];
}

/** The machine's own modules that are not loaded, livepatches first. */
export const beginnings = (kernel: Kernel): Beginnings => {
  const own = kernel.library.filter((image) => isOwnImage(image) && moduleOf(kernel, image.name) === undefined);
  const names = ['livepatch', 'target']
    .flatMap((kind) => own.filter((image) => image.kind === kind))
    .map(({ name }) => name);
  const modules = names.slice(0, MOST);
  const left = names.length - modules.length;
  if (names.length === 0)
    return {
      says: 'This machine has no livepatch of its own. Those of the RFC and of the kernel’s self-tests are in the module library.',
      modules,
    };
  const rest = left > 0 ? `${plural(left, 'other')} and those` : 'Those';
  return {
    says: `${names.length === 1 ? 'One module was' : `${plural(names.length, 'module')} were`} made for this machine. ${rest} of the RFC and of the kernel’s self-tests are in the module library.`,
    modules,
  };
};
