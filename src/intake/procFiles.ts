/** Files of `/proc/PID`, as `grep`, `head` and the loops of a shell print them one below the other. */
import { type Heading, ofParent, ofState } from './headings';
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
const TITLE = new RegExp(`^(?:[^\\w/]*|(?:\\S*[#$%>] *)?(?:sudo )?(?:cat|head|tail|more) )${PATH}(?:/(\\w+))?\\b(.*)$`);
/** What is drawn around a title. */
const DRAWN = /^[\s=#*<>[\]-]+|[\s=#*<>[\]:-]+$/g;
const LABELLED = /[,;(\s]*\b(?:patch_state|state|stat)\s*[:=]\s*(\S+)(?: \(\w[\w ]*\))?\)?/gi;
const BY_NUMBER =
  /^(?:(?:pid|tid|lwp|task|process|thread)\b\s*[:=#]?\s*)?(\d{1,7})\b[\s:,;([-]*(?:(?:comm|name|command)\b\s*[:=]?\s*)?["']?([^"'\n]{0,64}?)["')\]]*$/i;
const BY_NAME =
  /^(?:(?:task|process|thread|comm|name|command)\b\s*[:=]?\s*)?(\S[^\n]{0,63}?)(?:\s*[:(]\s*|[\s,;]+(?:pid|tid|lwp)\b\s*[:=]?\s*| )(\d{1,7})\)?$/i;

/** A line of `/proc/PID/status`. */
const IN_STATUS = /^[A-Z]\w+:\t/;

/** The line of a frame in `/proc/PID/stack`. */
export const isProcFrame = (line: string): boolean => /^\s*\[<[0-9a-f]+>\] *\S/.test(line);

const named = (text: string): Pick<Heading, 'comm' | 'kind'> => {
  const [, bracketed] = /^\[(.{1,64})\]$/.exec(text) ?? [];
  const comm = commOf(bracketed ?? text);
  return comm === '' ? {} : { comm, ...(bracketed !== undefined && { kind: 'kthread' as const }) };
};

/** `null`: nothing stands before the line, or something else than the file of a task. */
export function beforeEach(
  line: string,
): { readonly tid: number; readonly file: string; readonly text: string } | null {
  const [before, pid, tid, file] = BEFORE_EACH.exec(line) ?? [];
  return before === undefined ? null : { tid: Number(tid ?? pid), file: file ?? '', text: line.slice(before.length) };
}

/** A title that can be nothing else. */
export function titleIn(line: string): OfProc | null {
  const [, pid, tid, file = null, rest = ''] = TITLE.exec(line) ?? [];
  if (pid === undefined) return null;
  const all = rest.replace(DRAWN, '').replace(/^[:(\s]+|\)$/g, '');
  // A loop that echoes comm and patch_state prints them behind the path.
  const words = all.replace(/ (?:-1|[01])$/, '');
  const isName = file === null && words !== '' && words.length <= 64 && !words.startsWith('/');
  return { heading: { tid: Number(tid ?? pid), ...(isName && named(words)) }, file, hasPatchState: words !== all };
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
    case 'PPid':
      return ofParent(Number(value));
    case 'Kthread':
      return value === '1' ? { kind: 'kthread' } : {};
    default:
      return null;
  }
}

const LABELS: Readonly<Record<string, string>> = { name: 'comm', command: 'comm', stat: 'state' };

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
  const [, inStat, state = '', ppid] = /^\d+ \((.{1,64})\) ([A-Za-z]) (\d+) /.exec(line) ?? [];
  if (inStat !== undefined) return and({ ...named(inStat), ...ofState(state), ...ofParent(Number(ppid)) });
  if (file !== null || IN_STATUS.test(line)) return known;
  const label = LABELS[key.toLowerCase()] ?? key.toLowerCase();
  if (label === 'patch_state' || /^(?:-1|[01])$/.test(line)) return { ...known, hasPatchState: true };
  if (label === 'comm') return and(named(value));
  if (label === 'state') return and(ofState(value));
  if (['stack', 'wchan', 'cmdline', 'tgid', 'pid'].includes(label) || line === '') return known;
  return heading.comm === undefined && line.length <= 64 ? and(named(line)) : null;
}

/** Frames that end a stack: what comes after one of them is of another task. */
const OLDEST =
  /\b(?:entry_SYSCALL\w*|entry_INT80\w*|ret_from_fork_asm|ret_from_kernel\w*|el0t_64_sync|el0_sync|el0_svc_common|system_call(?:_\w+)?)\+0x/;

export const isOldest = (line: string): boolean => OLDEST.test(line);
