/** Modules that are loaded, as `lsmod`, or `/proc/modules`, lists them: name, size, how many use it, and which modules do. */
import { isModuleName } from '../kernel/moduleName';
import { logLine } from '../source/logLine';

export interface ModuleRow {
  readonly name: string;
  /** References that others hold, those modules among them; `null`: a kernel that counts none. */
  readonly usedBy: number | null;
  /** What stands there besides: `/proc/modules` has more of it than `lsmod`. */
  readonly is: 'live' | 'livepatch' | 'coming or going' | 'permanent';
}

const HEAD = /^Module +Size +Used by\b/;
/** At a prompt, or by itself. */
const COMMAND =
  /^(?:.{0,80}[#$%>] *)?(?:sudo )?(?:\/\S{1,40}\/)?(?:lsmod|(?:cat|head|tail|less|more|grep .{1,80}) \/proc\/modules)(?: *\|.*)?$/;
/** `tools/lsmod.c` of kmod; `kernel/module/procfs.c: m_show()`. */
const ROW =
  /^(\w{1,64})[ \t]+(\d{1,10})[ \t]+(-\d?|\d{1,9})(?:[ \t]+(-|[\w,[\]]{1,2000}))?(?:[ \t]+(Live|Loading|Unloading)[ \t]+(?:0x)?[0-9a-f]+(?:[ \t]+\(([A-Z]*)[+-]?\))?)?$/;
/** Few lines speak of it at all. */
const isCommand = (words: string): boolean =>
  words.length < 300 && /lsmod|\/proc\/modules/.test(words) && COMMAND.test(words);
/** A module has whole pages: without a heading a name and two numbers may be anything. */
const PAGE = 4096;
/** `include/linux/panic.h`: TAINT_LIVEPATCH. */
const OF_LIVEPATCH = 'K';

const isOf = (state: string | undefined, taints: string, holders: string): ModuleRow['is'] => {
  if (state === 'Loading' || state === 'Unloading') return 'coming or going';
  if (taints.includes(OF_LIVEPATCH)) return 'livepatch';
  // It has an init function, and no exit function.
  return holders.includes('[permanent]') ? 'permanent' : 'live';
};

/** One line that is no row may be a damaged one; after two the list has ended. */
const MOST_STRANGERS = 1;

/** Takes the lines of a text one after the other. */
export class ModuleList {
  /** Lines since the last row; `null`: below no heading. */
  #strangers: number | null = null;

  /** @returns the module that a line is of; `heading`: rows come below it; `null`: it is something else. */
  take(line: string): ModuleRow | 'heading' | null {
    const words = line.trim();
    const row = this.#rowIn(words);
    const isHeading = row === null && (HEAD.test(words) || isCommand(words));
    if (isHeading || (row !== null && this.#strangers !== null)) this.#strangers = 0;
    else if (words === '' || this.#strangers === MOST_STRANGERS) this.#strangers = null;
    else if (this.#strangers !== null) this.#strangers += 1;
    return isHeading ? 'heading' : row;
  }

  #rowIn(words: string): ModuleRow | null {
    const [, name = '', size, users = '', holders = '', state, taints = ''] = ROW.exec(words) ?? [];
    const isWhole = Number(size) > 0 && Number(size) % PAGE === 0;
    const isSure = this.#strangers !== null || state !== undefined || isWhole;
    if (!isSure || !/[A-Za-z]/.test(name) || !isModuleName(name)) return null;
    return { name, usedBy: users.startsWith('-') ? null : Number(users), is: isOf(state, taints, holders) };
  }
}

/** One without a heading may be a word with two numbers in some other text. */
export function listsModules(lines: readonly string[]): boolean {
  const list = new ModuleList();
  let rows = 0;
  let isHeaded = false;
  for (const line of lines) {
    const taken = list.take(logLine(line).words);
    if (taken === 'heading') isHeaded = true;
    else if (taken !== null) rows += 1;
    if (rows > (isHeaded ? 0 : 1)) return true;
  }
  return false;
}
