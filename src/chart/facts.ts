import type { SignalName } from '../kernel/events';
import type { CallbackName } from '../kernel/images';
import type { Errno, TargetState } from '../kernel/model';
import type { Unseen } from '../kernel/stack';
import type { Stayed, SwitchedBy } from '../kernel/switching';
import type { Refusal } from '../kernel/verdict';

export type { Stayed, SwitchedBy };

/** What a microstep reports. Log lines, markers and sentences are made from these and from nothing else. */
export type Fact =
  | { readonly type: 'refused'; readonly verdict: Refusal }
  | { readonly type: 'tainting'; readonly module: string }
  | {
      readonly type: 'symbolNotFound';
      readonly func: string;
      readonly object: string;
      /** The position asked for, when the name is there and that position is not. */
      readonly sympos?: number;
      /** The name is there more than once, and no position was asked for. */
      readonly ambiguous?: true;
    }
  /** A parameter of the command line that the loader warns about (the module has none of that name) or does not take. */
  | {
      readonly type: 'parameter';
      readonly module: string;
      readonly name: string;
      readonly value: string;
      readonly problem: 'unknown' | 'invalid';
    }
  /** sysfs has that directory already; `func` is its name, `null` for the object's own. */
  | { readonly type: 'nameTwice'; readonly patch: string; readonly object: string; readonly func: string | null }
  | { readonly type: 'enabling'; readonly patch: string }
  | { readonly type: 'initializing'; readonly patch: string; readonly target: TargetState }
  | {
      readonly type: 'callback';
      readonly name: CallbackName;
      readonly patch: string;
      readonly object: string;
      /** `null` for vmlinux. */
      readonly moduleState: 'COMING' | 'LIVE' | 'GOING' | null;
      /** Templates, to be filled with `{module}` and `{target}`. */
      readonly log: readonly string[];
      readonly returned: Errno | null;
      /** The number that it returned; positive is no error to the loader. */
      readonly value?: number;
    }
  | { readonly type: 'prePatchFailed'; readonly object: string }
  | { readonly type: 'ftraceFailed'; readonly func: string; readonly errno: Errno }
  | { readonly type: 'patchObjectFailed'; readonly object: string }
  | { readonly type: 'enableFailed'; readonly patch: string }
  | { readonly type: 'canceling'; readonly patch: string }
  | { readonly type: 'starting'; readonly patch: string; readonly target: TargetState }
  | { readonly type: 'reversing'; readonly patch: string; readonly target: TargetState }
  | { readonly type: 'forcing'; readonly patch: string }
  | { readonly type: 'signaling' }
  | { readonly type: 'completing'; readonly patch: string; readonly target: TargetState }
  | { readonly type: 'complete'; readonly patch: string; readonly target: TargetState }
  | { readonly type: 'applying'; readonly patch: string; readonly module: string }
  | { readonly type: 'initForModuleFailed'; readonly patch: string; readonly module: string }
  | { readonly type: 'applyFailed'; readonly patch: string; readonly module: string; readonly errno: Errno }
  | { readonly type: 'moduleRefused'; readonly patch: string; readonly module: string }
  /** `leaving`: the running transition takes the livepatch away. Left out: it stays. */
  | { readonly type: 'reverting'; readonly patch: string; readonly module: string; readonly leaving?: true }
  /** Lines that a module's own init, exit or function prints; already complete. */
  | { readonly type: 'printed'; readonly module: string; readonly lines: readonly string[] }
  /** A task that the attempt has pushed off its CPU. */
  | { readonly type: 'aside'; readonly tid: number }
  | { readonly type: 'stayed'; readonly tasks: readonly Stayed[] }
  /** Tasks that checked themselves on their way to a freezable sleep, found themselves blocked, and say so in the log. */
  | { readonly type: 'stayedItself'; readonly tasks: readonly Stayed[] }
  /** What a signal does to tasks, apart from letting them switch. */
  | {
      readonly type: 'signal';
      readonly tids: readonly number[];
      readonly signal: 'fake signal' | SignalName;
      readonly does: 'waits' | 'ends the system call' | 'stops' | 'kills';
    }
  | {
      readonly type: 'switched';
      readonly tids: readonly number[];
      readonly cpus: readonly number[];
      readonly by: SwitchedBy;
    }
  | { readonly type: 'counter'; readonly from: number; readonly to: number }
  | { readonly type: 'replaced'; readonly patches: readonly string[]; readonly by: string }
  | { readonly type: 'freed'; readonly patches: readonly string[] }
  | { readonly type: 'moduleLive'; readonly module: string }
  /** Its init function returned a positive number, which is no error. */
  | { readonly type: 'initSuspicious'; readonly module: string; readonly returned: number }
  /** Its init function waits for ever, since the function that would end the wait is redirected. */
  | { readonly type: 'initWaits'; readonly module: string }
  /** `register_kprobe()` reported success, and the probe is not set. */
  | { readonly type: 'kprobeNotSet'; readonly module: string; readonly object: string; readonly func: string }
  /** Tasks that a check has switched although they still run an older implementation, which it does not look for. */
  | { readonly type: 'unseen'; readonly frames: readonly Unseen[] }
  /** The module is gone, and these tasks have functions of it on their stacks: they will return into freed memory. */
  | { readonly type: 'textGone'; readonly module: string; readonly tids: readonly number[] }
  /** `klp_check_stack_func()` will read beyond the `func_stack` of these functions. */
  | { readonly type: 'readsBeyondList'; readonly patch: string; readonly funcs: readonly string[] }
  /** Who was in a module when its exit function ran, and has returned from it. */
  | { readonly type: 'leftModule'; readonly module: string; readonly tids: readonly number[] }
  | { readonly type: 'moduleGone'; readonly module: string };

export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
