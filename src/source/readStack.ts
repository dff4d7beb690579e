/**
 * A kernel stack as `/proc/PID/stack`, an oops, hung-task messages, SysRq-T or `crash` print it, as the stack of a task.
 */
import { LIMITS } from '../kernel/limits';
import { placeOfState } from '../kernel/stateLetter';
import type { WideTaskSpec } from '../kernel/world';
import type { SourceProblem } from './preprocess';

export interface ReadStack {
  /** Newest first, as `func` or `object:func`. */
  readonly stack: readonly string[];
  /** What a line `task:NAME state:D … pid:N` says besides. */
  readonly task: Pick<WideTaskSpec, 'comm' | 'tid' | 'where'> | null;
  readonly problems: readonly SourceProblem[];
}

/** `dmesg` puts a time before each line, and sometimes a level and the caller; journals, a date, a host and `kernel:`. */
const BEFORE =
  /^(?:<\d+>)?\s*(?:\w{3} +\d+ [\d:]{8} \S+ kernel: *)?(?:\[ *\d+\.\d+\]|\[\w{3} \w{3} +\d+ [\d:]{8} \d+\])?(?:\[ *[TC]\d+\])? */;
const SYMBOL = '[A-Za-z_.$][\\w.$]*';
const MODULE = '(?: \\[(\\w+)[^\\]]*\\])?';
/** arm64 marks frames that it came to by the program counter, a task, an exception: ` (P)`. */
const SOURCE = '(?: \\([A-Z]{1,4}\\))?';
const frame = new RegExp(
  `^(?:\\[<[0-9a-fx]+>\\] *)?(\\? )?(${SYMBOL})(?:\\+0x[0-9a-f]*(?:/0x[0-9a-f]*)?)?${MODULE}${SOURCE}$`,
);
const crash = new RegExp(`^#\\d+ \\[[0-9a-f]+\\] (${SYMBOL}) at [0-9a-f]+${MODULE}$`);
const pointer = new RegExp(`^(?:RIP: 0010:|pc : )(${SYMBOL})(?:\\+0x[0-9a-f]*(?:/0x[0-9a-f]*)?)?${MODULE}$`);
const task = /^task:(.{1,15}?) +state:([A-Z]) .*?\bpid: ?(\d+)/;
/** Lines around a stack that say nothing of it. */
const AROUND =
  /^(?:Call [Tt]race:|(?:lr|sp|pstate|x\d+) ?: .*|<\/?(?:TASK|IRQ|NMI|SOFTIRQ|#DF|EXCEPTION)>|\[<[0-9a-f]+>\] 0xf+|0xf{8,}|---.*---|RIP: 0033:.*|(?:[RE][A-Z0-9]{1,2}|R\d+|CR\d|[CDEFS]S|FS|GS|ORIG_RAX|Code|CPU|PKRU|Hardware name|Modules linked in|PID): ?.*|\?)$/;

/** Never throws, and takes time proportional to the length of the text. */
export function readStack(text: string): ReadStack {
  const stack: string[] = [];
  const problems: SourceProblem[] = [];
  let found: ReadStack['task'] = null;
  let over = 0;
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.length > 1000 ? whole.slice(0, 1000) : whole;
    const words = line.trim().replace(BEFORE, '').trim();
    const problem = (what: string, instead: string): number => problems.push({ line: index + 1, what, instead });
    const [, name, state = '', pid] = task.exec(words) ?? [];
    if (name !== undefined) {
      const where = placeOfState(state);
      found = { comm: name.trim(), tid: Number(pid), ...(where && { where }) };
      continue;
    }
    const read = frameIn(words);
    if (read === null) {
      if (words !== '' && !AROUND.test(words)) problem(`“${words.slice(0, 60)}”`, 'left out: it is not a frame');
    } else if (read.isGuess) problem(`? ${read.func}`, 'left out: an old value on the stack, not a frame');
    else if (stack.length === LIMITS.list) over += 1;
    else if (read.func.length > LIMITS.func) problem(`“${read.func.slice(0, 40)}…”`, 'left out: the name is too long');
    else stack.push(read.func);
  }
  if (over > 0)
    problems.push({ line: 1, what: `${LIMITS.list + over} frames`, instead: `the newest ${LIMITS.list} are read` });
  return { stack, task: found, problems };
}

function frameIn(words: string): { readonly func: string; readonly isGuess: boolean } | null {
  const [, func, module] = pointer.exec(words) ?? crash.exec(words) ?? [];
  if (func !== undefined) return { func: named(func, module), isGuess: false };
  const [, guess, plain, of] = frame.exec(words) ?? [];
  return plain === undefined ? null : { func: named(plain, of), isGuess: guess !== undefined };
}

const named = (func: string, module: string | undefined): string => (module === undefined ? func : `${module}:${func}`);
