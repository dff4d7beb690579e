/** Lines that begin, or are, stacks as drgn, gdb, bpftrace, perf and ftrace print them; what is in them is read elsewhere. */

/** The first frame of a stack that such a tool numbers. */
export const isFirstFrame = (line: string): boolean => /^\s*#0 +(?!\[)\S/.test(line);

/** It can be nothing but a frame of such a tool. */
export const isToolFrame = (line: string): boolean =>
  /^\s*(?:#\d+ +(?:0x[0-9a-f]+(?: in |$)|at 0x[0-9a-f]|[A-Za-z_][\w.$]*(?:\+0x| \())|=> +[A-Za-z_][\w.$]*(?:$|[ +])|[0-9a-f]{8,16} [A-Za-z_][\w.$]*(?:\+0x[0-9a-f]+)? \()|^\s+[A-Za-z_][\w.$]*\+\d+$/.test(
    line,
  );
