/** What a text is that somebody drops, opens or pastes. */
import { logLine } from '../source/logLine';
import { cleaned } from './cleaned';
import { listsLivepatches } from './livepatchList';
import { listsModules } from './moduleList';
import { columnsIn } from './ps';
import { isToolFrame } from './toolLines';

/** A text, and the name of the file where it came in one. */
export interface Given {
  readonly text: string;
  readonly name?: string | undefined;
  /** A diff shows no more of the file than this. */
  readonly isPart?: true;
  /** It was JSON, and is the log that was in it. */
  readonly isJournal?: true;
  /** Not a text at all, as a folder. */
  readonly isUnreadable?: true;
}

export type Kind =
  /** A `.klp.json`. */
  | 'scenario'
  /** Livepatches and other modules. */
  | 'C'
  /** Tasks as a kernel, or `crash`, prints them. */
  | 'tasks'
  /** Modules as `lsmod` lists them, and nothing else. */
  | 'modules'
  /** Livepatches as a kernel that runs shows them, and nothing else. */
  | 'livepatches'
  /** A kernel log in which no task is shown. */
  | 'log'
  /** What `klp blocking` prints, without stacks. */
  | 'blocking'
  /** Which functions have run, or are hooked, without stacks. */
  | 'trace'
  | 'hooks'
  /** What the kernel's self-tests print. */
  | 'selftests'
  /** What `klp-build` and `kpatch-build` print. */
  | 'build'
  | 'modinfo'
  /** A mail as it travels. */
  | 'base64'
  /** Its lines have become one. */
  | 'oneLine'
  | 'diff'
  /** An address with what was done behind its #. */
  | 'link'
  | 'compiled'
  | 'binary'
  | 'packed'
  /** Its letters are there, with a zero between. */
  | 'utf16'
  | 'empty'
  | 'other';

const IN_C =
  /^[ \t]*#[ \t]*include[ \t]*<linux\/[\w/]{1,80}\.h>|\bstruct\s+klp_(?:patch|object|func)\b|\bmodule_(?:init|exit)\s*\(|\bMODULE_(?:LICENSE|INFO)\s*\(|^[ \t]*#[ \t]*include[ \t]*"[^"\n]{1,200}\.c"/m;
export const hasC = (text: string): boolean => IN_C.test(text);
const IN_TASKS =
  /^.{0,120}\b[\w.$]{1,128}\+0x[0-9a-f]+\/0x[0-9a-f]+|^.{0,120}\btask:.{1,15}? +state:[A-Za-z]\b|^ ?#\d+ \[[0-9a-f]+\] |^ +[A-Za-z_][\w.$]* \([\w./+-]+\.[chS]:\d+[\w./+: ()-]*\)(?: \w+)?$|\bklp_(?:try_switch_task|check_stack): |^\/proc\/\d+\/(?:task\/\d+\/)?\w+:|^Name:\t.{1,64}\n(?:Umask:\t\d+\n)?State:\t[A-Z]/m;
