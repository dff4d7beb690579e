/** Files of `/proc/PID`, as `grep`, `head` and the loops of a shell print them one below the other. */
import { type Heading, ofFlags, ofParent, ofState } from './headings';
import { commOf } from './kthreads';

/** What is known of a task so far, from lines that are read one after the other. */
export interface OfProc {
  readonly heading: Heading;
  /** The file whose text comes next; `null`: any of them. */
  readonly file: string | null;
  /** A side of a transition was read, which no machine begins with. */
  readonly hasPatchState: boolean;
}

const PATH = String.raw`/proc/(\d+)(?:/task/(\d+))?`;
/** `grep '' /proc/*\/stack` before each line. */
const BEFORE_EACH = new RegExp(
  `^${PATH}/(comm|stat|status|stack|patch_state|wchan|cmdline|syscall|children|attr/current):`,
);
/** `head /proc/*\/stack`; a title that a loop prints; the command at a prompt. */
const TITLE = new RegExp(
  `^(?:[^\\w/]*|(?:.{0,80}[#$%>] *)?(?:sudo )?(?:cat|head|tail|more) )${PATH}(?:/(\\w+))?\\b(.*)$`,
);
/** What is drawn around a title. */
const DRAWN = /^[\s=#*<>[\]-]+|[\s=#*<>[\]:-]+$/g;
const LABELLED = /[,;(\s]*\b(?:patch_state|state|stat)\s*[:=]\s*(\S+)(?: \(\w[\w ]*\))?\)?/gi;
const BY_NUMBER =
  /^(?:(?:pid|tid|lwp|task|process|thread)\b\s*[:=#]?\s*)?(\d{1,7})\b[\s:,;([\])-]*(?:(?:comm|name|command)\b\s*[:=]?\s*)?["']?([^"'\n]{0,64}?)["')\]]*$/i;
const BY_NAME =
  /^(?:(?:task|process|thread|comm|name|command)\b\s*[:=]?\s*)?(\S[^\n]{0,63}?)(?:\s*[:(]\s*|[\s,;]+(?:pid|tid|lwp)\b\s*[:=]?\s*| )(?:\d{1,7} ?\/ ?)?(\d{1,7})\)?$/i;

/** A line of `/proc/PID/status`. */
const IN_STATUS = /^[A-Z]\w+:\t/;

/** The line of a frame in `/proc/PID/stack`. */
export const isProcFrame = (line: string): boolean => /^\s*\[<[0-9a-f]+>\] *\S/.test(line);

/** What `tail`, `cat`, `grep` or a shell says of a file that it cannot read. */
const REFUSED =
  /^(?:\S*\/)?-?\w+: .*(?:No such file or directory|No such process|Permission denied|Operation not permitted|Invalid argument|Is a directory)$/;
const STACK_OF = new RegExp(`${PATH}/stack\\b`);

/** `null`: the line is none of these. @returns whose stack could not be read. */
export function refusedIn(line: string): { readonly tid: number | null } | null {
  if (!REFUSED.test(line)) return null;
  const [, pid, tid] = STACK_OF.exec(line) ?? [];
  return { tid: pid === undefined ? null : Number(tid ?? pid) };
}

const named = (text: string): Pick<Heading, 'comm' | 'kind'> => {
  const [, bracketed] = /^\[(.{1,64})\]$/.exec(text) ?? [];
  // A command line begins with the file that runs, of which the kernel takes the last part for a name.
  const comm = commOf(bracketed ?? text.replace(/^\/(?:\S*\/)?(\S+).*$/, '$1'));
  return comm === '' ? {} : { comm, ...(bracketed !== undefined && { kind: 'kthread' as const }) };
};

/** `null`: nothing stands before the line, or something else than the file of a task. */
export function beforeEach(
  line: string,
): { readonly tid: number; readonly file: string; readonly text: string } | null {
  const [before, pid, tid, file] = BEFORE_EACH.exec(line) ?? [];
  return before === undefined ? null : { tid: Number(tid ?? pid), file: file ?? '', text: line.slice(before.length) };
}

/** What the titles of a text have behind the paths: by one alone nobody could tell a name from what is drawn around it. */
export interface Titles {
  /** A loop that echoes comm and patch_state prints a side behind each name; of names one may end like that, too. */
  readonly haveSides: boolean;
  /** Names stand in parentheses, and are not called so, as `(sd-pam)` is. */
  readonly haveParentheses: boolean;
}

const SIDE = / (?:-1|[01])$/;
const ALONE = /^(?:-1|[01])$/;
const PARENTHESES = /^\(.*\)$/;

const behindPath = (line: string): string | null => {
  const [, pid, , file, rest = ''] = line.includes('/proc/') ? (TITLE.exec(line) ?? []) : [];
  if (pid === undefined || file !== undefined) return null;
  const words = rest.replace(DRAWN, '').replace(/^[:\s]+/, '');
  return words === '' || words.startsWith('/') ? null : words;
};

/** Takes time proportional to the length of the text. */
export function titlesIn(lines: readonly string[]): Titles {
  const behind = lines.map((line) => behindPath(line.slice(0, 300).trim()));
  const isBelow = behind.some((words, index) => words !== null && ALONE.test((lines[index + 1] ?? '').trim()));
  const all = behind.flatMap((words) => words ?? []);
  const haveSides = !isBelow && all.every((words) => SIDE.test(words));
  const names = haveSides ? all.map((words) => words.replace(SIDE, '')) : all;
  return { haveSides, haveParentheses: names.every((name) => PARENTHESES.test(name) && name !== '(sd-pam)') };
}

/** A title that can be nothing else. */
export function titleIn(line: string, { haveSides, haveParentheses }: Titles): OfProc | null {
  const [, pid, tid, file = null] = line.includes('/proc/') ? (TITLE.exec(line) ?? []) : [];
  if (pid === undefined) return null;
  const all = behindPath(line) ?? '';
  const words = haveSides ? all.replace(SIDE, '') : all;
  const name = haveParentheses ? words.replace(/^\(|\)$/g, '') : words;
  const isName = name !== '' && name.length <= 64;
  return { heading: { tid: Number(tid ?? pid), ...(isName && named(name)) }, file, hasPatchState: words !== all };
}

/** What is a title where a stack comes below it: `412 postgres`, `PID 412 (postgres)`, `=== postgres:412 ===`. */
export function looseTitleIn(line: string): OfProc | null {
  if (line.startsWith('/') || IN_STATUS.test(line)) return null;
  let state: Heading = {};
  const bare = line
    .replace(LABELLED, (labelled: string, value: string) => {
      if (!/patch_state/i.test(labelled)) state = ofState(value);
      return '';
    })
    .replace(DRAWN, '');
  const hasPatchState = /patch_state/i.test(line);
  const [, tid, name = ''] = BY_NUMBER.exec(bare) ?? [];
  if (Number(tid) > 0) return { heading: { tid: Number(tid), ...named(name), ...state }, file: null, hasPatchState };
  const [, before = '', of] = BY_NAME.exec(bare) ?? [];
  return Number(of) > 0
    ? { heading: { tid: Number(of), ...named(before), ...state }, file: null, hasPatchState }
    : null;
}

/** `/proc/PID/status`. */
function ofStatus(name: string, value: string): Heading | null {
  switch (name) {
    case 'Name':
      return named(value);
    case 'State':
      return ofState(value);
    case 'Pid':
      return Number(value) > 0 ? { tid: Number(value) } : null;
    case 'PPid':
      return ofParent(Number(value));
    case 'Kthread':
      return value === '1' ? { kind: 'kthread' } : {};
    default:
      return null;
  }
}

const LABELS: Readonly<Record<string, string>> = { name: 'comm', command: 'comm', stat: 'state' };

/** The first line of `/proc/PID/status`, where nothing says whose file that is: its own lines do. */
export const beginsStatus = (line: string): boolean => /^Name:\t\S/.test(line);

/** With what one more line says of it; `null`: the line says nothing of a task. */
export function withLine(known: OfProc, given: string): OfProc | null {
  const line = given.trim();
  const { heading, file } = known;
  const and = (more: Heading): OfProc => ({ ...known, heading: { ...heading, ...more } });
  const [, key = '', value = ''] = /^(\w+)\s*[:=]\s*(.*)$/.exec(line) ?? [];
  const status = file === null || file === 'status' ? ofStatus(key, value) : null;
  if (status !== null) return and(status);
  if (file === 'comm') return and(named(line));
  if (file === 'patch_state') return { ...known, hasPatchState: true };
  const [, inStat, state = '', ppid, flags] =
    /^\d+ \((.{1,64})\) ([A-Za-z]) (\d+) (?:-?\d+ -?\d+ -?\d+ -?\d+ (\d+) )?/.exec(line) ?? [];
  if (inStat !== undefined)
    return and({
      ...named(inStat),
      ...ofState(state),
      ...(flags === undefined ? ofParent(Number(ppid)) : ofFlags(Number(flags))),
    });
  if (file !== null || IN_STATUS.test(line)) return known;
  const label = LABELS[key.toLowerCase()] ?? key.toLowerCase();
  if (label === 'patch_state' || ALONE.test(line)) return { ...known, hasPatchState: true };
  if (label === 'comm') return and(named(value));
  if (label === 'state') return and(ofState(value));
  if (['stack', 'wchan', 'cmdline', 'tgid', 'pid'].includes(label) || line === '') return known;
  return heading.comm === undefined && line.length <= 64 ? and(named(line)) : null;
}

/** Frames that end a stack: what comes after one of them is of another task. */
const OLDEST =
  /\b(?:entry_SYSCALL\w*|entry_INT80\w*|ret_from_fork_asm|ret_from_kernel\w*|el0t_64_sync|el0_sync|el0_svc_common|system_call(?:_\w+)?)\+0x/;

export const isOldest = (line: string): boolean => OLDEST.test(line);
