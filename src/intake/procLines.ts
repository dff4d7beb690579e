/** Stacks and other files of `/proc/PID` in a text: which lines are of them, and whose they are. */
import { logLine } from '../source/logLine';
import { CODE, FRAME, isExpected, LONGEST } from './lineKinds';
import type { Blocks } from './openBlock';
import {
  beforeEach,
  beginsStatus,
  isOldest,
  isProcFrame,
  looseTitleIn,
  type OfProc,
  type Titles,
  titleIn,
  titlesIn,
  withLine,
} from './procFiles';
import { isToolFrame } from './toolLines';

/** Lines between a title and the stack below it. */
const BETWEEN = 8;

const ofFile = (tid: number, file: string): OfProc => ({ heading: { tid }, file, hasPatchState: false });

export class ProcLines {
  readonly #all: readonly string[];
  readonly #blocks: Blocks;
  readonly #titles: Titles;

  constructor(all: readonly string[], blocks: Blocks) {
    this.#all = all;
    this.#blocks = blocks;
    this.#titles = titlesIn(all);
  }

  /** @returns whether the line is of such a file; then the blocks have it. */
  take(line: string, index: number): boolean {
    return (
      this.#behindPath(line, index) ||
      this.#frame(line, index) ||
      this.#status(line, index) ||
      this.#title(line, index) ||
      this.#more(line) ||
      this.#nextStack(line, index)
    );
  }

  /** `grep '' /proc/*\/stack` has the path before each line. */
  #behindPath(line: string, index: number): boolean {
    const each = beforeEach(line);
    if (each === null) return false;
    const unread = ofFile(each.tid, each.file);
    if (this.#blocks.proc?.heading.tid !== each.tid) this.#blocks.beginProc(index, unread);
    if (each.file === 'stack') this.#blocks.put(index, each.text);
    else this.#blocks.know(withLine({ ...(this.#blocks.proc ?? unread), file: each.file }, each.text) ?? unread);
    return true;
  }

  #frame(line: string, index: number): boolean {
    if (this.#blocks.proc === null || !(FRAME.test(line) || isToolFrame(line))) return false;
    this.#blocks.put(index, line);
    return true;
  }

  /** Without a title above it. */
  #status(line: string, index: number): boolean {
    const { proc, hasFrames } = this.#blocks;
    if ((proc !== null && !hasFrames) || !beginsStatus(line)) return false;
    const begun = { heading: {}, file: 'status', hasPatchState: false };
    this.#blocks.beginProc(index, withLine(begun, line) ?? begun);
    return true;
  }

  #title(line: string, index: number): boolean {
    const title = isProcFrame(line) ? null : this.#titleIn(line, index);
    if (title === null) return false;
    const { proc, hasFrames } = this.#blocks;
    const isOfSame = proc !== null && !hasFrames && title.heading.tid !== undefined;
    if (isOfSame && title.heading.tid === proc.heading.tid)
      this.#blocks.know({ ...title, heading: { ...proc.heading, ...title.heading } });
    else this.#blocks.beginProc(index, title);
    return true;
  }

  #titleIn(line: string, index: number): OfProc | null {
    const sure = titleIn(line.trim(), this.#titles);
    if (sure !== null) return sure;
    // A name, or a number, belongs to the title above as long as no stack has come.
    const { proc, hasFrames } = this.#blocks;
    const isOfTitle = proc !== null && !hasFrames && (proc.heading.comm === undefined || /^-?\d+$/.test(line.trim()));
    if (isOfTitle || isToolFrame(line) || line.length > 120 || CODE.test(line)) return null;
    if (isExpected(line) || logLine(line).isLogged) return null;
    return this.#leadsToFrames(index) ? looseTitleIn(line.trim()) : null;
  }

  /** A line of some file, before the frames; after them it belongs to nobody. */
  #more(line: string): boolean {
    const { proc, hasFrames } = this.#blocks;
    if (proc === null) return false;
    const more = hasFrames ? null : withLine(proc, line);
    if (more !== null) this.#blocks.know(more);
    else if (line.trim() !== '') this.#blocks.close();
    return more !== null;
  }

  /** A stack with nothing between it and the one above that says whose it is, or only a name. */
  #nextStack(line: string, index: number): boolean {
    const { open, last } = this.#blocks;
    if ((open !== null && open.heading !== null) || isToolFrame(line)) return false;
    const isBelowFrame = last !== undefined && isProcFrame(last);
    if (isProcFrame(line)) {
      if (!isBelowFrame || !isOldest(last)) return false;
      this.#blocks.begin(index, null);
      this.#blocks.put(index, line);
      return true;
    }
    if (CODE.test(line) || isExpected(line) || logLine(line).isLogged || !this.#leadsToFrames(index)) return false;
    if (open !== null && !isBelowFrame) return false;
    const name = line.trim();
    if (name === '') {
      this.#blocks.close();
      return true;
    }
    const named = withLine({ heading: {}, file: null, hasPatchState: false }, name);
    if (named?.heading.comm === undefined || !/^\S+$/.test(name)) return false;
    this.#blocks.beginProc(index, named);
    return true;
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
}
