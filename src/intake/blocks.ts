/** A text in two: what is C, and the lines of each task that a kernel, or a tool, shows. */
import { logLine } from '../source/logLine';
import { type Heading, headingIn, type Tried, triedIn } from './headings';
import {
  beforeEach,
  isOldest,
  isProcFrame,
  looseTitleIn,
  type OfProc,
  type Titles,
  titleIn,
  titlesIn,
  withLine,
} from './procFiles';
import { type Columns, columnsIn, type Row, rowIn } from './ps';
import { isBetweenStacks, toolEndIn, toolHeadingIn } from './toolHeadings';
import { isFirstFrame, isToolFrame } from './toolLines';
import { codeLines } from './written';

export interface Block {
  /** The index of its first line. */
  readonly first: number;
  readonly lines: string[];
  /** `null`: nothing stands above the frames. */
  heading: Heading | null;
}

export interface Parted {
  /** With empty lines for what is no C; `''` when there is none. */
  readonly code: string;
  readonly blocks: readonly Block[];
  /** Every line that speaks of a task during a transition: `klp_try_switch_task()`. */
  readonly tried: readonly Tried[];
  /** Lines of `ps`. */
  readonly rows: readonly Row[];
  /** Lines that say nothing of a task, and are no C. */
  readonly aside: number;
  /** Tasks whose `patch_state` the text shows. */
  readonly patchStates: ReadonlySet<number>;
}

/** A line is looked at so far: what a kernel prints of a task is shorter. */
const LONGEST = 300;

