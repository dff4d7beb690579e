/** What a figure shows: plain words and numbers, chosen by the viewer's selectors. A figure draws them and decides nothing. */

/** The sign of a task's status; the same set as in the task panel. */
export type Sign =
  | 'settled'
  | 'unpatched'
  | 'patched'
  | 'pendingOff'
  | 'pendingOn'
  | 'blockedOff'
  | 'blockedOn'
  | 'leftBehind';

export interface PatchLine {
  readonly name: string;
  /** Index of the implementation's colour. */
  readonly impl: number;
  readonly version: number;
  readonly sticky: boolean;
  readonly replace: boolean;
  readonly forced: boolean;
  /** Enabled, patching, … in words. */
  readonly status: string;
}

/** One frame of a kernel stack. */
export interface FrameBox {
  readonly name: string;
  /** Whose code runs, when there is more than one implementation of it: a livepatch or `original`. */
  readonly runs: string | null;
  readonly impl: number;
  /** `blocks`, `affected`, `left behind`; `null` for an ordinary frame. */
  readonly mark: string | null;
}

export interface TaskLine {
  readonly name: string;
  readonly sign: Sign;
  /** patched, blocked, … in words. */
  readonly status: string;
  /** On which CPU, or how it sleeps. */
  readonly where: string;
  /** Frames of functions that have more than one implementation, the newest first. */
  readonly frames: readonly FrameBox[];
  /** Which lanes to keep when there is no room for all: those with the greatest weight. */
  readonly weight: number;
}

export interface TaskCount {
  readonly sign: Sign;
  readonly word: string;
  readonly count: number;
}

export interface Tasks {
  /** The lanes to draw, as far as there is room. Of many tasks only some that are in the way. */
  readonly lanes: readonly TaskLine[];
  /** How many tasks there are, idle ones included. */
  readonly total: number;
  /** Adds up to `total`. */
  readonly counts: readonly TaskCount[];
  /** A transition runs, so the counts are also drawn as a bar. */
  readonly running: boolean;
  /** How far the transition has come, in a sentence. */
  readonly says: string;
}

export interface StackBox {
  /** The livepatch of the entry; `null` for the original at the bottom. */
  readonly patch: string | null;
  readonly impl: number;
  readonly nop: boolean;
  readonly inTransition: boolean;
  /** Off the `func_stack` while frames still run it. */
  readonly left: boolean;
}

export interface FuncStack {
  readonly name: string;
  /** Newest first, the original last. */
  readonly entries: readonly StackBox[];
}

export interface Comparison {
  /** `1 > 2? no` */
  readonly values: string;
  /** The same with the names of both sides. */
  readonly named: string;
}

export interface Answer {
  /** `boot` before anything was asked, `refused` and `allowed` by a rule, `done` when there was no rule to ask. */
  readonly kind: 'boot' | 'refused' | 'allowed' | 'done';
  readonly rule: string | null;
  /** `EPERM`; `null` when the kernel was not even asked. */
  readonly errno: string | null;
  readonly compared: readonly Comparison[];
  /** Why it was refused, or what came of it. */
  readonly says: readonly string[];
}

/** One step, ready to be drawn. */
export interface Figure {
  readonly title: string;
  /** Of the policy in force. */
  readonly policy: string;
  readonly step: number;
  /** The last step. */
  readonly last: number;
  /** `, microstep 2 of 5`; empty after a whole step. */
  readonly inside: string;
  /** What was asked: a command where it is one. */
  readonly asked: string;
  readonly isCommand: boolean;
  readonly answer: Answer;
  /** `null` where the policy keeps no counter. */
  readonly latestVersion: number | null;
  readonly patches: readonly PatchLine[];
  readonly tasks: Tasks;
  readonly funcs: readonly FuncStack[];
  /** The step's sentence. */
  readonly caption: string;
  /** The address of exactly this step; `null` when it is too long to be printed. */
  readonly link: string | null;
}
