/** A self-test as a file or a scenario: the events it comes to, with a sentence for each. */

import { type FileStep, FORM, type KlpFile, scenarioOfFile } from '../file/file';
import type { KernelEvent } from '../kernel/events';
import { mergedPolicy } from '../kernel/policies';
import type { Scenario, ScenarioTitle } from '../scenarios/scenario';
import { kernelLines, type Replay, replay } from './replay';
import { demanded } from './script';
import type { Vector } from './vector';
import type { Action, VectorStep } from './vectorStep';

const quoted = (value: string): string => (/^\d+$/.test(value) ? value : `"${value}"`);

const outcome = (error: string | null): string => (error === null ? '' : ` must fail with -${error}`);

type Command = Extract<Action, { readonly op: 'insmod' | 'rmmod' | 'write' | 'sysctl' }>;

/** The line that the script gives its shell. */
const commandLine = (action: Command): string => {
  switch (action.op) {
    case 'insmod':
      return [`insmod ${action.module}.ko`, ...[...action.params].map(([name, value]) => `${name}=${value}`)].join(' ');
    case 'rmmod':
      return `rmmod ${action.module}`;
    case 'write':
      return `echo ${action.value} > ${action.path}`;
    case 'sysctl':
      return `sysctl kernel.ftrace_enabled=${action.value}`;
  }
};

const isCommand = (action: Action): action is Command => ['insmod', 'rmmod', 'write', 'sysctl'].includes(action.op);

const tasksOf = ({ tid, to = tid }: { readonly tid: number; readonly to?: number }): string =>
  to === tid ? `Task ${tid}` : `Each of the tasks ${tid} to ${to}`;

/** What a task or a CPU does; the end of the sentence is left open. */
const happening = (event: KernelEvent): string => {
  switch (event.type) {
    case 'tick':
      return 'A timer interrupt on every CPU with a tick';
    case 'cpu.offline':
    case 'cpu.online':
      return `CPU ${event.cpu} goes ${event.type === 'cpu.online' ? 'online' : 'offline'}`;
    case 'task.call':
      return `${tasksOf(event)} calls ${event.func}`;
    case 'task.return':
      return `${tasksOf(event)} returns from the function`;
    case 'task.sleep':
      return `${tasksOf(event)} goes to ${event.state} sleep`;
    case 'task.wake':
      return `${tasksOf(event)} wakes up`;
    case 'task.run':
      return `Task ${event.tid} runs on CPU ${event.cpu}`;
    case 'task.preempt':
      return `${tasksOf(event)} is preempted`;
    case 'task.user':
      return `${tasksOf(event)} returns to user space`;
    case 'task.fork':
      return `Task ${event.tid} forks task ${event.child}`;
    case 'task.exit':
      return `${tasksOf(event)} exits`;
    case 'task.signal':
      return `${tasksOf(event)} gets ${event.signal}`;
    default:
      return event.type;
  }
};

/** What the script does or wants, as a sentence. */
const sentence = (action: Action): string => {
  switch (action.op) {
    case 'insmod':
    case 'rmmod':
    case 'write':
    case 'sysctl':
      return `${commandLine(action)}${outcome(action.error)}.`;
    case 'event':
      return `${happening(action.event)}${outcome(action.error)}.`;
    case 'wait':
      return action.until === 'exists' || action.until === 'gone'
        ? `The script waits until ${action.path} ${action.until === 'gone' ? 'is gone' : 'exists'}.`
        : `The script waits until ${action.path} reads ${action.until}.`;
    case 'exists':
      return `${action.path} must exist.`;
    case 'gone':
      return `${action.path} must not exist.`;
    case 'grep':
      return `The script copies the lines of ${action.path} with "${action.pattern}" to the kernel log.`;
    case 'count':
      return `${action.path} must hold ${action.demand.equals} livepatches.`;
    case 'read':
    case 'mode': {
      const { error } = action.demand;
      const subject = action.op === 'mode' ? `The mode of ${action.path}` : action.path;
      if (error !== null) return `Reading ${action.path} must fail with -${error}.`;
      return `${subject} ${demanded(action.demand, quoted)}.`;
    }
  }
};

/** What the kernel does by itself while the script waits. */
const meanwhile = (event: KernelEvent): string | null => {
  if (event.type === 'attempt') return 'A second later klp_transition_work_fn() tries again.';
  if (event.type === 'tick') return 'Meanwhile every CPU with a tick has one.';
  return event.type === 'free'
    ? 'The worker klp_free_patch_work_fn() removes the directory and drops the reference.'
    : null;
};

const joined = (...sentences: readonly string[]): string => sentences.filter((each) => each !== '').join(' ');

interface Told {
  readonly opening: string;
  readonly steps: readonly FileStep[];
}

/** Adds one step of the script: its events, or, when it has none, a sentence to the event before. */
const tell = (told: Told, { action }: VectorStep, indexes: readonly number[], { trace }: Replay): Told => {
  const events = indexes.flatMap((index) => trace.steps[index] ?? []);
  const steps = events.flatMap((step): FileStep[] => {
    if (step.event === null) return [];
    const by = meanwhile(step.event);
    const says = by === null ? sentence(action) : joined(action.op === 'wait' ? sentence(action) : '', by);
    const command = by === null && isCommand(action) ? { command: commandLine(action) } : {};
    return [{ event: step.event, ...command, says, expect: { logs: kernelLines(step) } }];
  });
  if (steps.length > 0) return { ...told, steps: [...told.steps, ...steps] };
  if (action.op === 'wait' || action.op === 'event') return told;
  const last = told.steps.at(-1);
  return last === undefined
    ? { ...told, opening: joined(told.opening, sentence(action)) }
    : { ...told, steps: [...told.steps.slice(0, -1), { ...last, says: joined(last.says ?? '', sentence(action)) }] };
};

/** Plays the vector with the built-in library and retells it. */
export const fileOfVector = (vector: Vector): KlpFile => {
  const played = replay(vector, { policy: mergedPolicy });
  const opening = `One of the kernel's own self-tests, step by step: "${vector.title}" of ${vector.script}.`;
  const told = vector.steps.reduce<Told>(
    (before, step, index) => tell(before, step, played.played[index] ?? [], played),
    { opening, steps: [] },
  );
  return {
    klp: FORM,
    title: vector.title === '' ? 'A self-test' : vector.title,
    opening: told.opening,
    policy: mergedPolicy.id,
    world: vector.world,
    steps: told.steps,
  };
};

export const scenarioFromVector = (vector: Vector, { id, title, group }: ScenarioTitle): Scenario => ({
  ...scenarioOfFile(fileOfVector(vector), { id, group }),
  title,
});