const OF_LIVEPATCH = /^livepatch: /;
const FRAME = /\b[A-Za-z_][\w.$]*\+0x[0-9a-f]+(?:\/0x[0-9a-f]+)?|^\s*#\d+ \[|^\s*\[<[0-9a-f]+>\]/;
const CODE =
  /^\s*(?:#\s*(?:include|define|ifdef|ifndef|if|endif)\b|static\b|struct\b|module_\w+\(|MODULE_\w+\(|\/\*|\/\/|extern\b|(?:int|void|bool)\s+\w+\s*[(;=])/;
/** What stands above a task, and says nothing that the task does not say: `hung_task_info()`, `watchdog_timer_fn()`. */
const EXPECTED =
  /\bINFO: task .* blocked for more than\b|\bwatchdog: BUG: |\bNMI backtrace for cpu\b|\bshowing (?:all|busy) |\bWorkqueue: |\bCall trace:|\bhung_task_timeout_secs|\blocks? held by \S|^(?:\[[^\]]*\] *)*(?:#\d+: [0-9a-f]{8,16} \(|={8,}|Tainted: |Hardware name: |Modules linked in:|<\/?TASK>)|^\s*\/\S+\.[chS]: \d+$|^crash> |^\(gdb\) |^>>> /i;

/** As `dmesg`, or a journal, prints a line of the kernel's. */
export const isLogLine = (line: string): boolean =>
  logLine(line).isLogged || OF_LIVEPATCH.test(line) || EXPECTED.test(line);
/** It stands where tasks are shown, and nobody misses it. */
export const isExpected = (line: string): boolean => EXPECTED.test(line);
/** It begins as a frame does, so that one or more may be lost with it. */
export const hasFrame = (line: string): boolean =>
  /^(?:\[<[0-9a-f]+>\] *)?[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+/.test(logLine(line).words);
export const isOfWorkqueue = (line: string): boolean => line.includes('Workqueue: ');

/** gdb breaks the arguments of a function. */
const GOES_ON = /^\s+[\w.]+=.*(?:,|\) at \S+:\d+)$/;

/** Lines between a title and the stack below it. */
const BETWEEN = 8;

class Parting {
  readonly code: string[] = [];
  readonly blocks: Block[] = [];
  readonly tried: Tried[] = [];
  readonly rows: Row[] = [];
  readonly patchStates = new Set<number>();
  aside = 0;
  readonly #all: readonly string[];
  readonly #isC: boolean;
  #block: Block | null = null;
  /** What files of `/proc` have said of the block's task. */
  #proc: OfProc | null = null;
  #columns: Columns | null = null;
  readonly #titles: Titles;
  readonly #isCode: (index: number) => boolean;

  constructor(all: readonly string[], isC: boolean) {
    this.#titles = titlesIn(all);
    this.#isCode = codeLines(all);
    this.#all = all;
    this.#isC = isC;
  }

  #begin(first: number, heading: Heading | null): Block {
    const block: Block = { first, lines: [], heading };
    this.blocks.push(block);
    this.#block = block;
    this.#proc = null;
    return block;
  }

  #beginProc(index: number, proc: OfProc): void {
    this.#begin(index, proc.heading);
    this.#know(proc);
  }

  #know(proc: OfProc): void {
    this.#proc = proc;
    if (this.#block !== null) this.#block.heading = proc.heading;
    if (proc.hasPatchState && proc.heading.tid !== undefined) this.patchStates.add(proc.heading.tid);
  }

  /** A stack as `/proc` has it comes below, with no more than a few short lines between. */
  #leadsToFrames(index: number): boolean {
    for (let at = index + 1; at <= index + BETWEEN; at += 1) {
      const line = this.#all[at];
      if (line === undefined || line.length > LONGEST || CODE.test(line) || titleIn(line.trim(), this.#titles) !== null)
        return false;
      if (isProcFrame(line) || isToolFrame(line)) return true;
      if (line.trim().length > 64) return false;
    }
    return false;
  }

  line(whole: string, index: number): void {
    const raw = whole.slice(0, LONGEST);
    this.code.push('');
    const { words, isLogged } = logLine(raw);
    if (this.#ofTool(raw, words, index, isLogged)) return;
    if (this.#spoken(words, index) || this.#ofProc(raw, index) || this.#ofPs(raw)) return;
    if (CODE.test(raw)) {
      this.#block = null;
      this.code[index] = whole;
    } else if (this.#block !== null) put(this.#block, index, raw);
    else if ((FRAME.test(words) || isToolFrame(raw)) && !(this.#isC && raw.includes(';')))
      put(this.#begin(index, null), index, raw);
    else if (isLogLine(raw)) this.aside += isExpected(raw) ? 0 : 1;
    else if (this.#isC && this.#isCode(index)) this.code[index] = whole;
    else if (words !== '') this.aside += 1;
  }

  /** What tools print above stacks, between them and below them. */
  #ofTool(raw: string, words: string, index: number, isLogged: boolean): boolean {
    if (this.#isC && !isLogged) return false;
    const block = this.#block;
    const isOver = block !== null && isToolFrame(block.lines.at(-1) ?? '');
    const end = isOver ? toolEndIn(words) : null;
    if (end !== null && block !== null) block.heading = { ...block.heading, ...end };
    if (end !== null || (isOver && words === '' && block?.heading === null)) this.#block = null;
    else if (isBetweenStacks(words)) this.#block = null;
    else if (isOver && GOES_ON.test(raw)) this.#put(index, raw);
    else if (isFirstFrame(raw) && this.#hasFrames()) put(this.#begin(index, null), index, raw);
    else {
      const heading = toolHeadingIn(words);
      if (heading === null) return false;
      this.#begin(index, heading);
    }
    return true;
  }

  /** What the kernel says of a task by its name. */
  #spoken(words: string, index: number): boolean {
    const one = triedIn(words);
    const heading = one === null ? headingIn(words) : null;
    if (heading !== null) this.#begin(index, heading);
    else if (one === null && !OF_LIVEPATCH.test(words)) return false;
    else {
      // Whatever livepatching says stands on no stack: what comes after it is another one.
      this.#block = null;
      if (one === null) this.aside += 1;
      else this.tried.push(one);
    }
    return true;
  }

  #ofProc(line: string, index: number): boolean {
    const each = beforeEach(line);
    if (each !== null) {
      const before = this.#proc?.heading.tid === each.tid ? this.#proc : null;
      if (before === null || this.#block === null) this.#beginProc(index, ofFile(each.tid, each.file));
      if (each.file === 'stack') this.#put(index, each.text);
      else
        this.#know(
          withLine({ ...(this.#proc ?? ofFile(each.tid, each.file)), file: each.file }, each.text) ??
            ofFile(each.tid, each.file),
        );
      return true;
    }
    const isFrame = isProcFrame(line);
    if (this.#proc !== null && this.#block !== null && (FRAME.test(line) || isToolFrame(line))) {
      this.#put(index, line);
      return true;
    }
    const title = isFrame ? null : this.#titleIn(line, index);
    if (title !== null) {
      const { tid } = title.heading;
      if (tid !== undefined && tid === this.#proc?.heading.tid && this.#block !== null && !this.#hasFrames())
        this.#know({ ...title, heading: { ...this.#proc.heading, ...title.heading } });
      else this.#beginProc(index, title);
      return true;
    }
    if (this.#proc !== null && this.#block !== null && this.#more(line)) return true;
    return this.#isNextStack(line, index, isFrame);
  }

  #hasFrames(): boolean {
    return this.#block !== null && this.#block.lines.length > 0;
  }

  /** A line of some file, before the frames; after them it belongs to nobody. */
  #more(line: string): boolean {
    const more = this.#proc === null || this.#hasFrames() ? null : withLine(this.#proc, line);
    if (more !== null) this.#know(more);
    else if (line.trim() !== '') this.#block = null;
    return more !== null;
  }

  #put(index: number, line: string): void {
    if (this.#block !== null) put(this.#block, index, line);
  }

  #titleIn(line: string, index: number): OfProc | null {
    const sure = titleIn(line.trim(), this.#titles);
    if (sure !== null) return sure;
    // A name, or a number, belongs to the title above as long as no stack has come.
    const isBetween = this.#block !== null && this.#proc !== null && !this.#hasFrames();
    const isOfTitle = isBetween && (this.#proc?.heading.comm === undefined || /^-?\d+$/.test(line.trim()));
    if (isOfTitle || isToolFrame(line) || line.length > 120 || CODE.test(line) || logLine(line).isLogged) return null;
    return this.#leadsToFrames(index) ? looseTitleIn(line.trim()) : null;
  }

  /** Stacks of `/proc` with nothing between that says whose they are, or only a name. */
  #isNextStack(line: string, index: number, isFrame: boolean): boolean {
    const block = this.#block;
    if ((block !== null && block.heading !== null) || isToolFrame(line)) return false;
    const last = block?.lines.at(-1);
    if (isFrame) {
      if (block === null || last === undefined || !isProcFrame(last) || !isOldest(last)) return false;
      put(this.#begin(index, null), index, line);
      return true;
    }
    if (CODE.test(line) || logLine(line).isLogged || !this.#leadsToFrames(index)) return false;
    if (block !== null && (last === undefined || !isProcFrame(last))) return false;
    const name = line.trim();
    if (name === '') {
      this.#block = null;
      return true;
    }
    const named = withLine({ heading: {}, file: null, hasPatchState: false }, name);
    if (named?.heading.comm === undefined || !/^\S+$/.test(name)) return false;
    this.#beginProc(index, named);
    return true;
  }

  #ofPs(line: string): boolean {
    const columns = columnsIn(line);
    if (columns !== null) {
      this.#columns = columns;
      this.#block = null;
      return true;
    }
    const row = this.#columns === null ? null : rowIn(line, this.#columns);
    if (row === null) {
      if (line.trim() !== '') this.#columns = null;
      return false;
    }
    this.rows.push(row);
    return true;
  }
}

const ofFile = (tid: number, file: string): OfProc => ({ heading: { tid }, file, hasPatchState: false });

/** Takes time proportional to the length of the text. */
export function parted(text: string): Parted {
  const all = text.split(/\r*\n/);
  const isC = all.some((line) => CODE.test(line.slice(0, LONGEST)));
  const parting = new Parting(all, isC);
  for (const [index, line] of all.entries()) parting.line(line, index);
  const { code, blocks, tried, rows, aside, patchStates } = parting;
  return { code: isC ? code.join('\n') : '', blocks, tried, rows, aside, patchStates };
}

/** At the place where the text has it. */
function put({ first, lines }: Block, index: number, line: string): void {
  while (lines.length < index - first) lines.push('');
  lines[index - first] = line;
}