const IN_DIFF = /^(?:diff --git |--- (?:a\/|\/dev\/null)|From [0-9a-f]{40} )/m;
/** Read as UTF-8. */
const IN_UTF16 = /^(?:\uFFFD\uFFFD)?(?:[\t\n\r -~]\0){8}|^(?:\uFFFD\uFFFD)?(?:\0[\t\n\r -~]){8}/;
/** By itself, in the brackets of a mail too. */
const IS_LINK = /^\s*<?(?:https?:\/\/[^\s#]*)?#\/[\w-]+\/[^ \t]*$/;
/** More than browsers take. */
const LONGEST_LINK = 20_000;
const IS_BLOCKING = /^(?:.{0,80}[#$%>] *)?(?:sudo )?klp (?:-\w+ )*blocking\s*$/;
/** What tools print that says something of livepatching, and nothing that a machine could grow by. */
const OF_TOOLS: readonly (readonly [Kind, RegExp])[] = [
  ['trace', /^# tracer: \w+/m],
  [
    'selftests',
    /^TAP version \d+$|^# selftests: |^(?:not )?ok \d+ selftests: |^(?:# )?TEST: .{1,80} \.\.\. (?:not )?ok$/m,
  ],
  [
    'build',
    /^- klp-build: |^Building patch module: |: changed function: \S|\bcreate-diff-object: ERROR\b|^Building patched source$/m,
  ],
  ['modinfo', /^vermagic: +\S/m],
  ['base64', /^Content-Transfer-Encoding: *base64\s*$/im],
];
/** `enabled_functions`. */
const IN_HOOKS = /^[\w.$]+ \(\d+\)(?:[ \t]+[A-Z])*[ \t]+(?:tramp: 0x|->\w+\+0x)/m;
const PLACE = /\+0x[0-9a-f]+\/0x[0-9a-f]+/g;

/** Several frames, or a line of the preprocessor with C after it. */
const isOneLine = (text: string): boolean =>
  !text.trim().includes('\n') &&
  ((text.match(PLACE) ?? []).length > 2 || (/#\s*include\s*</.test(text) && /\bstruct\s+klp_/.test(text)));

/** Enough to tell one from the other. */
const LOOKED_AT = 100_000;

const isJson = ({ text, name = '' }: Given): boolean => /^\s*\{/.test(text) || /\.json$/i.test(name);

export function kindOf({ text, name = '', isJournal }: Given): Kind {
  if (text.startsWith('\x7FELF')) return 'compiled';
  const start = text.slice(0, LOOKED_AT);
  if (IN_UTF16.test(start)) return 'utf16';
  if (/\.(?:gz|xz|zst|bz2|zip|tar|tgz|rpm|deb)$/i.test(name) && /[\0\uFFFD]/.test(start.slice(0, 4000)))
    return 'packed';
  if (/\0|\uFFFD{4}/.test(start.slice(0, 4000))) return 'binary';
  if (start.trim() === '') return 'empty';
  if (isJournal !== true && isJson({ text: start, name })) return 'scenario';
  if (start.length < LONGEST_LINK && IS_LINK.test(start)) return 'link';
  if (isOneLine(start)) return 'oneLine';
  if (IN_HOOKS.test(start)) return 'hooks';
  if (IN_DIFF.test(start)) return 'diff';
  if (/\.c$/i.test(name) || IN_C.test(start)) return 'C';
  if (IN_TASKS.test(start)) return 'tasks';
  const lines = start.split('\n');
  if (lines.some((line) => columnsIn(line) !== null)) return 'tasks';
  // One alone may be a word with a number in some other text.
  if (lines.filter((line) => isToolFrame(line.slice(0, 200))).length > 1) return 'tasks';
  if (lines.some((line) => IS_BLOCKING.test(line.slice(0, 200)))) return 'blocking';
  if (listsModules(lines)) return 'modules';
  if (listsLivepatches(lines)) return 'livepatches';
  const tool = OF_TOOLS.find(([, its]) => its.test(start));
  if (tool !== undefined) return tool[0];
  return lines.some((line) => logLine(line).isLogged || line.startsWith('livepatch: ')) ? 'log' : 'other';
}

/** What a machine can grow by. */
export const READ: ReadonlySet<Kind> = new Set(['C', 'tasks', 'modules', 'livepatches']);

/** A scenario, or what is taken for one: a self-test, its modules, a machine. */
const OUR_JSON = /"klp"|"op" *: *"(?:insmod|rmmod)|"kind" *: *"(?:livepatch|target)"|"comm" *:/;
const OUR_LOG = /\blivepatch: |TAINT_LIVEPATCH/;

/** Whatever else is pasted on a page is none of our business. */
export const isOurs = (text: string): boolean => {
  const kind = kindOf(cleaned({ text }));
  if (kind === 'scenario') return OUR_JSON.test(text.slice(0, 2000));
  if (kind === 'log') return OUR_LOG.test(text.slice(0, LOOKED_AT));
  if (kind === 'link') return true;
  return READ.has(kind) || (kind === 'diff' && hasC(text.slice(0, LOOKED_AT)));
};

/** What there is to give. */
export const UNDERSTOOD =
  'What can be opened: a scenario (.klp.json), livepatches and other modules in C (.c), tasks as the kernel shows them (/proc/PID/stack, hung tasks, SysRq-T, lockups, ps, the stacks of crash, drgn, gdb, perf, ftrace and bpftrace), and what is loaded, by lsmod, /proc/modules or find /sys/kernel/livepatch.';

const WHAT: Readonly<Partial<Record<Kind, string>>> = {
  log: 'is a kernel log, and no line of it shows a task with its stack: what it says has happened is not played again. SysRq-W (echo w > /proc/sysrq-trigger) writes those of the blocked ones into it',
  link: 'is a link. Put it into the address bar of the browser, or press it where it stands',
  blocking:
    'names the tasks that a transition waits for, and not where they are: “klp -vv blocking” prints their stacks, too',
  trace:
    'is a trace of functions, without a stack: with func_stack_trace (function) or stacktrace (events) in its options ftrace writes one below each line',
  hooks: 'lists functions that ftrace has hooked, and not by which livepatch: “find /sys/kernel/livepatch” shows that',
  selftests:
    'is what self-tests print of how they went. What is played here are scenarios (.klp.json), modules in C, and tasks; what the kernel has said is in dmesg',
  build:
    'is what a build of a livepatch prints. What it changes is shown by “find /sys/kernel/livepatch”, once it is loaded',
  modinfo:
    'is what modinfo prints, and it names no function. “find /sys/kernel/livepatch” does, once the module is loaded, and so does its source, the .c',
  base64: 'is a mail whose text is in base64. Give what a mail program shows of it',
  oneLine: 'has lost the ends of its lines: all of it is one. Copy it again, with them',
  diff: 'is a diff without a livepatch in it. klp-build and kpatch-build make livepatches of such; what can be read here is a livepatch in C, the .c',
  compiled: 'is a compiled module. What can be read is its source, the .c',
  binary: 'is no text',
  packed: 'is packed. Unpack it, and give what is in it',
  utf16: 'is text in UTF-16. Save it as UTF-8 (iconv -f UTF-16 -t UTF-8)',
  empty: 'the file is empty',
  other: 'is text of another kind',
};

/** What was given, where that is nothing that can be opened; `null` where it can. */
export function strange(given: Given): string | null {
  if (given.isUnreadable) return `${given.name ?? 'It'} could not be read.`;
  const kind = kindOf(given);
  const what = WHAT[kind];
  if (what === undefined) return null;
  const { name } = given;
  if (kind === 'empty') return name === undefined ? 'There is nothing in it.' : `${name}: ${what}.`;
  return `${name ?? 'This'} ${what}.`;
}
