/** Plays a vector through the chart and compares what happens with what the test demands. */
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { hasTick } from '../kernel/cpus';
import type { KernelEvent } from '../kernel/events';
import type { ModuleImage } from '../kernel/images';
import { intOf } from '../kernel/kstrto';
import { library as builtIn } from '../kernel/library';
import type { Task } from '../kernel/model';
import type { Policy } from '../kernel/policies';
import { waitingForWorker } from '../kernel/transition';
import type { Refusal } from '../kernel/verdict';
import type { WideWorld } from '../kernel/world';
import { write } from '../sysfs/sysfs';
import { append, lastStep, type Step, start, type Trace } from '../trace/trace';
import { grep, openFailed, printedError, seen, unmet } from './script';
import type { Vector } from './vector';
import { type Action, stepName, type VectorStep } from './vectorStep';

/** At most this many runs of the periodic attempt while a script waits. */
const PATIENCE = 60;

/** Something that came out otherwise than the test demands, apart from its `expect`. */
export interface Difference {
  /** Index of the vector's step. */
  readonly step: number;
  readonly says: string;
}

export interface Replay {
  readonly trace: Trace;
  /** The kernel log as the self-tests filter it, with what the script wrote. */
  readonly log: readonly string[];
  readonly differences: readonly Difference[];
  /** For each step of the vector the steps of the trace that it took. */
  readonly played: readonly (readonly number[])[];
}

export interface ReplayOptions {
  readonly policy: Policy;
  readonly library?: readonly ModuleImage[];
}

/** The self-tests turn these debug lines off and drop these lines from what they compare. */
const isFiltered = (text: string): boolean =>
  text.startsWith('livepatch: klp_try_switch_task: ') || text.includes('tainting kernel');

/** What a step adds to the log that the self-tests compare. */
export const kernelLines = (step: Step): readonly string[] =>
  step.facts
    .flatMap((fact) => lines(fact, step.event))
    .map(({ text }) => text)
    .filter((text) => !isFiltered(text));

/** `-EWOULDBLOCK` is the second name of `-EAGAIN`; what rmmod says of it, "in use", people also call `-EBUSY`. */
const sameError = (what: string, wanted: string, errno: string): boolean =>
  wanted === errno || (errno === 'EAGAIN' && (wanted === 'EWOULDBLOCK' || (what === 'rmmod' && wanted === 'EBUSY')));

const sameLines = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((line, index) => line === right[index]);

class Player {
  readonly log: string[] = [];
  readonly differences: Difference[] = [];
  readonly played: number[][] = [];
  private readonly policy: Policy;
  trace: Trace;

  constructor(world: WideWorld, { policy, library = builtIn }: ReplayOptions) {
    this.policy = policy;
    this.trace = start(policy.id, boot(world, library));
  }

  private get kernel() {
    return this.last.kernel;
  }

  private get last(): Step {
    return lastStep(this.trace);
  }

  private happens(event: KernelEvent): Refusal | null {
    this.trace = append(this.trace, event);
    this.played.at(-1)?.push(this.trace.steps.length - 1);
    this.log.push(...kernelLines(this.last));
    return this.last.refusal;
  }

  private differs(says: string): void {
    this.differences.push({ step: this.played.length - 1, says });
  }

  /** The worker frees patches within milliseconds; the next command of a script takes longer to start. */
  private settle(): void {
    if (waitingForWorker(this.kernel).length > 0) this.happens({ type: 'free' });
  }

  play({ action, log, logAfter }: VectorStep): void {
    this.played.push([]);
    this.settle();
    this.log.push(...log);
    const written = this.act(action, log, logAfter !== null);
    this.log.push(...written);
    if (logAfter !== null && !sameLines(written, logAfter)) {
      this.differs(
        `the script must write ${JSON.stringify(logAfter)} to the log, it writes ${JSON.stringify(written)}`,
      );
    }
  }

