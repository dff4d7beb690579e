/** Does to a kernel of ours what a recording's driver did to the real one. */
import { lines, ownLines } from '../../dmesg/dmesg';
import { shellError } from '../../dmesg/shellError';
import { boot } from '../../kernel/boot';
import type { KernelEvent, SleepState } from '../../kernel/events';
import { library } from '../../kernel/library';
import type { Kernel, Task } from '../../kernel/model';
import type { Policy } from '../../kernel/policies';
import { isCurrent } from '../../kernel/stack';
import { waitingForWorker } from '../../kernel/transition';
import type { Refusal } from '../../kernel/verdict';
import type { WideTaskSpec, WideWorld } from '../../kernel/world';
import { read } from '../../sysfs/sysfs';
import { append, lastStep, start, type Trace } from '../../trace/trace';
import { comparedLine, type Heard, isRecorded, isStayedLine, stayedIn } from './log';
import { calledOf, isLetter, modulesOf, objectOf, paramsOf, vmlinuxSymbols } from './modules';
import type { Recording } from './recording';

/** Where a task goes when nothing keeps it busy. */
type Habit = { readonly asleep: SleepState; readonly freezable?: true } | 'loops' | 'runs';

const awake = { asleep: 'interruptible' } as const;
const idles = { asleep: 'uninterruptible' } as const;

const habits: Readonly<Record<string, Habit>> = {
  i: awake,
  u: { asleep: 'uninterruptible' },
  k: { asleep: 'killable' },
  d: idles,
  f: { asleep: 'interruptible', freezable: true },
  g: { asleep: 'uninterruptible', freezable: true },
  y: 'loops',
  z: 'loops',
  s: 'runs',
};

/** Tasks that every machine has: those that the recorded ones come from, and one that never leaves its function. */
const SHELL = 90;
const KTHREADD = 2;
const others = [
  { tid: KTHREADD, comm: 'kthreadd', kind: 'kthread', where: 'uninterruptible' },
  { tid: 40, comm: 'kcompactd0', kind: 'kthread', where: 'interruptible', freezable: true, stack: ['kcompactd'] },
  { tid: SHELL, comm: 'bash' },
] as const;
const FIRST = 100;

/** What a step's command printed, in the recorder's words; `null` for nothing; `undefined` when that is not compared. */
export type Said = string | null | undefined;

const opened = (refusal: Refusal | null, rules: readonly string[]): string | null => {
  if (refusal?.errno == null) return null;
  return rules.includes(refusal.rule) ? `open ${refusal.errno}` : refusal.errno;
};

/** Where a recording begins, apart from the modules that it loads. */
export const worldOf = ({ cpus, tasks }: Recording): WideWorld => ({
  cpus,
  tasks: [
    ...others,
    ...tasks.map(([comm, kind], index): WideTaskSpec => {
      const where = kind === 'user' ? 'interruptible' : 'uninterruptible';
      return { tid: FIRST + index, comm, kind: kind === 'user' ? 'user' : 'kthread', where };
    }),
  ],
  symbols: vmlinuxSymbols,
});

export class Machine {
  trace: Trace;
  private readonly tids = new Map<string, number>();
  private readonly habits = new Map<string, Habit>();
  private nextTid = FIRST;
  private heard: { calls: string[]; stayed: string[]; own: string[] } = { calls: [], stayed: [], own: [] };

  private readonly policy: Policy;

  constructor(recording: Recording, policy: Policy) {
    this.policy = policy;
    for (const [comm, kind] of recording.tasks) this.named(comm, kind === 'user' ? awake : idles);
    this.trace = start(policy.id, boot(worldOf(recording), [...library, ...modulesOf(recording)]));
  }

  get kernel(): Kernel {
    return lastStep(this.trace).kernel;
  }

  /** What has been printed since the last time somebody asked. */
  listen(): Heard {
    const { heard } = this;
    this.heard = { calls: [], stayed: [], own: [] };
    return heard;
  }

  task(comm: string): Task | undefined {
    const tid = this.tids.get(comm);
    return this.kernel.tasks.find((task) => task.tid === tid);
  }

