/**
 * A kernel stack as `/proc/PID/stack`, an oops, hung-task messages, SysRq-T, `crash` or tools like drgn print it, as the stack of a task: x86,
 * arm64, ppc64le, s390x, riscv.
 */
import { LIMITS } from '../kernel/limits';
import { placeOfState } from '../kernel/stateLetter';
import type { WideTaskSpec } from '../kernel/world';
import { undecoded } from './decoded';
import { logLine } from './logLine';
import type { SourceProblem } from './preprocess';
import { shownTask } from './shownTask';
import { toolFrame } from './toolFrames';

export interface StackProblem extends SourceProblem {
  /** It says nothing that the task needs: an old value on the stack, or a frame of an interrupt. */
  readonly aside?: 'guess' | 'interrupt' | 'unreliable';
  /** It is of something else than a stack. */
  readonly isNoFrame?: true;
}

export interface ReadStack {
  /** Newest first, as `func` or `object:func`. */
  readonly stack: readonly string[];
  /** What a line `task:NAME state:D … pid:N` says besides. */
  readonly task: Pick<WideTaskSpec, 'comm' | 'tid' | 'where'> | null;
  /** As `bt -a` of `crash` shows what ran on the CPUs: `user`, it was not in the kernel. */
  readonly stoppedIn?: 'kernel' | 'user';
  readonly problems: readonly StackProblem[];
}

