/** A text in two: what is C, and the lines of each task that a kernel, or a tool, shows. */
import { placeOfState } from '../kernel/stateLetter';
import type { WideTaskSpec } from '../kernel/world';
import { LOG_LINE } from './kind';

/** What the line above a stack says of its task. */
export type Heading = Partial<Pick<WideTaskSpec, 'tid' | 'comm' | 'where' | 'cpu' | 'kind'>>;

export interface Block {
  /** The index of its first line. */
  readonly first: number;
  readonly lines: string[];
  /** `null`: nothing stands above the frames. */
  readonly heading: Heading | null;
}

export interface Parted {
  /** With empty lines for what is no C; `''` when there is none. */
  readonly code: string;
  readonly blocks: readonly Block[];
  /** Every line that speaks of a task during a transition: `klp_try_switch_task()`. */
  readonly tried: readonly Tried[];
  /** Lines that say nothing of a task, and are no C. */
  readonly aside: number;
}

export interface Tried {
  readonly tid: number;
  readonly comm: string;
  readonly spec: Partial<Pick<WideTaskSpec, 'reliable' | 'where' | 'stack'>>;
}

/** A line is looked at so far: what a kernel prints of a task is shorter. */
const LONGEST = 300;

/** `sched_show_task()`: hung tasks, SysRq-T and SysRq-W. A child of kthreadd (pid 2) is a kthread. */
const SHOWN = /\btask:(.{1,15}?) +state:([A-Z])\b.*?\bpid: ?(\d+)/;
const OF_KTHREADD = /\bppid: ?2\b/;
/** `dump_stack_print_info()`: what runs on a CPU, as lockups and backtraces of all CPUs print it. */
const ON_CPU = /\bCPU: ?(\d+) (?:UID: ?\d+ )?PID: ?(\d+) Comm: (.{1,15}?) +(?:Not tainted|Tainted|Kdump)/;
/** `bt` of `crash`. Its CPU is the one that the task was on last. */
const IN_CRASH = /^PID: (\d+) +TASK: [0-9a-f]+ +CPU: \d+ +COMMAND: "(.{1,15}?)"/;
/** `head /proc/*\/stack`, and `grep '' /proc/*\/stack` before each line. */
const OF_PROC = /^==> \/proc\/(?:\d+\/task\/)?(\d+)\/stack <==/;
const BEFORE_EACH = /^\/proc\/(?:\d+\/task\/)?(\d+)\/stack:/;
/** `kpatch load` of a transition that stalls: the task, `stack:`, and its frames. */
const STALLED = /^(\d+) (\S.{0,14})$/;
const TRIED =
  /\bklp_try_switch_task: (.{1,15}?):(\d+) (?:is (running)|has an (unreliable) stack|is sleeping on function (\S+))/;
