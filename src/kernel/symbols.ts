/**
 * What `klp_init_patch()` finds wrong with the names in a livepatch: object by object, its directory, then those of its
 * functions, then, when the object is loaded, their symbols. `kernel/livepatch/core.c`.
 */
import type { On } from './events';
import { type Kernel, type KlpFunc, type KlpObject, VMLINUX } from './model';
import { funcKey, imageOf, isObjectLoaded, patchOf } from './queries';
import type { Verdict } from './verdict';
import { permitted, refused } from './verdicts';

/** `include/linux/kallsyms.h`, `include/linux/module.h`: the length of a name with its final 0. */
const KSYM_NAME_LEN = 512;
const MODULE_NAME_LEN = 56;

export type NameProblem =
  /** `kobject_add()` finds the name taken; `func` is the directory's, `null` for the object's own. */
  | { readonly why: 'twice'; readonly object: string; readonly func: string | null }
  | { readonly why: 'too long'; readonly name: string; readonly limit: number }
  | {
      readonly why: 'missing' | 'ambiguous' | 'no such position';
      readonly object: string;
      readonly func: string;
      readonly sympos: number;
    };

/** `klp_patch_attrs`: the files that stand in a livepatch's directory before its objects do. */
const FILES: readonly string[] = ['enabled', 'transition', 'force', 'replace', 'stack_order'];

/** As sysfs names a function: `<name>,<sympos>`, 0 being written as 1. */
const sysfsFuncName = ({ oldName, sympos }: { readonly oldName: string; readonly sympos: number }): string =>
  `${oldName},${Math.max(sympos, 1)}`;

function symbolsOf(kernel: Kernel, object: string): readonly string[] {
  if (object === VMLINUX) return kernel.symbols;
  const image = imageOf(kernel, object);
  return image?.kind === 'target' ? image.functions.map(({ name }) => name) : [];
}

/** `klp_find_object_symbol()`: with sympos 0 the name must be unique, else the position must be there. */
function lookUp(symbols: readonly string[], object: string, func: KlpFunc): NameProblem | null {
  const { oldName, sympos } = func;
  const problem = (why: 'missing' | 'ambiguous' | 'no such position'): NameProblem => ({
    why,
    object,
    func: oldName,
    sympos,
  });
  if (!symbols.includes(oldName)) return problem('missing');
  if (sympos === 0) return symbols.includes(funcKey({ oldName, sympos: 2 })) ? problem('ambiguous') : null;
  return symbols.includes(funcKey(func)) ? null : problem('no such position');
}

function symbolProblem(kernel: Kernel, object: KlpObject): NameProblem | null {
  if (!isObjectLoaded(kernel, object.name)) return null;
  const symbols = symbolsOf(kernel, object.name);
  for (const func of object.funcs) {
    // A nop is made for a function that some livepatch has found already.
    const problem = func.nop ? null : lookUp(symbols, object.name, func);
    if (problem !== null) return problem;
  }
  return null;
}

function objectProblem(kernel: Kernel, object: KlpObject, before: readonly KlpObject[]): NameProblem | null {
  if (object.name !== VMLINUX && object.name.length >= MODULE_NAME_LEN) {
    return { why: 'too long', name: object.name, limit: MODULE_NAME_LEN - 1 };
  }
  if (FILES.includes(object.name) || before.some(({ name }) => name === object.name))
    return { why: 'twice', object: object.name, func: null };
  const seen = new Set<string>();
  for (const func of object.funcs) {
    if (func.oldName.length >= KSYM_NAME_LEN) return { why: 'too long', name: func.oldName, limit: KSYM_NAME_LEN - 1 };
    const name = sysfsFuncName(func);
    if (seen.has(name)) return { why: 'twice', object: object.name, func: name };
    seen.add(name);
  }
  return symbolProblem(kernel, object);
}

