/** The blocks of a text as they grow: one of them is open, and the next line may belong to it. */
import type { Heading } from './headings';
import type { OfProc } from './procFiles';

export interface Block {
  /** The index of its first line. */
  readonly first: number;
  readonly lines: string[];
  /** `null`: nothing stands above the frames. */
  heading: Heading | null;
}

export class Blocks {
  readonly all: Block[] = [];
  /** Tasks whose `patch_state` the text shows. */
  readonly patchStates = new Set<number>();
  #open: Block | null = null;
  #proc: OfProc | null = null;

  get open(): Block | null {
    return this.#open;
  }

  /** What files of `/proc` have said of the open block's task; `null`: nothing has. */
  get proc(): OfProc | null {
    return this.#proc;
  }

  get hasFrames(): boolean {
    return this.#open !== null && this.#open.lines.length > 0;
  }

  /** The last line of the open block. */
  get last(): string | undefined {
    return this.#open?.lines.at(-1);
  }

  begin(first: number, heading: Heading | null): void {
    this.#open = { first, lines: [], heading };
    this.#proc = null;
    this.all.push(this.#open);
  }

  beginProc(first: number, proc: OfProc): void {
    this.begin(first, null);
    this.know(proc);
  }

  /** What comes next belongs to nobody. */
  close(): void {
    this.#open = null;
    this.#proc = null;
  }

  /** What a file of `/proc` says of the open block's task. */
  know(proc: OfProc): void {
    if (this.#open === null) return;
    this.#proc = proc;
    this.#open.heading = proc.heading;
    if (proc.hasPatchState && proc.heading.tid !== undefined) this.patchStates.add(proc.heading.tid);
  }

  /** At the place where the text has it. */
  put(index: number, line: string): void {
    if (this.#open === null) return;
    const { first, lines } = this.#open;
    while (lines.length < index - first) lines.push('');
    lines[index - first] = line;
  }
}
