/**
 * Livepatches of a running kernel, as `/sys/kernel/livepatch` shows them (`find`, `grep -r`, `ls -lR`, `tree`), and as `kpatch list` and
 * `klp patches` name them. Of a livepatch sysfs shows all that it changes, and nothing of what it does instead.
 */
import { VMLINUX } from '../kernel/model';
import { isModuleName } from '../kernel/moduleName';
import type { WidePatchSpec } from '../kernel/world';

const PATH =
  /^(?:(?:grep|find|ls|tree): ['‘]?|['"])?\/sys\/kernel\/livepatch(?:\/(\w{1,64})(?:\/([\w-]{1,64})(?:\/([\w.$]{1,512}),(\d{1,9}))?)?)?(?=[/:\s'’"]|$)(?::(\S{0,20}))?/;
/** `Documentation/ABI/testing/sysfs-kernel-livepatch`, and what older kernels have. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['enabled', 'transition', 'replace', 'force', 'signal', 'stack_order']);
const IN_TREE = /^((?:[│|] {3}|[│|]\u00a0\u00a0 | {4})*)[├└|`+]──? ?(\S+)(?: -> .*)?$/;
const END_OF_TREE = /^\d+ director(?:y|ies)(?:, \d+ files?)?$/;
/** A row of `ls -l`, or of `ls`, whose name can be nothing else. */
const IN_FOLDER = /^(?:[dl-][rwxsStT-]{9}[.+@]? .* )?([\w.$]{1,512}),(\d{1,9})\/?$/;
const OF_LS = /^(?:total \d+|[dl-][rwxsStT-]{9}[.+@]? +\d+ .*)$/;