const SYMBOL = '[A-Za-z_.$][\\w.$]*';
const OFFSET = '(?:\\+(?:0x[0-9a-f]*(?:/0x[0-9a-f]*)?|\\d+))';
const MODULE = '(?: \\[(\\w+)[^\\]]*\\])?';
/** arm64 marks frames that it came to by the program counter, a task, an exception: ` (P)`. */
const SOURCE = '(?: \\([A-Z]{1,4}\\))?';
/** An address, or two as ppc64 has them: that of the frame before that of the code. */
const ADDRESS = '(?:\\[<?[0-9a-fx]+>?\\] *){0,2}';
const frame = new RegExp(`^${ADDRESS}(\\? )?(${SYMBOL})${OFFSET}?${MODULE}${SOURCE}( \\(unreliable\\))?$`);
/** `unwind_for_each_frame()` of s390 puts a frame that it cannot vouch for in parentheses. */
const doubtful = new RegExp(`^\\(\\[<[0-9a-f]+>\\] (${SYMBOL})${OFFSET}${MODULE}\\)$`);
const crash = new RegExp(`^#\\d+ \\[[0-9a-f]+\\] (${SYMBOL})(?:\\+\\d+)? at [0-9a-f]+${MODULE}$`);
/** `bt` of `crash`: where an exception came; the module is in the frames around. */
const exception = new RegExp(`^\\[exception RIP: (${SYMBOL})\\+\\d+\\]$`);
/** The program counter: x86 in the kernel, also under Xen; arm64, riscv, ppc64, s390. */
const pointer = new RegExp(
  `^(?:RIP: (?:0010|e030):|EIP: |pc : |epc : |NIP \\[[0-9a-f]+\\] |Krnl PSW : [0-9a-f]+ [0-9a-f]+ \\(|-{3,4} interrupt: [0-9a-f]+ at )(${SYMBOL})${OFFSET}?${MODULE}\\)?$`,
);
/** Where the stack of an interrupt begins and ends: `show_trace_log_lvl()` of x86, and `crash`. */
const ASIDE_BEGINS = /^<(?:IRQ|NMI|SOFTIRQ|#DF|EXCEPTION|ENTRY_TRAMPOLINE)>$/;
const ASIDE_ENDS = /^<\/(?:IRQ|NMI|SOFTIRQ|#DF|EXCEPTION|ENTRY_TRAMPOLINE)>$/;
const CRASH_ASIDE_ENDS = /^-+ ?<(?:NMI|IRQ|SOFTIRQ|DOUBLEFAULT|MCE)[\w ]*> ?-+$/;
/** The way into an interrupt, on the stack of the task. */
const ENTRY_OF_INTERRUPT = /^asm_(?:sysvec_\w+|common_interrupt)$/;
/** Lines around a stack that say nothing of it. */
const AROUND =
  /^(?:Call [Tt]race:|(?:lr|sp|pstate|x\d+|ra|gp|tp|[tsa]\d+|status) ?: .*|<\/?TASK>|(?:\[<?[0-9a-f]+>?\] *){1,2}0x[0-9a-f]+(?: \(unreliable\))?|0xf{8,}|-{3,}.*|RIP: (?:0033|0023|e033):.*|(?:NIP|LR) .*|(?:NIP|LR|REGS|MSR|CFAR|IRQMASK|GPR\d\d): ?.*|(?:User|Krnl) (?:PSW|GPRS|Code) ?: ?.*|Last Breaking-Event-Address:|(?:[RE][A-Z0-9]{1,2}|R\d+|CR\d|[CDEFS]S|FS|GS|ORIG_RAX|Code|CPU|PKRU|Hardware name|Modules linked in|PID): ?.*|\?)$/;

const ASIDE = {
  guess: 'left out: an old value on the stack, not a frame',
  interrupt: 'left out: a frame of an interrupt, not of the task',
  // arch/powerpc/kernel/stacktrace.c: only the backlink of the newest frame can be trusted, and livepatching skips the rest of it.
  unreliable: 'left out: the newest frame of ppc64 holds no sure address, and livepatching does not look at it',
} as const;

const asideProblem = (line: number, func: string, aside: keyof typeof ASIDE): StackProblem => ({
  line,
  what: aside === 'guess' ? `? ${func}` : func,
  instead: ASIDE[aside],
  aside,
});

/** A name alone: the kernel prints none of its frames into its log without the place in it. */
const BARE = new RegExp(`^${SYMBOL}$`);

/** What comes below it is no stack: an oops says its first lines again there. */
const IS_OVER = /^-{3}\[ end trace /;

/** A function and a place in it. */
const PLACE = /[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+/;

interface Frame {
  readonly func: string;
  readonly line: number;
}

class Stack {
  readonly problems: StackProblem[] = [];
  frames: Frame[] = [];
  stoppedIn: ReadStack['stoppedIn'] = undefined;
  /** Where the frames of the interrupt begin that is being read. */
  #aside: number | null = null;
  #pointedAt: string | undefined;
  /** Its frames say where in a function they are: a name alone is none of them, but perhaps that of who wrote the mail. */
  hasPlaces = false;

  /** A line that is about interrupts and not about a frame. */
  isOfInterrupt(words: string): boolean {
    if (ASIDE_BEGINS.test(words)) this.#aside = this.frames.length;
    else if (ASIDE_ENDS.test(words)) {
      this.#leaveOut(this.#aside ?? this.frames.length);
      this.#aside = null;
    } else if (CRASH_ASIDE_ENDS.test(words)) {
      this.stoppedIn = 'kernel';
      this.#leaveOut(0);
    } else return false;
    return true;
  }

  #leaveOut(from: number): void {
    for (const { func, line } of this.frames.splice(from)) this.problems.push(asideProblem(line, func, 'interrupt'));
  }

  /** The unwinder of arm64 begins with the place that the program counter has named already. */
  frame(func: string, line: number, words: string): void {
    const isAgain = this.#pointedAt !== undefined && this.#pointedAt === PLACE.exec(words)?.[0];
    if (!isAgain) this.frames.push({ func, line });
    this.#pointedAt = undefined;
    this.hasPlaces ||= PLACE.test(words);
  }

  /** The program counter: what stands above it is the way into the interrupt, or the same place once more. */
  pointer(func: string, line: number, words: string): void {
    this.#pointedAt = PLACE.exec(words)?.[0];
    const last = this.frames.at(-1);
    if (last !== undefined && ENTRY_OF_INTERRUPT.test(last.func)) this.#leaveOut(this.frames.length - 1);
    if (this.frames.at(-1)?.func !== func) this.frames.push({ func, line });
  }

  /** `bt -a`: all frames are those of the interrupt that stopped the CPU. */
  endOfCrash(): void {
    if (this.stoppedIn !== undefined || !this.frames.some(({ func }) => func === 'crash_nmi_callback')) return;
    this.stoppedIn = 'user';
    this.#leaveOut(0);
  }
}

/** Never throws, and takes time proportional to the length of the text. */
export function readStack(text: string): ReadStack {
  const read = new Stack();
  const { problems } = read;
  let found: ReadStack['task'] = null;
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const { words, isLogged } = logLine(whole);
    const line = index + 1;
    const shown = shownTask(words);
    if (shown !== null) {
      const where = placeOfState(shown.state);
      found = { comm: shown.comm, tid: shown.tid, ...(where && { where }) };
      continue;
    }
    if (IS_OVER.test(words)) break;
    if (words === '' || read.isOfInterrupt(words)) continue;
    const printed = undecoded(words);
    if (printed === 'inlined') continue;
    const isWord = BARE.test(words) && (isLogged || read.hasPlaces);
    const one = (isWord ? null : frameIn(printed ?? words)) ?? frameOfTool(words);
    if (one === 'passed') continue;
    if (one === null) {
      if (!AROUND.test(words))
        problems.push({
          line,
          what: `“${words.slice(0, 60)}”`,
          instead: 'left out: it is not a frame',
          isNoFrame: true,
        });
    } else if (one.is === 'guess' || one.is === 'unreliable') problems.push(asideProblem(line, one.func, one.is));
    else if (one.func.length > LIMITS.func)
      problems.push({ line, what: `“${one.func.slice(0, 40)}…”`, instead: 'left out: the name is too long' });
    else if (one.is === 'pointer') read.pointer(one.func, line, words);
    else read.frame(one.func, line, words);
  }
  read.endOfCrash();
  const stack = read.frames.map(({ func }) => func);
  if (stack.length > LIMITS.list)
    problems.push({ line: 1, what: `${stack.length} frames`, instead: `the newest ${LIMITS.list} are read` });
  return {
    stack: stack.slice(0, LIMITS.list),
    task: found,
    ...(read.stoppedIn && { stoppedIn: read.stoppedIn }),
    problems: problems.toSorted((left, right) => left.line - right.line),
  };
}

interface ReadFrame {
  readonly func: string;
  readonly is: 'frame' | 'guess' | 'pointer' | 'unreliable';
}

function frameOfTool(words: string): ReadFrame | 'passed' | null {
  const one = toolFrame(words);
  return one === null || one === 'passed' ? one : { func: named(one.func, one.module), is: 'frame' };
}

function frameIn(words: string): ReadFrame | null {
  const [, at, module] = pointer.exec(words) ?? exception.exec(words) ?? [];
  if (at !== undefined) return { func: named(at, module), is: 'pointer' };
  const [, doubted, its] = doubtful.exec(words) ?? [];
  if (doubted !== undefined) return { func: named(doubted, its), is: 'guess' };
  const [, crashed, whose] = crash.exec(words) ?? [];
  if (crashed !== undefined) return { func: named(crashed, whose), is: 'frame' };
  const [, guess, plain, of, unreliable] = frame.exec(words) ?? [];
  if (plain === undefined) return null;
  if (guess !== undefined) return { func: named(plain, of), is: 'guess' };
  return { func: named(plain, of), is: unreliable === undefined ? 'frame' : 'unreliable' };
}

const named = (func: string, module: string | undefined): string => (module === undefined ? func : `${module}:${func}`);
