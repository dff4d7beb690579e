/** The name is put out on 15 columns, whatever is in it. */
const PADDED = /\btask:(.{15}) state:([A-Za-z])\b.*?\bpid: ?(\d+)/;
/** The line that `sched_show_task()` prints of a task: hung tasks, SysRq-T and SysRq-W. */
const SHOWN = /\btask:(.{1,15}?) +state:([A-Za-z])\b.*?\bpid: ?(\d+)/;

export interface ShownTask {
  readonly comm: string;
  readonly tid: number;
  /** The letter of its state. */
  readonly state: string;
}

/** @param words without what a log puts before them. */
export function shownTask(words: string): ShownTask | null {
  if (!words.includes('task:')) return null;
  const [, name, state = '', pid] = PADDED.exec(words) ?? SHOWN.exec(words) ?? [];
  return name === undefined ? null : { comm: name.trim(), tid: Number(pid), state };
}
