/** How the panels mark, as `data-look`, what a camera can look at; and how a camera finds it again. */
import type { Look } from '../scenarios/look';

/** Kind of thing → its mark. */
export const lookMark = {
  task: (tid: number) => `task ${tid}`,
  /** The idle task of a CPU. */
  cpu: (cpu: number) => `cpu ${cpu}`,
  /** A function on the stack of a task. */
  frame: (func: string) => `frame ${func}`,
  module: (name: string) => `module ${name}`,
  /** `object:func` */
  func: (func: string) => `func ${func}`,
  /** A line of the log, or the beginning of one, without its stamp. */
  line: (text: string) => `line ${text}`,
  path: (path: string) => `path ${path}`,
  /** An edge of the chart by its key. */
  edge: (key: string) => `edge ${key}`,
} as const;

const maybe = <T>(mark: (what: T) => string, what: T | undefined): readonly string[] =>
  what === undefined ? [] : [mark(what)];

/** The marks of the thing to look at, from the outside in; empty for the panel as a whole. */
export const marksOf = (look: Look): readonly string[] => {
  switch (look.panel) {
    case 'Tasks':
      if ('cpu' in look) return [lookMark.cpu(look.cpu)];
      return [
        ...maybe(lookMark.task, look.task),
        ...maybe(lookMark.frame, look.task === undefined ? undefined : look.frame),
      ];
    case 'Loaded patches':
    case 'Module library':
    case 'Version counter':
      return maybe(lookMark.module, look.module);
    case 'Functions':
      return maybe(lookMark.func, look.func);
    case 'Kernel log':
      return maybe(lookMark.line, look.line);
    case 'Sysfs':
      return maybe(lookMark.path, look.path);
    case 'Statechart':
      return maybe(lookMark.edge, look.edge);
    case 'Why':
      return [];
  }
};

/** What is marked so inside of `panel`, or as much of the way there as there is: at least the panel. */
export const findLook = (panel: Element, look: Look): Element => {
  let found = panel;
  for (const mark of marksOf(look)) {
    const inner =
      found.querySelector(`[data-look="${CSS.escape(mark)}"]`) ??
      found.querySelector(`[data-look^="${CSS.escape(mark)}"]`);
    if (inner === null) break;
    found = inner;
  }
  return found;
};