const OF_LIVEPATCH = /^(?:<\d+>|\[[^\]]*\]| )*livepatch: /;
const FRAME = /\b[A-Za-z_][\w.$]*\+0x[0-9a-f]+(?:\/0x[0-9a-f]+)?|^\s*#\d+ \[|^\s*\[<[0-9a-f]+>\]/;
const CODE =
  /^\s*(?:#\s*(?:include|define|ifdef|ifndef|if|endif)\b|static\b|struct\b|module_\w+\(|MODULE_\w+\(|\/\*|\/\/|extern\b|(?:int|void|bool)\s+\w+\s*[(;=])/;
/** What stands above a task, and says nothing that the task does not say: `hung_task_info()`, `watchdog_timer_fn()`. */
const EXPECTED =
  /\bINFO: task .* blocked for more than\b|\bwatchdog: BUG: |\bNMI backtrace for cpu\b|\bshowing (?:all|busy) |\bWorkqueue: |\bCall trace:/i;

/** As `dmesg`, or a journal, prints a line of the kernel's. */
export const isLogLine = (line: string): boolean => LOG_LINE.test(line) || EXPECTED.test(line);
/** It stands where tasks are shown, and nobody misses it. */
export const isExpected = (line: string): boolean => EXPECTED.test(line);
export const isOfWorkqueue = (line: string): boolean => line.includes('Workqueue: ');

function headingIn(line: string): Heading | null {
  const [, name, state = '', of] = SHOWN.exec(line) ?? [];
  if (name !== undefined) {
    const where = placeOfState(state);
    const kind = OF_KTHREADD.test(line) ? ({ kind: 'kthread' } as const) : {};
    return { tid: Number(of), comm: name.trim(), ...(where && { where }), ...kind };
  }
  const [, cpu, on, comm] = ON_CPU.exec(line) ?? [];
  if (comm !== undefined) return { tid: Number(on), comm: comm.trim(), where: 'kernel', cpu: Number(cpu) };
  const [, pid, command] = IN_CRASH.exec(line) ?? [];
  if (command !== undefined) return { tid: Number(pid), comm: command };
  const [, tid] = OF_PROC.exec(line) ?? [];
  return tid === undefined ? null : { tid: Number(tid) };
}

function triedIn(line: string): Tried | null {
  const [, comm, tid, running, unreliable, func] = TRIED.exec(line) ?? [];
  if (comm === undefined) return null;
  const spec: Tried['spec'] =
    running !== undefined
      ? { where: 'kernel' }
      : unreliable !== undefined
        ? { reliable: false }
        : { stack: [func ?? ''] };
  return { tid: Number(tid), comm, spec };
}

/** The same line without what `grep` puts before it, and whose it is. */
function ofOne(line: string): { readonly tid: number | null; readonly line: string } {
  const [before, tid] = BEFORE_EACH.exec(line) ?? [];
  return before === undefined ? { tid: null, line } : { tid: Number(tid), line: line.slice(before.length) };
}

/** Takes time proportional to the length of the text. */
export function parted(text: string): Parted {
  const all = text.split(/\r?\n/);
  const isC = all.some((line) => CODE.test(line.slice(0, LONGEST)));
  const code: string[] = [];
  const blocks: Block[] = [];
  const tried: Tried[] = [];
  let aside = 0;
  let block: Block | null = null;
  const begin = (first: number, heading: Heading | null): Block => {
    const begun: Block = { first, lines: [], heading };
    blocks.push(begun);
    return begun;
  };
  for (const [index, whole] of all.entries()) {
    const { tid, line } = ofOne(whole.slice(0, LONGEST));
    code.push('');
    const heading = headingIn(line);
    const one = triedIn(line);
    const [, pid, comm] = line.trim() === 'stack:' ? (STALLED.exec(all[index - 1]?.slice(0, LONGEST) ?? '') ?? []) : [];
    // Whatever livepatching says stands on no stack: what comes after it is another one.
    if (one !== null || OF_LIVEPATCH.test(line)) {
      block = null;
      if (one === null) aside += 1;
      else tried.push(one);
    } else if (heading !== null) block = begin(index, heading);
    else if (comm !== undefined) {
      // What stands above belongs to this one.
      code[index - 1] = '';
      if (block === null) aside -= isC ? 0 : 1;
      else put(block, index - 1, '');
      block = begin(index, { tid: Number(pid), comm: comm.trim() });
    } else if (tid !== null) {
      if (block?.heading?.tid !== tid) block = begin(index, { tid });
      put(block, index, line);
    } else if (CODE.test(line)) {
      block = null;
      code[index] = whole;
    } else if (block !== null) put(block, index, line);
    else if (FRAME.test(line) && !(isC && line.includes(';'))) {
      block = begin(index, null);
      put(block, index, line);
    } else if (isLogLine(line)) aside += isExpected(line) ? 0 : 1;
    else if (isC) code[index] = whole;
    else if (line.trim() !== '') aside += 1;
  }
  return { code: isC ? code.join('\n') : '', blocks, tried, aside };
}

/** At the place where the text has it. */
function put({ first, lines }: Block, index: number, line: string): void {
  while (lines.length < index - first) lines.push('');
  lines[index - first] = line;
}