/** `find -ls`. */
const OF_FIND = /^\d+ +\d+ [dl-][rwxsStT-]{9} .* (\/sys\/kernel\/livepatch(?:\/\S*)?)$/;
/** `ls -R` and `find` of the folder that one is in. */
const HERE = /^['"]?\.(?:\/[\w.$,/-]*)?['"]?:?$/;
/** A row of `ls` on a terminal, with several names in it. */
const IN_COLUMNS = /^[\w.$,-]+(?: {2,}[\w.$,-]+)+$/;

/** `kpatch list`, `klp patches`. */
const HEAD = /^(?:Loaded|Installed) patch modules:$/;
const OF_KPATCH = /^(\w{1,64})(?: \[(?:enabled|disabled|enabling\.\.\.|disabling\.\.\.)\]|(?: \(\S{1,80}\)))$/;
const COMMAND = /^(?:.{0,80}[#$%>] *)?(?:sudo )?(?:\/\S{1,40}\/)?(?:klp (?:-\w+ )*patches|kpatch list)$/;
const OF_KLP = /^(?:active|RPM|CVE|bug fixes and enhancements): ?.*$/i;

interface Shown {
  replaces: boolean | null;
  readonly functions: Map<string, Set<string>>;
}

export interface Livepatches {
  /** Those of which functions are shown. */
  readonly patches: readonly WidePatchSpec[];
  /** Those of which no more than the name is. */
  readonly named: readonly string[];
}

/** Takes the lines of a text one after the other. */
export class LivepatchList {
  readonly #all = new Map<string, Shown>();
  /** The folder whose rows come: of `ls -R`, or the folders of `tree` down to the last line. */
  #folder: readonly string[] | null = null;
  #inTree = false;
  /** Names come, one a line. */
  #ofLs = false;
  /** Paths begin with the folder that one is in. */
  #isHere = false;
  /** Folders above those of the tree. */
  #base = 0;
  /** Below a heading of `kpatch`, or of `klp`. */
  #isNamed: 'kpatch' | 'klp' | null = null;

  /** @returns whether the line is of such a list. */
  take(raw: string): boolean {
    const line = raw.trim();
    if (line === '') {
      if (!this.#inTree) this.#folder = null;
      return false;
    }
    return (
      this.#path(OF_FIND.exec(line)?.[1] ?? line) ||
      this.#here(line) ||
      this.#tree(raw.trimEnd()) ||
      this.#row(line) ||
      this.#name(line)
    );
  }

  found(): Livepatches {
    const all = [...this.#all];
    const has = ([, { functions }]: readonly [string, Shown]): boolean => functions.size > 0;
    return {
      patches: all.filter(has).map(([name, { replaces, functions }]) => ({
        name,
        ...(replaces === true && { replace: true }),
        funcs: [...functions].flatMap(([object, funcs]) =>
          [...funcs].map((func) => (object === VMLINUX ? func : `${object}:${func}`)),
        ),
      })),
      named: all.filter((each) => !has(each)).map(([name]) => name),
    };
  }

  #see(path: readonly string[], value?: string): void {
    const [patch, object, func] = path;
    if (patch === undefined || !isModuleName(patch)) return;
    const shown = this.#all.get(patch) ?? { replaces: null, functions: new Map<string, Set<string>>() };
    this.#all.set(patch, shown);
    if (object === 'replace' && value !== undefined) shown.replaces = value === '1';
    const [, name, position = '1'] = /^(.+),(\d+)$/.exec(func ?? '') ?? [];
    if (object === undefined || name === undefined || ATTRIBUTES.has(object)) return;
    const functions = shown.functions.get(object) ?? new Set<string>();
    // klp_init_func() writes 1 also where the livepatch gives no position.
    shown.functions.set(object, functions.add(position === '1' ? name : `${name},${position}`));
  }

  #path(line: string): boolean {
    const [all, patch, object, func, position, value] = PATH.exec(line) ?? [];
    if (all === undefined) return false;
    const path = [patch, object, func && `${func},${position}`].filter((each) => each !== undefined);
    this.#see(path, value);
    this.#folder = path;
    this.#inTree = false;
    this.#ofLs = line.endsWith(':');
    return true;
  }

  /** Only what begins with a dot alone is taken for the folder of livepatches. */
  #here(line: string): boolean {
    if (!HERE.test(line)) return false;
    const bare = line.replace(/^['"]|['"](?=:?$)/g, '');
    this.#isHere ||= bare === '.' || bare === '.:';
    return this.#isHere && this.#path(bare.replace('.', '/sys/kernel/livepatch'));
  }

  #tree(line: string): boolean {
    if (this.#folder === null) return false;
    const [, before, name] = IN_TREE.exec(line) ?? [];
    if (before === undefined || name === undefined) {
      const isEnd = this.#inTree && END_OF_TREE.test(line.trim());
      if (isEnd) this.#folder = null;
      return isEnd;
    }
    if (!this.#inTree) this.#base = this.#folder.length;
    this.#inTree = true;
    this.#folder = [...this.#folder.slice(0, this.#base + before.length / 4), name.replace(/\/$/, '')];
    this.#see(this.#folder);
    return true;
  }

  #row(line: string): boolean {
    if (this.#folder === null || this.#inTree) return false;
    const [, func, position] = IN_FOLDER.exec(line) ?? [];
    if (func !== undefined && this.#folder.length === 2) {
      this.#see([...this.#folder, `${func},${position}`]);
      return true;
    }
    if (this.#ofLs && IN_COLUMNS.test(line)) {
      for (const name of line.split(/ +/)) this.#row(name);
      return true;
    }
    const isName = this.#ofLs && /^[\w.-]{1,64}$/.test(line);
    if (this.#folder.length === 0 && (isName || /^d.* \w+$/.test(line))) this.#see([line.replace(/^.* /, '')]);
    return isName || OF_LS.test(line);
  }

  #name(line: string): boolean {
    if (HEAD.test(line) || COMMAND.test(line)) {
      this.#isNamed = /patches$/.test(line) ? 'klp' : 'kpatch';
      return true;
    }
    const [, listed] = this.#isNamed === 'kpatch' ? (OF_KPATCH.exec(line) ?? []) : [];
    const isName = this.#isNamed === 'klp' && /^\w{1,64}$/.test(line);
    if (listed !== undefined || isName) this.#see([listed ?? line]);
    else if (!(this.#isNamed === 'klp' && OF_KLP.test(line))) {
      this.#isNamed = null;
      return false;
    }
    return true;
  }
}

/** One line of such a list, and no more, may be in any text. */
export function listsLivepatches(lines: readonly string[]): boolean {
  const list = new LivepatchList();
  return lines.filter((line) => list.take(line.slice(0, 300))).length > 1;
}
