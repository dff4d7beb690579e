/** A text in two: what is C, and the lines of each task that a kernel, or a tool, shows. */
import { logLine } from '../source/logLine';
import type { Aside } from './aside';
import { headingIn, type Tried, triedIn } from './headings';
import { CODE, FRAME, isExpected, isLogLine, LONGEST, OF_LIVEPATCH } from './lineKinds';
import { type Livepatches, LivepatchList } from './livepatchList';
import { ModuleList, type ModuleRow } from './moduleList';
import { type Block, Blocks } from './openBlock';
import { refusedIn } from './procFiles';
import { ProcLines } from './procLines';
import { type Columns, columnsIn, type Row, rowIn } from './ps';
import { isBetweenStacks, toolEndIn, toolHeadingIn } from './toolHeadings';
import { isFirstFrame, isToolFrame } from './toolLines';
import { rejoined } from './wrapped';
import { codeLines } from './written';

export interface Parted {
  /** With empty lines for what is no C; `''` when there is none. */
  readonly code: string;
  readonly blocks: readonly Block[];
  /** Every line that speaks of a task during a transition: `klp_try_switch_task()`. */
  readonly tried: readonly Tried[];
  /** Lines of `ps`. */
  readonly rows: readonly Row[];
  /** Lines of `lsmod`. */
  readonly modules: readonly ModuleRow[];
  /** What `/sys/kernel/livepatch` shows. */
  readonly livepatches: Livepatches;
  /** Lines that say nothing of a task, and are no C. */
  readonly aside: readonly Aside[];
  /** Tasks whose `patch_state` the text shows. */
  readonly patchStates: ReadonlySet<number>;
}

/** gdb breaks the arguments of a function. */
const GOES_ON = /^\s+[\w.]+=.*(?:,|\) at \S+:\d+)$/;

class Parting {
  readonly code: string[] = [];
  readonly blocks = new Blocks();
  readonly tried: Tried[] = [];
  readonly rows: Row[] = [];
  readonly modules: ModuleRow[] = [];
  readonly aside: Aside[] = [];
  readonly #isC: boolean;
  readonly #isCode: (index: number) => boolean;
  readonly #proc: ProcLines;
  readonly #list = new ModuleList();
  readonly livepatches = new LivepatchList();
  #columns: Columns | null = null;

  constructor(all: readonly string[], isC: boolean) {
    this.#isC = isC;
    this.#isCode = isC ? codeLines(all) : () => false;
    this.#proc = new ProcLines(all, this.blocks);
  }

  line(whole: string, index: number): void {
    const raw = whole.slice(0, LONGEST);
    this.code.push('');
    const { words, isLogged } = logLine(raw);
    if (!(isLogged || this.#isCode(index)) && this.#ofLivepatches(raw)) return;
    if (!isLogged && this.#refused(words, index)) return;
    if (this.#ofTool(raw, words, index, isLogged)) return;
    if (this.#ofList(words)) return;
    if (this.#spoken(raw, words, index) || this.#proc.take(raw, index) || this.#ofPs(raw)) return;
    if (CODE.test(raw)) {
      this.blocks.close();
      this.code[index] = whole;
    } else if (this.blocks.open !== null) this.blocks.put(index, raw);
    else if ((FRAME.test(words) || isToolFrame(raw)) && !(this.#isC && raw.includes(';'))) this.#beginWith(index, raw);
    else if (isLogLine(raw)) this.#leave(raw, index);
    else if (this.#isC && this.#isCode(index)) this.code[index] = whole;
    else if (words !== '') this.#leave(raw, index);
  }

  #leave(text: string, index: number): void {
    if (!isExpected(text)) this.aside.push({ line: index + 1, text });
  }

  /** Instead of a file, which may be any of a task: no stack comes below it where that was the one. */
  #refused(words: string, index: number): boolean {
    const refused = this.#isCode(index) ? null : refusedIn(words);
    if (refused === null) return false;
    const { hasFrames, proc } = this.blocks;
    if (hasFrames || (refused.tid !== null && proc?.heading.tid === refused.tid)) this.blocks.close();
    this.#leave(words, index);
    return true;
  }

  /** A stack whose task nothing names. */
  #beginWith(index: number, frame: string): void {
    this.blocks.begin(index, null);
    this.blocks.put(index, frame);
  }

  /** What tools print above stacks, between them and below them. */
  #ofTool(raw: string, words: string, index: number, isLogged: boolean): boolean {
    if (this.#isC && !isLogged) return false;
    const { open, last, hasFrames } = this.blocks;
    const isOver = open !== null && isToolFrame(last ?? '');
    const end = isOver ? toolEndIn(words) : null;
    if (end !== null && open !== null) open.heading = { ...open.heading, ...end };
    if (end !== null || (isOver && words === '' && open.heading === null)) this.blocks.close();
    else if (isBetweenStacks(words)) this.blocks.close();
    else if (isOver && GOES_ON.test(raw)) this.blocks.put(index, raw);
    else if (isFirstFrame(raw) && hasFrames) this.#beginWith(index, raw);
    else {
      const heading = toolHeadingIn(words);
      if (heading === null) return false;
      this.blocks.begin(index, heading);
    }
    return true;
  }

  #ofLivepatches(line: string): boolean {
    const isTaken = this.livepatches.take(line);
    if (isTaken) this.blocks.close();
    return isTaken;
  }

  /** What `lsmod` prints. */
  #ofList(words: string): boolean {
    const taken = this.#list.take(words);
    if (taken === null) return false;
    this.blocks.close();
    if (taken !== 'heading') this.modules.push(taken);
    return true;
  }

  /** What the kernel says of a task by its name. */
  #spoken(raw: string, words: string, index: number): boolean {
    const one = triedIn(words);
    const heading = one === null ? headingIn(words) : null;
    if (heading !== null) this.blocks.begin(index, heading);
    else if (one === null && !OF_LIVEPATCH.test(words)) return false;
    else {
      // Whatever livepatching says stands on no stack: what comes after it is another one.
      this.blocks.close();
      if (one === null) this.#leave(raw, index);
      else this.tried.push(one);
    }
    return true;
  }

  #ofPs(line: string): boolean {
    const columns = columnsIn(line);
    if (columns !== null) {
      this.#columns = columns;
      this.blocks.close();
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

/** Takes time proportional to the length of the text. */
export function parted(text: string): Parted {
  const lines = rejoined(text.split(/\r*\n/));
  const all = lines.map((line) => line ?? '');
  const isC = all.some((line) => CODE.test(line.slice(0, LONGEST)));
  const parting = new Parting(all, isC);
  for (const [index, line] of lines.entries()) {
    if (line === null) parting.code.push('');
    else parting.line(line, index);
  }
  const { code, blocks, tried, rows, modules, livepatches, aside } = parting;
  const { all: shown, patchStates } = blocks;
  return {
    code: isC ? code.join('\n') : '',
    blocks: shown,
    tried,
    rows,
    modules,
    livepatches: livepatches.found(),
    aside,
    patchStates,
  };
}
