/** What tools that read kernel stacks print above, or below, a stack; and what the kernel says of stacks that are no task's. */
import { type Heading, ofState } from './headings';

/** `prog.stack_trace(412)` */
const DRGN = /\bstack_trace\((\d{1,7})\)/;
/** `postgres-412 [001] d..2. 4711.123459: <stack trace>`, with or without the thread group. */
const FTRACE = /^(.{1,16})-(\d{1,7}) +(?:\( *[\d-]+\) +)?\[(\d+)\] .{0,60}<stack trace ?>/;
/** `postgres 400/412 [001] 4711.123456: sched:sched_switch: …` */
const PERF = /^(\S.{0,15}?) +(?:\d+\/)?(\d{1,7}) +(?:\[\d+\] +)?\d+\.\d+: (?!.*<stack trace)/;
const PREV_STATE = /\bprev_state=([A-Za-z])/;
/** `@[postgres, 412,`, and the same after the frames. */
const BPFTRACE = /^@\w*\[([^[\]]{0,80})$/;
const BPFTRACE_ENDS = /^,? ?([^[\]]{0,80})\]: \d+$/;
/** CPUs of a machine in QEMU. */
const GDB = /^Thread \d+ \(Thread [\d.]+ \(CPU#(\d+) \[(\w+) *\]\)\):?$/;
/** By another task, at another time: KASAN, KMSAN, kmemleak, page owners, lockdep. */
const OF_OTHERS =
  /^(?:Allocated by task \d+|Freed by task \d+|Last potentially related work creation|Second to last potentially related work creation|Uninit was (?:created|stored to memory) at|Local variable .* created at|page last (?:allocated|free) .*|unreferenced object 0x[0-9a-f]+.*|backtrace(?: \(.*\))?:|-> #\d+ \(.*\):?.*|\{[\w?-]+\} state was registered at|the (?:existing dependency chain|shortest dependencies|first lock).*|(?:hard|soft)irqs last +(?:enabled|disabled) at .*|\.\.\. (?:acquired|key) +at:?.*|stack backtrace from)/;
/** Words between stacks. */
const BETWEEN =
  /^(?:BUG: KASAN|BUG: KCSAN|BUG: KMSAN|(?:Read|Write) of size \d+ at addr|stack backtrace:|other info that might help|but task is already holding|which lock already depends|is trying to acquire|\*\*\* DEADLOCK \*\*\*|={8,}|WARNING: possible |[0-9a-f]{8,16} \(.*\)\{.*at: |#$|# *(?:={4,}|[A-Za-z][\w -]* : (?!\d+$)|nrcpus |(?:data|feat) (?:offset|size) |header version |tracer: |entries-in-buffer|_+-+|\/ _|\/ +delay|\||TASK-PID))/;

/** Names and numbers between the brackets of a map of bpftrace, in any order. */
function ofKeys(keys: string): Heading {
  const all = keys.split(',').map((key) => key.trim());
  const tid = all.find((key) => /^\d{1,7}$/.test(key));
  const comm = all.find((key) => key !== '' && !/^-?\d+$/.test(key) && key.length <= 15);
  return { ...(tid !== undefined && { tid: Number(tid) }), ...(comm !== undefined && { comm }) };
}

/** Above a stack. @param words without what a log puts before them. */
export function toolHeadingIn(words: string): Heading | null {
  if (OF_OTHERS.test(words)) return { isOfOthers: true };
  const [, drgn] = DRGN.exec(words) ?? [];
  if (drgn !== undefined) return { tid: Number(drgn) };
  const [, traced = '', of] = (words.includes('<stack trace') ? FTRACE.exec(words) : null) ?? [];
  if (of !== undefined) return { tid: Number(of), ...(traced.trim() !== '<...>' && { comm: traced.trim() }) };
  const [, cpu, state] = GDB.exec(words) ?? [];
  if (cpu !== undefined) return state === 'running' ? { where: 'kernel', cpu: Number(cpu) } : { tid: 0 };
  const [, sampled, tid] = PERF.exec(words) ?? [];
  if (sampled !== undefined)
    return { tid: Number(tid), comm: sampled.slice(0, 15), ...ofState(PREV_STATE.exec(words)?.[1] ?? '') };
  const [, keys] = BPFTRACE.exec(words) ?? [];
  return keys === undefined ? null : ofKeys(keys);
}

/** Below the frames: `, postgres, 412]: 3`. */
export function toolEndIn(words: string): Heading | null {
  const [, keys] = BPFTRACE_ENDS.exec(words) ?? [];
  return keys === undefined ? null : ofKeys(keys);
}

export const isBetweenStacks = (words: string): boolean => BETWEEN.test(words);
