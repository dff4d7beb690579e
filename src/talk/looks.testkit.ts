/** Are the things there that a camera is to look at? */
import { lines } from '../dmesg/dmesg';
import { takenEdges } from '../panels/chart/chartView';
import { functionsView } from '../panels/functions/table';
import { patchesView } from '../panels/patches/cards';
import { type SysfsNode, sysfsTree } from '../panels/sysfs/nodes';
import { candidates } from '../panels/version/counter';
import type { Look } from '../scenarios/look';
import type { View } from '../viewer/contract';

const hasTask = ({ kernel }: View, look: Extract<Look, { readonly panel: 'Tasks' }>): boolean => {
  if ('cpu' in look) return look.cpu in kernel.cpus;
  if (look.task === undefined) return true;
  const task = kernel.tasks.find(({ tid }) => tid === look.task);
  return task !== undefined && (look.frame === undefined || task.stack.some(({ func }) => func === look.frame));
};

const isInTree = (nodes: readonly SysfsNode[], path: string): boolean =>
  nodes.some((node) => node.path === path || isInTree(node.children, path));

/** Whether what a camera is to look at is there after the step, on the panel that it names. */
export const isThere = (look: Look, at: View): boolean => {
  switch (look.panel) {
    case 'Tasks':
      return hasTask(at, look);
    case 'Loaded patches': {
      const { patches, targets } = patchesView(at);
      return look.module === undefined || [...patches, ...targets].some(({ card }) => card.name === look.module);
    }
    case 'Module library':
      return look.module === undefined || at.kernel.library.some(({ name }) => name === look.module);
    case 'Version counter':
      return look.module === undefined || candidates(at.kernel).some(({ name }) => name === look.module);
    case 'Functions':
      return (
        look.func === undefined ||
        functionsView(at).funcs.some(({ card }) => `${card.object}:${card.func}` === look.func)
      );
    case 'Kernel log': {
      const { line } = look;
      return (
        line === undefined ||
        at.facts.some((fact) => lines(fact, at.step.event).some(({ text }) => text.startsWith(line)))
      );
    }
    case 'Sysfs':
      return look.path === undefined || isInTree(sysfsTree(at.kernel, at.before, at.policy), look.path);
    case 'Statechart':
      return look.edge === undefined || takenEdges(at).some(({ edge }) => edge.key === look.edge);
    case 'Why':
      return true;
  }
};
