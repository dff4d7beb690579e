/** Where a run starts, described by people: few words, defaults for the rest. `boot()` makes a kernel of it. */
import type {
  Callback,
  CallbackName,
  Effect,
  LivepatchImage,
  LoaderComplaint,
  ParamImage,
  TargetFunction,
  TargetImage,
} from './images';
import type { KlpState, TaskKind, Whereabouts } from './model';

export interface TaskSpec {
  readonly tid: number;
  readonly comm: string;
  readonly kind?: Exclude<TaskKind, 'idle'>;
  /** Default: asleep interruptibly. */
  readonly where?: Whereabouts;
  /** For `user` and `kernel`; default: the first free CPU. */
  readonly cpu?: number;
  /** Functions on the kernel stack, newest first, as `func`, `object:func`, or `object:func,sympos`. */
  readonly stack?: readonly string[];
  readonly freezable?: boolean;
  /** False: its stack cannot be unwound reliably, until it has left all the functions that it is in. Default true. */
  readonly reliable?: boolean;
  /** This many tasks with rising tids and the same everything else. Default 1. */
  readonly count?: number;
}

/** A livepatch of the user's own. */
export interface PatchSpec {
  readonly name: string;
  readonly version?: number;
  readonly sticky?: boolean;
  readonly replace?: boolean;
  /** Default 0. */
  readonly replaceSet?: number;
  readonly states?: readonly KlpState[];
  /** Old functions it replaces, written as in `TaskSpec.stack`. */
  readonly funcs: readonly string[];
  /** Functions the symbol lookup will not find. */
  readonly missing?: readonly string[];
  readonly note?: string;
}

/** What is particular about a function: of vmlinux as `func`, of a module as `object:func`. */
export interface SymbolSpec {
  readonly name: string;
  /** How often the name stands in the symbol table; 0: there is no such symbol. Default 1. */
  readonly times?: number;
  /** False: ftrace has no location for it (`notrace`, inlined away in part, padding). Default true. */
  readonly hookable?: boolean;
  /** False: a stack with it on cannot be unwound reliably. Default true. */
  readonly reliable?: boolean;
}

/** An ordinary module, loaded when the world begins unless `loaded` is false. */
export interface TargetSpec {
  readonly name: string;
  readonly functions: readonly string[];
  readonly loaded?: boolean;
  /** How many references others hold while it is loaded, as lsmod counts them: mounts, open files. Default 0. */
  readonly usedBy?: number;
  /** What its init function returns; default 0. */
  readonly initReturns?: number;
  /** The parameter whose value its init function returns. */
  readonly initReturnsParam?: string;
  readonly params?: readonly ParamImage[];
  /** Lines of its init and exit function; `{module}` in them is its name. */
  readonly initLog?: readonly string[];
  readonly exitLog?: readonly string[];
  /** True: it has no exit function, so rmmod is refused. */
  readonly permanent?: boolean;
  /** What functions of it print or show, by the names in `functions`. */
  readonly effects?: readonly NamedEffect[];
  /** As in `TargetImage`. */
  readonly worker?: TargetImage['worker'];
  readonly kprobe?: TargetImage['kprobe'];
}

export type NamedEffect = Effect & Pick<TargetFunction, 'name'>;

export interface World {
  /** Default 2; at most 64. */
  readonly cpus?: number;
  readonly tasks: readonly TaskSpec[];
  /** Beside the built-in library. */
  readonly patches?: readonly PatchSpec[];
}

export const cpusOf = ({ cpus }: Pick<World, 'cpus'>): number => cpus ?? 2;

/* ------------------------------------------- beyond what a link of form 1 can say --------------------------------- */

export interface WideTaskSpec extends TaskSpec {
  /** For `uninterruptible`: SIGKILL wakes it. */
  readonly killable?: boolean;
  /**
   * A worker that the kernel made for a process (PF_USER_WORKER); for `user`. Default: when the oldest function on its stack is
   * `ret_from_fork`, for such a task has never been in user space.
   */
  readonly userWorker?: boolean;
}

/** `struct klp_func`. */
export interface FuncSpec {
  readonly oldName: string;
  /** Default: the name of the livepatch, `_`, and the old name. */
  readonly newName?: string;
  /** Default 0. */
  readonly sympos?: number;
  /** What the new function prints, or shows in a file. */
  readonly effect?: Effect;
}

/** `struct klp_object`. */
export interface ObjectSpec {
  /** `vmlinux` or a module. */
  readonly name: string;
  readonly funcs?: readonly FuncSpec[];
  readonly callbacks?: Readonly<Partial<Record<CallbackName, Callback>>>;
}

/** A livepatch with everything that its source can say. */
export interface WidePatchSpec extends PatchSpec {
  /** Objects that `funcs` is too short for. They come after those of `funcs`; one that stands in both is there twice. */
  readonly objects?: readonly ObjectSpec[];
  readonly params?: readonly ParamImage[];
  /** The parameter that its init function copies into `replace`. */
  readonly replaceParam?: string;
  /** What its init function prints before `klp_enable_patch()`, and after it has succeeded. */
  readonly initLog?: LivepatchImage['initLog'];
  readonly exitLog?: readonly string[];
  /** True: it has no exit function, so rmmod is refused. */
  readonly permanent?: boolean;
  /** What its init function returns instead of calling `klp_enable_patch()`: what it needs is not there. */
  readonly initReturns?: number;
  /** Why the loader refuses it. */
  readonly complaint?: LoaderComplaint;
}

/** Everything that can be said of where a run starts. */
export interface WideWorld extends World {
  readonly tasks: readonly WideTaskSpec[];
  readonly patches?: readonly WidePatchSpec[];
  readonly symbols?: readonly SymbolSpec[];
  /** A module that a stack or a livepatch names need not stand here: a frame of a module means that it is loaded. */
  readonly targets?: readonly TargetSpec[];
  /** CPUs without a tick for a task that runs alone. */
  readonly nohzFull?: readonly number[];
  /** False: a kernel without CONFIG_LIVEPATCH. */
  readonly livepatch?: boolean;
  /** True: a kernel after 7.2, where `kernel.ftrace_enabled` can no longer be set to 0. */
  readonly ftraceAlwaysOn?: boolean;
}