  /** @returns what the script writes to the log afterwards. */
  private act(action: Action, log: readonly string[], says: boolean): readonly string[] {
    switch (action.op) {
      case 'insmod': {
        const { module, params } = action;
        const event: KernelEvent = { type: 'insmod', module, params: Object.fromEntries(params) };
        return this.command(event, action.error, log, says || log.length > 0);
      }
      case 'event':
        this.happensOften(action);
        return [];
      case 'rmmod':
        return this.command({ type: 'rmmod', module: action.module }, action.error, log, says);
      case 'sysctl':
        return this.sysctl(action.value, action.error);
      case 'write': {
        const event = write(this.kernel, this.policy, action.path, action.value);
        if (event.ok && event.value.type === 'sysctl.ftrace' && says) return this.sysctl(action.value, action.error);
        if (event.ok) return this.command(event.value, action.error, log, says);
        this.outcome(`writing to ${action.path}`, action.error, event.error.code);
        return says ? [openFailed(event.error)] : [];
      }
      case 'wait':
        this.wait(action.path, action.until);
        return [];
      case 'exists':
      case 'gone':
        if (seen(this.kernel, this.policy, action.path, action.op) !== action.op) {
          this.differs(`${action.path} ${action.op === 'gone' ? 'must not exist' : 'must exist'}`);
        }
        return [];
      case 'grep':
        return grep(this.kernel, this.policy, action.path, action.pattern);
      case 'read':
      case 'mode':
      case 'count': {
        const difference = unmet(this.kernel, this.policy, action);
        if (difference !== null) this.differs(difference);
        return [];
      }
    }
  }

  /** What tasks and CPUs do. A refusal without an error is something that they cannot do where they are. */
  private happensOften({ event, times, error }: Extract<Action, { readonly op: 'event' }>): void {
    for (let time = 0; time < times; time += 1) {
      if (event.type === 'attempt' && this.kernel.transition === null) return;
      const refusal = this.happens(event);
      if (refusal !== null && refusal.errno === null) {
        this.differs(`${event.type} cannot happen: ${refusal.because} ${refusal.wayOut}`);
        return;
      }
      this.outcome(event.type, error, refusal?.errno ?? null);
    }
  }

  private outcome(what: string, wanted: string | null, errno: string | null): void {
    if (wanted === null && errno !== null) this.differs(`${what} must succeed, it fails with ${errno}`);
    if (wanted !== null && errno === null) this.differs(`${what} must fail with ${wanted}, it succeeds`);
    if (wanted !== null && errno !== null && !sameError(what, wanted, errno)) {
      this.differs(`${what} must fail with ${wanted}, it fails with ${errno}`);
    }
  }

  private command(event: KernelEvent, wanted: string | null, log: readonly string[], says: boolean): readonly string[] {
    const refusal = this.happens(event);
    this.outcome(event.type, wanted, refusal?.errno ?? null);
    const printed = printedError(event, refusal, log);
    return says && wanted !== null && printed !== null ? [printed] : [];
  }

  /** The self-tests note either the new value or what sysctl complains about. */
  private sysctl(value: string, wanted: string | null): readonly string[] {
    const event: KernelEvent = { type: 'sysctl.ftrace', value };
    const refusal = this.happens(event);
    const errno = refusal?.errno ?? null;
    this.outcome('sysctl', wanted, errno);
    return [`livepatch: ${printedError(event, refusal, []) ?? `kernel.ftrace_enabled = ${intOf(value)}`}`];
  }

  /** Within the second before an attempt every CPU with a tick has had one: who computes in user space passes the exit path. */
  private tick(): void {
    const ticks = ({ where, cpu, pending }: Task) => pending && where === 'user' && hasTick(this.kernel, cpu);
    if (this.kernel.tasks.some(ticks)) this.happens({ type: 'tick' });
  }

  /** Time passes: the worker that frees patches, then one attempt after the other. */
  private wait(path: string, until: string): void {
    const now = () => seen(this.kernel, this.policy, path, until);
    let attempts = 0;
    while (now() !== until && this.timeCanPass(attempts)) {
      const worker = waitingForWorker(this.kernel).length > 0;
      if (!worker) this.tick();
      this.happens({ type: worker ? 'free' : 'attempt' });
      if (!worker) attempts += 1;
    }
    if (now() === until) return;
    const meanwhile =
      attempts > 0 ? `after ${attempts} attempt${attempts === 1 ? '' : 's'}` : 'and nothing is left to wait for';
    this.differs(`${path} must become '${until}', it is '${now()}' ${meanwhile}`);
  }

  private timeCanPass(attempts: number): boolean {
    return waitingForWorker(this.kernel).length > 0 || (this.kernel.transition !== null && attempts < PATIENCE);
  }
}

/** Plays all steps, whatever they bring, on the vector's machine. */
export const replay = (vector: Vector, options: ReplayOptions): Replay => {
  const player = new Player(vector.world, options);
  for (const step of vector.steps) player.play(step);
  const { trace, log, differences, played } = player;
  return { trace, log, differences, played };
};

/** `step 4: …` */
export const differenceText = ({ step, says }: Difference): string => `${stepName(step)}: ${says}`;
