/** What a line of a text is, by its look alone. */
import { logLine } from '../source/logLine';

/** A line is looked at so far: what a kernel prints of a task is shorter, with a name of 512 letters (KSYM_NAME_LEN). */
export const LONGEST = 700;

/** What `kernel/livepatch/` prints, and the loader of the first livepatch. */
export const OF_LIVEPATCH = /^livepatch: |^\w+: tainting kernel with TAINT_LIVEPATCH/;
export const FRAME =
  /\b[A-Za-z_][\w.$]*\+0x[0-9a-f]+(?:\/0x[0-9a-f]+)?|^\s*#\d+ \[|^\s*\[<[0-9a-f]+>\]|^(?:\[[^\]]*\] *)*(?:\? )?[A-Za-z_][\w.$]* \([\w./+-]+\.[chS]:\d+/;
export const CODE =
  /^\s*(?:#\s*(?:include|define|ifdef|ifndef|if|endif)\b|static\b|struct\b|module_\w+\(|MODULE_\w+\(|\/\*|\/\/|extern\b|(?:int|void|bool)\s+\w+\s*[(;=])/;
/** What stands above a task, and says nothing that the task does not say: `hung_task_info()`, `watchdog_timer_fn()`. */
const EXPECTED =
  /\bINFO: task .* blocked for more than\b|\bwatchdog: BUG: |\bNMI backtrace for cpu\b|\bshowing (?:all|busy) |\bWorkqueue: |\bCall trace:|\bhung_task_timeout_secs|\blocks? held by \S|^\s*(?:\[[^\]]*\] *)*(?:#\d+: [0-9a-f]{8,16} \(|={8,}|(?:Not t|T)ainted\b|Hardware name: |Modules linked in:|<\/?TASK>)|^\s*\/\S+\.[chS]: \d+$|^crash> |^\(gdb\) |^>>> |^\^C$|^Attaching \d+ probes?\b|^(?:```|~~~)\w*$|^<\/?(?:details|summary|pre|code)>/i;

/** As `dmesg`, or a journal, prints a line of the kernel's. */
export const isLogLine = (line: string): boolean =>
  logLine(line).isLogged || OF_LIVEPATCH.test(line) || EXPECTED.test(line);
/** It stands where tasks are shown, and nobody misses it. */
export const isExpected = (line: string): boolean => EXPECTED.test(line) || EXPECTED.test(logLine(line).words);
/** It begins as a frame does, so that one or more may be lost with it. */
export const hasFrame = (line: string): boolean =>
  /^(?:\[<[0-9a-f]+>\] *)?[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+/.test(logLine(line).words);
export const isOfWorkqueue = (line: string): boolean => line.includes('Workqueue: ');
