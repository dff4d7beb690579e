/** What a line of a log, or of `crash`, says of the task whose stack comes below it. */
import { isDead, placeOfState } from '../kernel/stateLetter';
import type { WideTaskSpec } from '../kernel/world';
import { shownTask } from '../source/shownTask';

/** What the line above a stack says of its task. */
export interface Heading extends Partial<Pick<WideTaskSpec, 'tid' | 'comm' | 'where' | 'cpu' | 'kind' | 'userWorker'>> {
  /** It is no task any more. */
  readonly isDead?: true;
  /** What stands below is no stack of a task as it is now: who allocated something, or took a lock, long ago. */
  readonly isOfOthers?: true;
}

export interface Tried {
  readonly tid: number;
  readonly comm: string;
  readonly spec: Partial<Pick<WideTaskSpec, 'reliable' | 'where' | 'stack'>>;
}

/** `sched_show_task()` up to Linux 5.9, and 4.13: name, state, room on the stack, pid, parent. */
const SHOWN_BEFORE =
  /^(\S.{0,14}?) +([RSDTtXZPI]) +(?:running task +)?(?:(?:[0-9a-f]{8,16}|\(null\)) +)?\d+ +(\d+) +(\d+) 0x[0-9a-f]{8,16}\b/;
const PARENT = /\bppid: ?(\d+)\b/;
const FLAGS = /\btask_flags: ?0x([0-9a-f]{1,8})\b/;
/** `include/linux/sched.h`. */
const PF_USER_WORKER = 0x4000;
const PF_KTHREAD = 0x200000;
/** `dump_stack_print_info()`: what runs on a CPU, as lockups and backtraces of all CPUs print it. */
const ON_CPU = /\bCPU: ?(\d+) (?:UID: ?\d+ )?PID: ?(\d+) Comm: (.{1,15}?) +(?:Not tainted|Tainted|Kdump)/;
/** SysRq-L, of a CPU that is not asked by an NMI. */
const OF_CPU = /^sysrq: CPU(\d+):$/;
/** `bt` of `crash`. Its CPU is the one that the task was on last. */
const IN_CRASH = /^PID: (\d+) +TASK: [0-9a-f]+ +CPU: (\d+) +COMMAND: "(.{1,15}?)"/;
/** Up to Linux 5.14 `klp_check_stack()` says the second and the third itself. */
const TRIED =
  /\bklp_(?:try_switch_task|check_stack): (.{1,15}?):(\d+) (?:is (running)|has an (unreliable) stack|is sleeping on function ([\w.$:,]+))/;

/** kthreadd, the parent of every kthread. */
export const KTHREADD = 2;

export const ofParent = (ppid: number): Pick<Heading, 'kind'> => (ppid === KTHREADD ? { kind: 'kthread' } : {});

/** `D`, `R+`, `Ssl`. */
export function ofState(state: string): Pick<Heading, 'where' | 'isDead'> {
  const letter = state.slice(0, 1);
  if (isDead(letter)) return { isDead: true };
  const where = placeOfState(letter);
  return where === undefined ? {} : { where };
}

/** `task_struct.flags`, as `sched_show_task()` has them since Linux 6.14, and the ninth field of `/proc/PID/stat`. */
export function ofFlags(bits: number): Pick<Heading, 'kind' | 'userWorker'> {
  if ((bits & PF_KTHREAD) !== 0) return { kind: 'kthread' };
  return (bits & PF_USER_WORKER) === 0 ? {} : { userWorker: true };
}

/** What it is: by its flags where they are printed, or by its parent. */
function kindIn(line: string): Pick<Heading, 'kind' | 'userWorker'> {
  const [, flags] = FLAGS.exec(line) ?? [];
  const ppid = Number(PARENT.exec(line)?.[1] ?? 0);
  if (flags === undefined) return ofParent(ppid);
  return ofFlags(Number.parseInt(flags, 16));
}

/** @param line without what a log puts before it. */
export function headingIn(line: string): Heading | null {
  const shown = shownTask(line);
  if (shown !== null) return { tid: shown.tid, comm: shown.comm, ...ofState(shown.state), ...kindIn(line) };
  const [, before, letter = '', pid, ppid] = SHOWN_BEFORE.exec(line) ?? [];
  if (before !== undefined) return { tid: Number(pid), comm: before, ...ofState(letter), ...ofParent(Number(ppid)) };
  const [, cpu, on, comm] = ON_CPU.exec(line) ?? [];
  if (comm !== undefined) return { tid: Number(on), comm: comm.trim(), where: 'kernel', cpu: Number(cpu) };
  const [, busy] = OF_CPU.exec(line) ?? [];
  if (busy !== undefined) return { where: 'kernel', cpu: Number(busy) };
  const [, crashed, last, command] = IN_CRASH.exec(line) ?? [];
  return command === undefined ? null : { tid: Number(crashed), comm: command, cpu: Number(last) };
}

export function triedIn(line: string): Tried | null {
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
