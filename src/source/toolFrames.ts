/** Frames as tools print them that read kernel stacks: drgn, gdb, bpftrace, perf, ftrace, trace-cmd. */
import { kbuildModname } from '../kernel/kbuildModname';

const SYMBOL = '[A-Za-z_.$][\\w.$]*';
const OFFSET = '(?:\\+(?:0x[0-9a-f]+(?:/0x[0-9a-f]+)?|\\d+))?';

/** `#3  schedule (kernel/sched/core.c:6857:2)` of drgn, `#3  0xffffffff81a5b5f8 in schedule () at kernel/sched/core.c:6857` of gdb. */
const debugger_ = new RegExp(
  `^#\\d+ +(?:0x([0-9a-f]+) in )?(${SYMBOL})${OFFSET}(?: \\[(\\w+)[^\\]]*\\])?(?: \\((.*))?$`,
);
/** One frame of drgn by itself: `#2 at 0xffffffff81a5b5f8 (schedule+0x48/0xb0) in schedule at kernel/sched/core.c:6857:2`. */
const oneOfDrgn = new RegExp(`^#\\d+ at 0x[0-9a-f]+ \\((${SYMBOL})${OFFSET}\\)(?: in (${SYMBOL}))?`);
/** `=> schedule`, also with `+0x48/0xb0`, a module, or an address. */
const ftrace = new RegExp(`^=> +(${SYMBOL})${OFFSET}(?: \\[(\\w+)[^\\]]*\\])?(?: (?:<|\\()[0-9a-f]+[>)])?$`);
/** `ffffffff81a5b5f8 schedule+0x48 ([kernel.kallsyms])`: the last is the file that the code is in. */
const perf = new RegExp(`^[0-9a-f]{6,16} (${SYMBOL})${OFFSET} \\((.*)\\)$`);
/** What a stack counts by, and lines of such tools that say nothing of it. */
const PASSED =
  /^(?:#\d+ +0x[0-9a-f]+(?: in \?\? \(\).*)?|#\d+ +\?\?\?.*|=> 0x[0-9a-f]+.*|=> <?[0-9a-f]+>?|[0-9a-f]{6,16} \[unknown\] .*|[\w.]+=.*(?:,|\) at \S+:\d+)|Attaching \d+ probes?\.\.\.|@\w*\[|[^[\]]*\]: \d+|\(gdb\)\s?.*|crash>.*|>>>.*|\/\S+\.[chS]: \d+|.*\bstack_trace\(.*|.*<stack trace ?>|#(?: .*)?|\S.* \d+\.\d{6}: .*)$/;
/** The object of `perf`: the kernel itself. */
const KERNEL = /^\[(?:guest\.)?kernel\.\w+\](?:_\w+)?$|\/vmlinu[xz][^/]*$|^vmlinux$/;
const MODULE = /^\[(\w+)\]$|\/([\w-]+)\.ko(?:\.\w+)?$/;
/** What is mapped into every process. */
const NOT_MODULES: ReadonlySet<string> = new Set(['vdso', 'vsyscall', 'heap', 'stack', 'unknown']);

export interface ToolFrame {
  readonly func: string;
  readonly module: string | undefined;
}

/** A frame; `passed`: a line of such a tool that is none, or a frame of user space; `null`: a line of something else. */
export function toolFrame(words: string): ToolFrame | 'passed' | null {
  const [, address = '', func, module, rest = ''] = debugger_.exec(words) ?? [];
  if (func !== undefined)
    return /^0{0,4}(?:7[0-9a-f]{11}|5[0-9a-f]{11})$/.test(address) || / from \S+$/.test(rest)
      ? 'passed'
      : { func, module };
  const [, symbol, inside] = oneOfDrgn.exec(words) ?? [];
  if (symbol !== undefined) return { func: inside ?? symbol, module: undefined };
  const [, traced, of] = ftrace.exec(words) ?? [];
  if (traced !== undefined) return { func: traced, module: of };
  const [, sampled, file = ''] = perf.exec(words) ?? [];
  if (sampled !== undefined) return ofPerf(sampled, file);
  return PASSED.test(words) ? 'passed' : null;
}

function ofPerf(func: string, file: string): ToolFrame | 'passed' {
  if (KERNEL.test(file)) return { func, module: undefined };
  const [, name, ko] = MODULE.exec(file) ?? [];
  const module = name ?? (ko && kbuildModname(ko));
  return module === undefined || NOT_MODULES.has(module) ? 'passed' : { func, module };
}
