import type { Errno } from './errno';
import type { ModuleImage } from './images';

/**
 * The nouns: what the livepatch core knows, as readonly plain JSON.
 *
 * Names are the kernel's (`include/linux/livepatch.h`, `kernel/livepatch/`). Whatever can be derived is not
 * stored: `func->transition` follows from `transition`, `func->patched` from `ops`.
 */

/** `klp_target_state` and `patch_state`: KLP_UNDEFINED −1, KLP_UNPATCHED 0, KLP_PATCHED 1. */
export const KLP_UNDEFINED = -1;
export const KLP_UNPATCHED = 0;
export const KLP_PATCHED = 1;
export type TargetState = typeof KLP_UNPATCHED | typeof KLP_PATCHED;
export type PatchState = typeof KLP_UNDEFINED | TargetState;

/** The object that stands for the kernel itself (`obj->name == NULL` there). */
export const VMLINUX = 'vmlinux';

export type { Errno } from './errno';

/**
 * One frame of a kernel call stack. `impl` is the implementation that runs: the livepatch module whose new function
 * it is, or `null` for the original (a nop runs the original too). It stays what it is until the function returns.
 */
export interface Frame {
  readonly object: string;
  /** Old name, with `,sympos` appended when sympos > 1. */
  readonly func: string;
  readonly impl: string | null;
}

export type TaskKind = 'user' | 'kthread' | 'idle';

/**
 * Where a task is: on a CPU in user space or in the kernel, ready but off the CPU, or asleep
 * (TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE, stopped by a signal).
 */
export type Whereabouts = 'user' | 'kernel' | 'runnable' | 'interruptible' | 'uninterruptible' | 'stopped';

/**
 * Signals that wait for a moment at which the task can act on them. `notify` is TIF_NOTIFY_SIGNAL, which the fake signal
 * sets; `stop` and `kill` are SIGSTOP and SIGKILL.
 */
export interface PendingSignals {
  readonly notify?: true;
  readonly stop?: true;
  readonly kill?: true;
}

export interface Task {
  /** Thread id; 0 for every idle task. */
  readonly tid: number;
  readonly comm: string;
  readonly kind: TaskKind;
  readonly where: Whereabouts;
  /** The CPU it is on; `null` when it is off the CPU. An idle task always names its own. */
  readonly cpu: number | null;
  /** Asleep with TASK_FREEZABLE. */
  readonly freezable: boolean;
  /** Asleep with TASK_WAKEKILL: SIGKILL wakes it. Left out: false. */
  readonly killable?: true;
  /** PF_USER_WORKER: made by the kernel for a process (io_uring, vhost); it is no kthread, and has no user space. */
  readonly userWorker?: true;
  /** Left out when none waits. */
  readonly signals?: PendingSignals;
  /**
   * `stack_trace_save_tsk_reliable()` succeeds, apart from what `Kernel.unreliableIn` says. True again once the task has left
   * all the functions that it was in.
   */
  readonly reliable: boolean;
  /** Newest frame first, as `/proc/<pid>/stack` prints it. */
  readonly stack: readonly Frame[];
  readonly patchState: PatchState;
  /** TIF_PATCH_PENDING. */
  readonly pending: boolean;
}

export interface Cpu {
  readonly online: boolean;
  /** `nohz_full`: no tick interrupts a task that runs there alone. Left out: false. */
  readonly nohzFull?: true;
  /** `swapper/N`. */
  readonly idle: Task;
}

/**
 * `struct klp_state` (5.5+).
 *
 * Simplified: a state is a number with a version. The data that it stands for, and shadow variables, are left out.
 * Reason: the livepatch core looks at neither; the RFC's own example, L1TF, rests on them, but its rules do not.
 * Matters to: statesNotCompatible, setStatesNotCompatible, blockedStateNotListed.
 */
export interface KlpState {
  readonly id: number;
  readonly version: number;
  /** `block_disable` (posted January 2025): whoever lists the state like this may not be disabled. Left out: false. */
  readonly blockDisable?: boolean;
}

/** `struct klp_func`. A nop has no new function: it sends callers to the original. */
export interface KlpFunc {
  readonly oldName: string;
  readonly newName: string | null;
  readonly sympos: number;
  readonly nop: boolean;
}

/** `struct klp_object`. */
export interface KlpObject {
  readonly name: string;
  /** Made by `klp_add_nops()` only to hold nops. */
  readonly dynamic: boolean;
  readonly patched: boolean;
  /** `callbacks.post_unpatch_enabled`: its `pre_patch` succeeded. */
  readonly postUnpatchEnabled: boolean;
  readonly funcs: readonly KlpFunc[];
}