  happens(event: KernelEvent): Refusal | null {
    this.trace = append(this.trace, event);
    const step = lastStep(this.trace);
    for (const fact of step.facts) {
      for (const { text } of ownLines(fact)) {
        const who = stayedIn(text);
        if (who !== null) this.heard.own.push(who);
      }
      for (const { level, text } of lines(fact, event)) {
        const who = stayedIn(text);
        const line = isStayedLine(text) ? null : comparedLine(level, text);
        if (who !== null) this.heard.stayed.push(who);
        if (line !== null) this.heard.calls.push(line);
      }
    }
    return step.refusal;
  }

  /** Another run of the delayed work, a second later. */
  attempt(): void {
    this.happens({ type: 'tick' });
    this.happens({ type: 'attempt' });
    this.settle();
  }

  free(): void {
    if (waitingForWorker(this.kernel).length > 0) this.happens({ type: 'free' });
  }

  /** User tasks that a signal took out of the kernel call it again, kthreads that were woken sleep on. */
  settle(): void {
    for (const comm of this.tids.keys()) {
      const task = this.task(comm);
      if (task === undefined || task.where !== 'runnable' || this.habits.get(comm) === 'loops') continue;
      if (task.kind === 'user' && task.stack.length === 0) this.habits.set(comm, awake);
      this.rest(comm);
    }
    const compactor = this.kernel.tasks.find(({ tid }) => tid === 40);
    if (compactor?.where === 'runnable') this.sleeps(compactor.tid, { asleep: 'interruptible', freezable: true });
  }

  private named(comm: string, habit: Habit): number {
    const tid = this.nextTid;
    this.nextTid += 1;
    this.tids.set(comm, tid);
    this.habits.set(comm, habit);
    return tid;
  }

  private sleeps(tid: number, habit: Habit): void {
    if (habit === 'runs') this.happens({ type: 'task.run', tid, cpu: 1 });
    else if (habit !== 'loops') {
      const { asleep, ...how } = habit;
      this.happens({ type: 'task.sleep', tid, state: asleep, ...how });
    }
  }

  private rest(comm: string): void {
    const tid = this.tids.get(comm);
    if (tid !== undefined) this.sleeps(tid, this.habits.get(comm) ?? awake);
  }

  /** Out of its sleep and off its CPU, so that it can do something. */
  private rouse(tid: number): void {
    const where = this.kernel.tasks.find((task) => task.tid === tid)?.where;
    if (where === 'interruptible' || where === 'uninterruptible') this.happens({ type: 'task.wake', tid });
    else if (isCurrent({ where })) this.happens({ type: 'task.preempt', tid });
  }

  private fork(parent: number, comm: string, habit: Habit): void {
    const child = this.named(comm, habit);
    this.rouse(parent);
    this.happens({ type: 'task.fork', tid: parent, child, comm });
  }

  /** What the recorder's verb is here. @returns `undefined` when there is nothing to compare. */
  does(verb: string, args: readonly unknown[]): Said {
    const words = args.map(String);
    const [first = '', second = '', third = ''] = words;
    switch (verb) {
      case 'insmod': {
        const event: KernelEvent = { type: 'insmod', module: first, params: paramsOf(args[1]) };
        return shellError(event, this.happens(event));
      }
      case 'rmmod': {
        const event: KernelEvent = { type: 'rmmod', module: first };
        return shellError(event, this.happens(event));
      }
      case 'echo':
        return opened(this.happens({ type: 'echo.enabled', patch: first, value: second }), ['directoryMissing']);
      case 'force': {
        const value = second === '' ? '1' : second;
        return opened(this.happens({ type: 'echo.force', patch: first, value }), ['directoryMissing']);
      }
      case 'param': {
        const refusal = this.happens({ type: 'echo.param', module: first, param: second, value: third });
        return opened(refusal, ['parameterMissing', 'parameterReadOnly']);
      }
      case 'ftrace': {
        const event: KernelEvent = { type: 'sysctl.ftrace', value: first };
        return shellError(event, this.happens(event));
      }
      case 'cpu': {
        const type = args[1] === 1 ? 'cpu.online' : 'cpu.offline';
        return opened(this.happens({ type, cpu: Number(first) }), ['cpuWithoutFile']);
      }
      case 'cat': {
        const found = read(this.kernel, this.policy, first);
        const says = found.ok ? found.value : `!${found.error.code}`;
        return /live patched|^!/.test(says) ? `read ${says}` : 'read (the original)';
      }
      case 'bash':
        return this.types(first);
      case 'wait':
      case 'until_signals':
        return null;
      default:
        this.taskDoes(verb, words);
        return null;
    }
  }

