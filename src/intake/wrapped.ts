/** Lines that a mail program has broken in two. */
import { logLine } from '../source/logLine';

/** What a line may end with, what the next one then begins with, and what stood between them. */
const BROKEN: readonly (readonly [RegExp, RegExp, string])[] = [
  // A frame, and the module that it is in.
  [/\+0x[0-9a-f]+\/0x[0-9a-f]+$/, /^\[\w{1,64}\](?: \([A-Z]{1,4}\))?$/, ' '],
  [/[\w.$]$/, /^\+0x[0-9a-f]+\/0x[0-9a-f]+\b/, ''],
  [/^\[<[0-9a-f]+>\]$/, /^[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+\b/, ' '],
  // What is said of a task.
  [/\btask:.{1,15} +state:/, /^(?:stack|pid|tgid|ppid|task_flags|flags): ?\w/, ' '],
  [/\btask:.{1,15}$/, /^state:[A-Za-z] /, ' '],
  [/\bCPU: ?\d+ (?!.*[Tt]ainted)/, /^(?:PID: ?\d|Comm: |(?:Not t|T)ainted\b)/, ' '],
  [
    /\bklp_(?:try_switch_task|check_stack): \S.{0,80}$/,
    /^(?:is |has |an? |running\b|unreliable |stack$|sleeping |on |function |[\w.]+$)/,
    ' ',
  ],
  [/\bINFO: task .{1,60}$/, /^(?:blocked |for |more |than |\d+ seconds|seconds\.)/, ' '],
  [/\bhung_task_timeout_secs"?$/, /^disables /, ' '],
];
/** Enough for one of those in BROKEN. */
const LONGEST = 200;

/** Each with what has been broken off it; `null`: a line that stands above now. */
export function rejoined(all: readonly string[]): readonly (string | null)[] {
  const joined: (string | null)[] = [];
  let last = -1;
  for (const [index, line] of all.entries()) {
    joined.push(line);
    const before = last < 0 ? null : (joined[last] ?? null);
    const { words, isLogged } = logLine(line);
    if (words === '') {
      last = -1;
      continue;
    }
    const ended = before?.trimEnd() ?? '';
    const isShort = before !== null && !isLogged && line.length < LONGEST && ended.length < 2 * LONGEST;
    const broken = isShort ? BROKEN.find(([end, begin]) => begin.test(words) && end.test(ended)) : undefined;
    if (broken === undefined) last = index;
    else {
      joined[last] = `${ended}${broken[2]}${words}`;
      joined[index] = null;
    }
  }
  return joined;
}