/** `struct klp_patch` while it has a directory in `/sys/kernel/livepatch`. */
export interface Patch {
  /** The module's name. */
  readonly name: string;
  /** The RFC's version; 0 opts out. */
  readonly version: number;
  /** The RFC's sticky flag. */
  readonly sticky: boolean;
  readonly replace: boolean;
  /** `replace_set` (posted May 2026), which takes the place of `replace`; unsigned, 0 when a patch names none. */
  readonly replaceSet: number;
  readonly states: readonly KlpState[];
  readonly objects: readonly KlpObject[];
  readonly enabled: boolean;
  readonly forced: boolean;
  /** On `klp_patches`. False once it waits for `klp_free_patch_work_fn()`. */
  readonly listed: boolean;
  /** The patches it replaces when its transition completes, as the policy decided when it was loaded. */
  readonly replaces: readonly string[];
}

export interface Module {
  readonly name: string;
  readonly kind: 'livepatch' | 'target';
  readonly state: 'COMING' | 'LIVE' | 'GOING';
  /** One of its own while its init function runs (`module_unload_init()`). */
  readonly refcnt: number;
  readonly params: Readonly<Record<string, string>>;
  /** Its init function waits for something that does not come. Left out: it does not. */
  readonly initWaits?: true;
  /** Its kprobe sits on the function (`arm_kprobe()` succeeded). Left out: it has none, or it is not set. */
  readonly kprobeSet?: true;
  /** Who has called the function that its image `awaits`. Left out: nobody. */
  readonly called?: readonly number[];
}

/** One entry of a `func_stack`. */
export interface StackEntry {
  readonly patch: string;
  readonly nop: boolean;
}

/** `struct klp_ops`: one per patched old function. */
export interface KlpOps {
  readonly object: string;
  /** As in `Frame.func`. */
  readonly func: string;
  /** Newest first. Never empty: the last one out frees the ops. */
  readonly funcStack: readonly StackEntry[];
}

export interface Transition {
  /** `klp_transition_patch`. */
  readonly patch: string;
  /** `klp_target_state`. */
  readonly target: TargetState;
  /** `klp_signals_cnt`: failed attempts since the direction last started. */
  readonly signals: number;
}

/**
 * The system call in progress, between two microsteps; `null` whenever an event is over.
 * `cursor` counts the objects or patches a kernel loop has done, `errno` is what the call will return.
 */
export interface Call {
  readonly cursor: number;
  readonly errno: Errno | null;
  /** The patch whose transition this call has completed. */
  readonly completed: string | null;
  /** The patch that failed for the module that arrives: its clean-up reverts those before it. */
  readonly failedAt?: string;
  /** What an init function returns that is no error, and not 0 either. */
  readonly returned?: number;
}

/** Everything. A step of the chart maps one of these to the next. */
export interface Kernel {
  /** The modules that can be loaded: the `.ko` files on the disk. */
  readonly library: readonly ModuleImage[];
  /** Functions of vmlinux that the symbol lookup finds, as in `Frame.func`: a name that occurs twice has a second entry. */
  readonly symbols: readonly string[];
  /** Functions without an ftrace location (`notrace`, or no function at all), as `object:func`. Left out: none. */
  readonly unhookable?: readonly string[];
  /** Functions that make a stack unreliable while their frame is on it, as `object:func`. Left out: none. */
  readonly unreliableIn?: readonly string[];
  /** Built without CONFIG_LIVEPATCH. Left out: with it. */
  readonly livepatchOff?: true;
  /** A kernel after 7.2: `kernel.ftrace_enabled` refuses 0, with livepatches and without. */
  readonly ftraceAlwaysOn?: true;
  readonly modules: readonly Module[];
  /** In the order of `klp_patches`; entries that left the list and wait for the worker come with `listed: false`. */
  readonly patches: readonly Patch[];
  readonly ops: readonly KlpOps[];
  /** Functions that a livepatch has redirected since they were there, as `object:func` (FTRACE_FL_TOUCHED). Left out: none. */
  readonly touched?: readonly string[];
  readonly transition: Transition | null;
  /** The RFC's latest-version counter. */
  readonly latestVersion: number;
  readonly tasks: readonly Task[];
  readonly cpus: readonly Cpu[];
  /** TAINT_LIVEPATCH. */
  readonly tainted: boolean;
  /** `kernel.ftrace_enabled` is not 0. */
  readonly ftraceEnabled: boolean;
  /** What was written to it, when that is neither 0 nor 1: any number but 0 switches ftrace on, and the file keeps it. */
  readonly ftraceWritten?: number;
  readonly call: Call | null;
}

/** A property that must never break from one event to the next. Answers with a sentence for each breach; none means it holds. */
export type Invariant = (before: Kernel, after: Kernel) => readonly string[];
