import type { CallbackName, Errno, TargetState } from '../kernel/model';
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
    }
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
  | { readonly type: 'reverting'; readonly patch: string; readonly module: string }
  /** Lines that a module's own init, exit or function prints; already complete. */
  | { readonly type: 'printed'; readonly module: string; readonly lines: readonly string[] }
  | { readonly type: 'stayed'; readonly tasks: readonly Stayed[] }
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
  | { readonly type: 'moduleGone'; readonly module: string };

export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;
