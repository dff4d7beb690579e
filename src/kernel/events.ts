/** The verbs: everything that can happen to a kernel. One event is one step of a trace. */

/** Task verbs act on one task, or on all tasks with `tid` … `to`. */
interface Tasks {
  readonly tid: number;
  readonly to?: number;
}

/** `killable` is uninterruptible but for SIGKILL. */
export type SleepState = 'interruptible' | 'uninterruptible' | 'killable';

export type SignalName = 'SIGSTOP' | 'SIGCONT' | 'SIGKILL';

export type KernelEvent =
  /** `insmod MODULE.ko PARAM=VALUE…`. `by` is the task that does it, when it is one of the tasks shown. */
  | {
      readonly type: 'insmod';
      readonly module: string;
      readonly params?: Readonly<Record<string, string>>;
      readonly by?: number;
    }
  | { readonly type: 'rmmod'; readonly module: string }
  /** `echo VALUE > /sys/kernel/livepatch/PATCH/enabled` */
  | { readonly type: 'echo.enabled'; readonly patch: string; readonly value: string; readonly by?: number }
  /** `echo VALUE > /sys/kernel/livepatch/PATCH/force` */
  | { readonly type: 'echo.force'; readonly patch: string; readonly value: string }
  /** `echo VALUE > /sys/module/MODULE/parameters/PARAM` */
  | { readonly type: 'echo.param'; readonly module: string; readonly param: string; readonly value: string }
  /** `sysctl kernel.ftrace_enabled=VALUE` */
  | { readonly type: 'sysctl.ftrace'; readonly value: string }
  /** One run of `klp_transition_work_fn()`, about a second after the one before. */
  | { readonly type: 'attempt' }
  /** One run of `klp_free_patch_work_fn()` for every patch that waits for it. */
  | { readonly type: 'free' }
  /** A timer interrupt on every CPU that has a tick. */
  | { readonly type: 'tick' }
  | ({ readonly type: 'task.call'; readonly func: string; readonly object?: string } & Tasks)
  | ({ readonly type: 'task.return' } & Tasks)
  | ({ readonly type: 'task.sleep'; readonly state: SleepState; readonly freezable?: boolean } & Tasks)
  | ({ readonly type: 'task.wake' } & Tasks)
  /** Gets on a CPU; whoever was there becomes runnable. */
  | { readonly type: 'task.run'; readonly tid: number; readonly cpu: number }
  | ({ readonly type: 'task.preempt' } & Tasks)
  /** Back to user space from a system call, an exception or an interrupt. */
  | ({ readonly type: 'task.user' } & Tasks)
  | { readonly type: 'task.fork'; readonly tid: number; readonly child: number; readonly comm?: string }
  | ({ readonly type: 'task.exit' } & Tasks)
  | ({ readonly type: 'task.signal'; readonly signal: SignalName } & Tasks)
  | { readonly type: 'cpu.offline'; readonly cpu: number }
  | { readonly type: 'cpu.online'; readonly cpu: number };

export type EventType = KernelEvent['type'];
/** The event with this type, e.g. `On<'insmod'>`. */
export type On<T extends EventType> = Extract<KernelEvent, { readonly type: T }>;
