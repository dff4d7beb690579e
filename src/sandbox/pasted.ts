/** A text that was pasted into the editor: modules in C, and tasks as a kernel prints them, in any order. Pure. */
import type { TargetSpec, WidePatchSpec, WideTaskSpec } from '../kernel/world';
import { freeTid } from './draft';
import type { StackReader } from './taskFields';

export interface NotUnderstood {
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** What reads such texts: `src/source`, which is fetched when it is wanted. */
export interface Readers {
  readonly readModules: (
    text: string,
    file?: string,
  ) => {
    readonly patches: readonly WidePatchSpec[];
    readonly targets: readonly TargetSpec[];
    readonly problems: readonly NotUnderstood[];
  };
  readonly readStack: StackReader;
}

export interface Pasted {
  readonly patches: readonly WidePatchSpec[];
  readonly targets: readonly TargetSpec[];
  readonly tasks: readonly WideTaskSpec[];
  readonly problems: readonly NotUnderstood[];
}

/** `sched_show_task()`: hung tasks, SysRq-T and SysRq-W. A child of kthreadd (pid 2) is a kthread. */
const SHOWN = /\btask:.{1,15}? +state:[A-Z]\b/;
const OF_KTHREADD = /\bppid: ?2\b/;
/** `dump_stack_print_info()`: what runs on a CPU, as lockups and backtraces of all CPUs print it. */
const ON_CPU = /\bCPU: ?(\d+) (?:UID: ?\d+ )?PID: ?(\d+) Comm: (.{1,15}?) +(?:Not tainted|Tainted|Kdump)/;
/** What stands above a task, and says nothing that the task does not say: `hung_task_info()`, `watchdog_timer_fn()`. */
const ABOVE =
  /\bINFO: task .* blocked for more than\b|\bwatchdog: BUG: |\bNMI backtrace for cpu\b|\bshowing (?:all|busy) /i;
const WORKS = /\bWorkqueue: /;
const FRAME = /[A-Za-z_.$][\w.$]*\+0x[0-9a-f]+(?:\/0x[0-9a-f]+)?|^\s*#\d+ \[|^\s*\[<[0-9a-f]+>\]/;
const CODE =
  /^\s*(?:#\s*(?:include|define|ifdef|ifndef|if|endif)\b|static\b|struct\b|module_\w+\(|MODULE_\w+\(|\/\*|\/\/|extern\b)/;

interface Block {
  readonly first: number;
  readonly lines: string[];
}

/** The same text in two: what is C, with empty lines for the rest, and a block of lines for each task. */
function parted(text: string): { readonly code: string; readonly blocks: readonly Block[] } {
  const code: string[] = [];
  const blocks: Block[] = [];
  let block: Block | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const begins = SHOWN.test(line) || ON_CPU.test(line);
    if (begins || (block === null && FRAME.test(line) && !CODE.test(line) && !line.includes(';'))) {
      block = { first: index, lines: [] };
      blocks.push(block);
    } else if (CODE.test(line)) block = null;
    block?.lines.push(line);
    code.push(block === null && !ABOVE.test(line) ? line : '');
  }
  return { code: code.join('\n'), blocks };
}

/** Read here, and by `readStack()` not. */
const isKnown = (line: string): boolean => ON_CPU.test(line) || WORKS.test(line) || ABOVE.test(line);

const same = (a: WideTaskSpec, b: WideTaskSpec): boolean =>
  JSON.stringify({ ...a, tid: 0, count: 1 }) === JSON.stringify({ ...b, tid: 0, count: 1 });

/** Neighbours that are all alike become one group. */
function grouped(tasks: readonly WideTaskSpec[]): readonly WideTaskSpec[] {
  const groups: WideTaskSpec[] = [];
  for (const task of tasks) {
    const last = groups.at(-1);
    const count = last?.count ?? 1;
    if (last?.cpu === undefined && last?.tid === task.tid - count && same(last, task))
      groups.splice(-1, 1, { ...last, count: count + 1 });
    else groups.push(task);
  }
  return groups;
}

/** @param known the tasks that there are already. */
export function readPasted(text: string, { readModules, readStack }: Readers, known: readonly WideTaskSpec[]): Pasted {
  const { code, blocks } = parted(text);
  const problems: NotUnderstood[] = [];
  const tasks: WideTaskSpec[] = [];
  for (const { first, lines } of blocks) {
    const [, cpu, pid, comm] = ON_CPU.exec(lines[0] ?? '') ?? [];
    const { stack, task, problems: found } = readStack(lines.join('\n'));
    const own = found.filter(({ line }) => !isKnown(lines[line - 1] ?? ''));
    problems.push(...own.map((each) => ({ ...each, line: each.line + first })));
    const isKthread = OF_KTHREADD.test(lines[0] ?? '') || lines.some((line) => WORKS.test(line));
    tasks.push({
      ...(task ?? { tid: freeTid([...known, ...tasks]), comm: 'task' }),
      ...(comm !== undefined && { tid: Number(pid), comm: comm.trim(), where: 'kernel', cpu: Number(cpu) }),
      ...(isKthread && { kind: 'kthread' }),
      ...(stack.length > 0 && { stack }),
    });
  }
  const modules = code.trim() === '' ? null : readModules(code);
  const isTask = ({ where, ...task }: WideTaskSpec): WideTaskSpec =>
    where === undefined || where === 'interruptible' ? task : { ...task, where };
  return {
    patches: modules?.patches ?? [],
    targets: modules?.targets ?? [],
    tasks: grouped(tasks.map(isTask)),
    problems: [...problems, ...(modules?.problems ?? [])].toSorted((a, b) => a.line - b.line),
  };
}
