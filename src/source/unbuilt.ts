/** What a build refuses, or makes otherwise than it is read: said only where the text can tell. */
import type { Problems } from './source';
import { isBlank, tokens } from './tokens';
import { marked, type Unit } from './unit';
import { evaluate } from './values';

/** What the text says elsewhere: in other branches of an `#if`, in macros, in another file of the same text. */
export interface Around {
  /** There is more of it than was given: a file that it includes, what a diff leaves out, or a tool adds. */
  readonly isPart: boolean;
  /** Words of the file, comments apart. */
  readonly words: ReadonlySet<string>;
  /** Words of the text that may be declared in it, by whatever means. */
  readonly declared: ReadonlySet<string>;
}

const INCLUDES = /^[ \t]*#[ \t]*include\b[ \t]*[^<\s]/m;

/** For the tools that make a livepatch of a diff: they add what a module says of itself. */
const OF_TOOLS = /^(?:klp_object_ext|klp_func_ext|kpatch_patch_func|(?:KLP|KPATCH)_\w+_CALLBACK)$/;

const has = (words: ReadonlySet<string>, pattern: RegExp): boolean => [...words].some((word) => pattern.test(word));

/** Takes time proportional to the length of the text. @param isPart more is known to be missing. */
export function aroundIn(text: string, isPart: boolean): (file: string) => Around {
  const words = tokens(text).filter((token) => !isBlank(token));
  const declared = new Set(
    words.flatMap(({ kind, text: name }, at) => {
      const [before, after] = [words[at - 1]?.text ?? '', words[at + 1]?.text ?? ''];
      const isDeclared = '()'.includes(after) || before === '(' || (after === ';' && !'=&'.includes(before));
      return kind === 'word' && isDeclared ? [name] : [];
    }),
  );
  const isMore = isPart || INCLUDES.test(text);
  return (file) => {
    const said = new Set(tokens(file).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : [])));
    return { isPart: isMore || has(said, OF_TOOLS), words: said, declared };
  };
}

/** What stands for `module_exit()`: that of old, and what registers a driver. */
const HAS_EXIT = /^(?:module_exit|cleanup_module|(?:builtin|module)_(?!init$|param)\w+)$/;
/** `license_is_gpl_compatible()` of include/linux/license.h. */
const GPL_COMPATIBLE: ReadonlySet<string> = new Set([
  'GPL',
  'GPL v2',
  'GPL and additional rights',
  'Dual BSD/GPL',
  'Dual MIT/GPL',
  'Dual MPL/GPL',
]);

/** klp_enable_patch() is exported with EXPORT_SYMBOL_GPL(). */
function refusedLicense(unit: Unit, { words }: Around, problems: Problems): void {
  const init = marked(unit, 'info').find(([tag]) => tag === 'license')?.[1].init;
  const license = init ? evaluate(init, { unit }) : null;
  if (!init || license?.kind !== 'text' || GPL_COMPATIBLE.has(license.value)) return;
  if (words.has('klp_enable_patch'))
    problems.add(
      init,
      `MODULE_LICENSE("${license.value}")`,
      "read all the same: modpost ends a build with “GPL-incompatible module … uses GPL-only symbol 'klp_enable_patch'”",
    );
}

const initIn = (unit: Unit) => marked(unit, 'init')[0]?.[1].node ?? unit.functions.get('init_module')?.node;

/** `delete_module()`: what has an init function and no exit function may not go. */
export const isPermanent = (unit: Unit, { isPart, words }: Around): boolean =>
  initIn(unit) !== undefined && !isPart && !has(words, HAS_EXIT);

/** What a module says of itself, of which nothing can be said where it says not even that it begins. */
export function lackingIn(unit: Unit, around: Around, problems: Problems): void {
  refusedLicense(unit, around, problems);
  const { isPart, words } = around;
  const init = initIn(unit);
  if (init === undefined || isPart) return;
  if (!words.has('MODULE_LICENSE') && !marked(unit, 'info').some(([tag]) => tag === 'license'))
    problems.add(
      init,
      'no MODULE_LICENSE()',
      'read all the same: modpost ends a build with “missing MODULE_LICENSE()”',
    );
  if (isPermanent(unit, around))
    problems.add(init, 'no module_exit()', 'read as it is: delete_module() refuses rmmod of such a module with -EBUSY');
}

/** Whether a compiler would know it. */
export const isUnknown = ({ functions, variables }: Unit, { isPart, declared }: Around, name: string): boolean =>
  !(isPart || functions.has(name) || variables.has(name) || declared.has(name));