  /** Of the shell's own lines those that load and remove modules. */
  private types(line: string): Said {
    const [, load] = /insmod \S*?(\w+)\.ko/.exec(line) ?? [];
    if (load !== undefined) this.happens({ type: 'insmod', module: load });
    const [, remove] = /^rmmod (\S+)$/.exec(line) ?? [];
    if (remove === undefined) return undefined;
    const event: KernelEvent = { type: 'rmmod', module: remove };
    return shellError(event, this.happens(event));
  }

  private taskDoes(verb: string, [comm = '', second = '', third = '']: readonly string[]): void {
    if (verb === 'start' || verb === 'kthread') {
      this.begins(comm, verb === 'start');
      return;
    }
    const tid = this.tids.get(comm);
    if (tid === undefined) throw new Error(`${verb}: there is no task ${comm}`);
    if (verb === 'signal') {
      this.signal(tid, comm, second);
      return;
    }
    // A task that is in no function stays where it is when it is told to return.
    if (verb === 'ret' && this.task(comm)?.stack.length === 0) return;
    this.rouse(tid);
    switch (verb) {
      case 'call':
        this.calls(tid, second, Number(third));
        break;
      case 'ret':
        this.happens({ type: 'task.return', tid });
        break;
      case 'mode':
        this.habits.set(comm, habits[second] ?? awake);
        break;
      case 'user':
      case 'spin':
        this.happens({ type: 'task.user', tid });
        this.habits.set(comm, verb === 'spin' ? 'runs' : awake);
        break;
      case 'exit':
        this.happens({ type: 'task.exit', tid });
        break;
      case 'fork':
        this.happens({ type: 'task.user', tid });
        this.fork(tid, second, awake);
        this.happens({ type: 'task.user', tid: this.tids.get(second) ?? 0 });
        this.habits.set(comm, awake);
        break;
      case 'clone':
        this.fork(tid, second, idles);
        break;
      default:
        throw new Error(`the recorder's verb '${verb}' is not known`);
    }
    if (verb === 'fork' || verb === 'clone') this.settle();
    else if (verb !== 'exit') this.rest(comm);
  }

  /** A process of its own, forked by a shell, or a kthread, forked by kthreadd. */
  private begins(comm: string, user: boolean): void {
    const [parent, habit] = user ? [SHELL, awake] : [KTHREADD, idles];
    this.fork(parent, comm, habit);
    if (user) this.happens({ type: 'task.user', tid: this.tids.get(comm) ?? 0 });
    this.sleeps(parent, habit);
    this.rest(comm);
  }

  private calls(tid: number, letter: string, index: number): void {
    if (!isLetter(letter)) throw new Error(`call: there is no object '${letter}'`);
    const object = letter === 'v' ? {} : { object: objectOf(letter) };
    this.happens({ type: 'task.call', tid, func: calledOf(letter, index), ...object });
  }

  private signal(tid: number, comm: string, name: string): void {
    if (name === 'STOP' || name === 'CONT' || name === 'KILL') {
      this.happens({ type: 'task.signal', tid, signal: `SIG${name}` });
    } else if (this.task(comm)?.where === 'interruptible') {
      // A signal with a handler: the system call ends.
      this.rouse(tid);
      this.happens({ type: 'task.user', tid });
    }
    this.settle();
  }
}

/** Tasks of ours that the recorder made. */
export const recordedTasks = ({ tasks }: Kernel): readonly Task[] => tasks.filter(({ comm }) => isRecorded(comm));
