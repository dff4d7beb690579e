/** The things that a camera can look at, as the panels mark them. */
import type { Look } from '../scenarios/look';

/** How the panels mark the thing to look at, from the outside in; empty for the panel as a whole. */
export const marksOf = (look: Look): readonly string[] => {
  switch (look.panel) {
    case 'Tasks':
      if ('cpu' in look) return [`cpu ${look.cpu}`];
      if (look.task === undefined) return [];
      return [`task ${look.task}`, ...(look.frame === undefined ? [] : [`frame ${look.frame}`])];
    case 'Loaded patches':
    case 'Module library':
    case 'Version counter':
      return look.module === undefined ? [] : [`module ${look.module}`];
    case 'Functions':
      return look.func === undefined ? [] : [`func ${look.func}`];
    case 'Kernel log':
      return look.line === undefined ? [] : [`line ${look.line}`];
    case 'Sysfs':
      return look.path === undefined ? [] : [`path ${look.path}`];
    case 'Statechart':
      return look.edge === undefined ? [] : [`edge ${look.edge}`];
    case 'Why':
      return [];
  }
};
