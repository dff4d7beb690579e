/** The modules that can be loaded, as they are on the disk. */
import type { NumberType } from './kstrto';
import type { KlpState } from './model';

/** In the order of `struct klp_callbacks`. */
export const CALLBACK_NAMES = ['pre_patch', 'post_patch', 'pre_unpatch', 'post_unpatch'] as const;

export type CallbackName = (typeof CALLBACK_NAMES)[number];

/**
 * What a callback does. Log lines are templates: `{module}` is the livepatch, `{target}` the object with its module state.
 * `then` adds lines by whether `klp_get_prev_state()` finds `prevState`.
 */
export interface Callback {
  readonly log: readonly string[];
  readonly always?: readonly string[];
  readonly ifPrevState?: readonly string[];
  readonly ifNoPrevState?: readonly string[];
  /** Returns the module parameter's value as an error number; 0 is success. */
  readonly returnsParam?: string;
  /** Returns always this. */
  readonly returns?: number;
}

/** What a function prints or shows; `path` is a file in /proc that reads it. */
export interface Effect {
  readonly path?: string;
  readonly reads?: string;
  readonly log?: readonly string[];
}

export interface FuncImage {
  readonly oldName: string;
  readonly newName: string;
  readonly sympos: number;
  readonly effect?: Effect;
}

export interface ObjectImage {
  readonly name: string;
  readonly funcs: readonly FuncImage[];
  readonly callbacks: Readonly<Partial<Record<CallbackName, Callback>>>;
}

type ArrayType = 'int[]' | 'bool[]';

/** `module_param_array()`: values with commas between them. */
export const holdsSeveral = (type: ParamImage['type']): type is ArrayType => type === 'int[]' || type === 'bool[]';

/** What each of them is. */
export const elementOf = (type: ArrayType): 'int' | 'bool' => (type === 'int[]' ? 'int' : 'bool');

/** Types that take a yes or a no: `invbool` keeps the opposite of it, `bint` keeps it as a number. */
type FlagType = 'bool' | 'invbool' | 'bint';

export const isFlag = (type: ParamImage['type']): type is FlagType => /^(bool|invbool|bint)$/.test(type);

export interface ParamImage {
  readonly name: string;
  readonly type: NumberType | FlagType | 'text' | ArrayType;
  readonly default: string;
  /** Octal file mode as the source declares it, `"0"` for no file. */
  readonly mode: string;
}

/**
 * Why the loader refuses the file, whatever the livepatch core would say (`kernel/module/main.c`, `signing.c`, `version.c`).
 * `notMarked` is a livepatch without MODULE_INFO(livepatch, "Y"), which the core itself refuses.
 */
export type LoaderComplaint =
  | { readonly about: 'signature' }
  | { readonly about: 'vermagic'; readonly builtFor: string }
  | { readonly about: 'symbolVersion'; readonly symbol: string }
  | { readonly about: 'unknownSymbol'; readonly symbol: string }
  | { readonly about: 'notMarked' };

interface ImageBase {
  readonly name: string;
  readonly params: readonly ParamImage[];
  /** It has an init function and no exit function, so it may not be removed. Left out: it has both. */
  readonly permanent?: true;
  /** Left out: nothing. */
  readonly complaint?: LoaderComplaint;
  /** One sentence for the library card. */
  readonly note?: string;
  /** Where its facts come from. */
  readonly source?: string;
}

export interface LivepatchImage extends ImageBase {
  readonly kind: 'livepatch';
  readonly version: number;
  readonly sticky: boolean;
  readonly replace: boolean;
  /** A module parameter that is copied into `replace` by the init function. */
  readonly replaceParam?: string;
  /** As in `Patch`. */
  readonly replaceSet: number;
  readonly objects: readonly ObjectImage[];
  readonly states: readonly KlpState[];
  /** What its init function prints before it calls `klp_enable_patch()`, and after that has succeeded. */
  readonly initLog?: { readonly before?: readonly string[]; readonly after?: readonly string[] };
  readonly exitLog?: readonly string[];
  /** What its init function returns without having called `klp_enable_patch()`. Left out: it calls it. */
  readonly initReturns?: number;
  /** Its own file counts the processes, of those that a parameter lists, that have not called the new function yet. */
  readonly awaits?: { readonly param: string; readonly func: string; readonly path: string };
}

/** A function of a target module that a kernel worker runs from the module's init function on. */
export interface WorkerImage {
  readonly comm: string;
  readonly func: string;
  readonly enterLog: readonly string[];
  readonly exitLog: readonly string[];
  /** It sleeps (uninterruptibly) in the function while this boolean parameter is set. */
  readonly whileParam: string;
}

export interface TargetFunction {
  /** As in `Frame.func`: the second function of a name is listed as `name,2`. */
  readonly name: string;
  readonly effect?: Effect;
  /** It has no ftrace location. Left out: it has one. */
  readonly unhookable?: true;
}

export interface TargetImage extends ImageBase {
  readonly kind: 'target';
  readonly functions: readonly TargetFunction[];
  readonly initLog: readonly string[];
  readonly exitLog: readonly string[];
  /** References that others hold once its init function has returned. Left out: none. */
  readonly usedBy?: number;
  /** The init function returns this parameter's value; 0 is success. */
  readonly initReturnsParam?: string;
  /** The init function returns always this. */
  readonly initReturns?: number;
  readonly worker?: WorkerImage;
  /** Registers a kprobe; with a post handler (a boolean parameter) ftrace cannot share the function. */
  readonly kprobe?: { readonly object: string; readonly func: string; readonly postHandlerParam: string };
}

export type ModuleImage = LivepatchImage | TargetImage;