/** The first thing that `klp_init_patch()` stumbles over; `null` when all names are good. */
export function nameProblem(kernel: Kernel, patch: string): NameProblem | null {
  const objects = patchOf(kernel, patch)?.objects ?? [];
  for (const [index, object] of objects.entries()) {
    const problem = objectProblem(kernel, object, objects.slice(0, index));
    if (problem !== null) return problem;
  }
  return null;
}

/** The same for a module that comes: `klp_init_object_loaded()` looks up the symbols of this object. */
export function arrivalProblem(kernel: Kernel, patch: string, module: string): NameProblem | null {
  const object = patchOf(kernel, patch)?.objects.find(({ name }) => name === module);
  return object === undefined ? null : symbolProblem(kernel, object);
}

type Insmod = On<'insmod'>;

/** The problem in words, with what to do about it. */
export function symbolWords(
  patch: string,
  { why, object, func, sympos }: Extract<NameProblem, { func: string; sympos: number }>,
) {
  switch (why) {
    case 'missing':
      return {
        because: `${patch} patches ${func}() in ${object}, and there is no such symbol.`,
        wayOut:
          'Build the livepatch for the running kernel. A function of the source may be no symbol: inlined into its callers (then patch those), renamed by the compiler (.isra, .constprop, .part), freed after boot (__init), or in a module and not in vmlinux.',
      };
    case 'ambiguous':
      return {
        because: `${patch} patches ${func}() in ${object} and names no position, but more than one symbol has that name.`,
        wayOut: `Say which one is meant: its sympos, 1 for the first (${func},1).`,
      };
    case 'no such position':
      return {
        because: `${patch} patches the ${func}() at position ${sympos} in ${object}, and fewer symbols have that name.`,
        wayOut: 'Count the symbols of that name in /proc/kallsyms, and build the livepatch for the running kernel.',
      };
  }
}

/** `klp_find_object_symbol()`. */
export function symbolNotFound(kernel: Kernel, { module }: Insmod): Verdict {
  const problem = nameProblem(kernel, module);
  if (problem === null || !('sympos' in problem)) return permitted('symbolNotFound');
  return refused('symbolNotFound', {
    errno: 'EINVAL',
    ...symbolWords(module, problem),
    source: { kernel: 'kernel/livepatch/core.c: klp_find_object_symbol()' },
  });
}

/** `kobject_add()` returns -EEXIST, which `do_init_module()` turns into -EBUSY. */
export function nameTwice(kernel: Kernel, { module }: Insmod): Verdict {
  const problem = nameProblem(kernel, module);
  if (problem?.why !== 'twice') return permitted('nameTwice');
  const { object, func } = problem;
  return refused('nameTwice', {
    errno: 'EBUSY',
    because:
      func === null
        ? `${module} lists the object ${object}, and its directory in sysfs has that name already: each can be there only once.`
        : `${module} lists the function ${func} of ${object} twice (0 and 1 are the same position), and sysfs takes a name only once.`,
    wayOut: 'List each object and each function once; a module named like a file of the livepatch cannot be patched.',
    source: {
      kernel: 'kernel/livepatch/core.c: klp_init_object(), klp_init_func(); lib/kobject.c: kobject_add_internal()',
    },
  });
}

/** `klp_init_object()` and `klp_init_func()`: longer than a name in the kernel can be. No log line. */
export function nameTooLong(kernel: Kernel, { module }: Insmod): Verdict {
  const problem = nameProblem(kernel, module);
  if (problem?.why !== 'too long') return permitted('nameTooLong');
  return refused('nameTooLong', {
    errno: 'EINVAL',
    because: `A name in ${module} has ${problem.name.length} characters; at most ${problem.limit} fit: ${problem.name.slice(0, 40)}…`,
    wayOut: 'Name the object and the function as the kernel does.',
    source: { kernel: 'kernel/livepatch/core.c: klp_init_object(), klp_init_func()' },
  });
}
