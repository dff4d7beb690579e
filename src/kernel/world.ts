/** Where a run starts, described by people: few words, defaults for the rest. `boot()` makes a kernel of it. */
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

export interface World {
  /** Default 2; at most 64. */
  readonly cpus?: number;
  readonly tasks: readonly TaskSpec[];
  /** Beside the built-in library. */
  readonly patches?: readonly PatchSpec[];
}
