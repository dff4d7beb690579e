/** Plays a recording and names everything in which our answers differ from the kernel's. */
import type { Kernel, Task } from '../../kernel/model';
import { type Policy, policyOf } from '../../kernel/policies';
import { sameJson } from '../../shapes/record';
import { list, read } from '../../sysfs/sysfs';
import { heardIn } from './log';
import { Machine, recordedTasks, type Said } from './machine';
import type { RecordedStep, RecordedTask, Recording, Tree } from './recording';

export interface Difference {
  /** Index of the recording's step. */
  readonly step: number;
  /** What was compared: `said`, `log`, `stayed`, `own lines`, `sysfs`, `modules`, or a task's name. */
  readonly what: string;
  readonly kernel: unknown;
  readonly ours: unknown;
}

/** Recorded on a kernel that has this policy. */
const POLICY = 'system-state';
const LIVEPATCH = '/sys/kernel/livepatch';
/** A transition that the kernel completed may take a few attempts of ours more: those that failed are counted, not timed. */
const EXTRA_ATTEMPTS = 4;

export const mainline = (): Policy => {
  const policy = policyOf(POLICY);
  if (policy === undefined) throw new Error(`There is no policy '${POLICY}'.`);
  return policy;
};

const names = (kernel: Kernel, policy: Policy, path: string): readonly string[] => {
  const found = list(kernel, policy, path);
  return found.ok ? found.value : [];
};

const content = (kernel: Kernel, policy: Policy, path: string): string => {
  const found = read(kernel, policy, path);
  return found.ok ? found.value : found.error.code;
};

/** `/sys/kernel/livepatch` as the recorder reads it: `force` cannot be read, and a function's directory is empty. */
function treeOf(kernel: Kernel, policy: Policy): Tree {
  const patchTree = (path: string): Tree =>
    Object.fromEntries(
      names(kernel, policy, path).flatMap((name): [string, string | Tree][] => {
        if (name === 'force') return [];
        const below = list(kernel, policy, `${path}/${name}`);
        if (!below.ok) return [[name, content(kernel, policy, `${path}/${name}`)]];
        const files = below.value.map((file): [string, string] => [
          file,
          file === 'patched' ? content(kernel, policy, `${path}/${name}/${file}`) : '',
        ]);
        return [[name, Object.fromEntries(files)]];
      }),
    );
  return Object.fromEntries(
    names(kernel, policy, LIVEPATCH).map((patch): [string, Tree] => [patch, patchTree(`${LIVEPATCH}/${patch}`)]),
  );
}

const moduleStates = { LIVE: 'Live', COMING: 'Loading', GOING: 'Unloading' } as const;

const modulesOf = ({ modules }: Kernel): Readonly<Record<string, readonly [number, string]>> =>
  Object.fromEntries(modules.map(({ name, refcnt, state }) => [name, [refcnt, moduleStates[state]]]));

/** Modules that an earlier sequence has forced stay for ever under names of their own. */
export const recordedModules = ({ modules }: RecordedStep): Readonly<Record<string, readonly [number, string]>> =>
  Object.fromEntries([...modules].filter(([name]) => !/^rp\d/.test(name)));

const stackOf = (task: Task): readonly string[] =>
  task.stack.map(({ object, func, impl }) => {
    const name = func.split(',')[0] ?? func;
    if (impl !== null) return `${impl}_${name} [${impl}]`;
    return object === 'vmlinux' ? name : `${name} [${object}]`;
  });

const letters = { interruptible: 'S', uninterruptible: 'D', stopped: 'T', runnable: 'R', user: 'R', kernel: 'R' };

/** Nobody sees the stack of a task that runs; a kthread that idles is in state I. */
const seenTask = (task: Task, recorded: RecordedTask): RecordedTask => ({
  state: recorded.state === 'I' && task.where === 'uninterruptible' ? 'I' : letters[task.where],
  side: String(task.patchState),
  stack: recorded.state === 'R' && recorded.stack.length === 0 ? [] : stackOf(task),
});

const heardText = ({ verb }: RecordedStep, text: string): string =>
  verb === 'cat' && !/live patched|^read !/.test(text) ? 'read (the original)' : text;

/** Attempts until as many have failed as in the recording, and until the transition completes where it did there. */
function letTimePass(machine: Machine, failedThere: number, failedHere: number, quiet: boolean): void {
  let failed = failedHere;
  let extra = 0;
  machine.settle();
  while (machine.kernel.transition !== null) {
    if (failed < failedThere) failed += 1;
    else if (quiet && extra < EXTRA_ATTEMPTS) extra += 1;
    else break;
    machine.attempt();
  }
  machine.free();
}

function compareTasks(
  machine: Machine,
  recorded: RecordedStep['tasks'],
  differ: (what: string, kernel: unknown, ours: unknown) => void,
): void {
  for (const [comm, there] of recorded) {
    // It has exited, and its parent has not looked yet.
    if (there.state === 'Z') continue;
    const task = machine.task(comm);
    const here = task === undefined ? null : seenTask(task, there);
    if (!sameJson(there, here)) differ(comm, there, here);
  }
  for (const { comm } of recordedTasks(machine.kernel)) if (!recorded.has(comm)) differ(comm, null, 'is there');
}

/** Plays one step of a recording, with the time that passed after it. @returns what its command printed. */
export function playStep(machine: Machine, recorded: RecordedStep): Said {
  const { failed } = heardIn(recorded.log);
  const before = machine.kernel.transition;
  const said = machine.does(recorded.verb, recorded.args);
  const started = machine.kernel.transition !== null && before === null;
  const quiet = Object.values(recorded.tree).every((patch) => typeof patch === 'string' || patch.transition !== '1');
  letTimePass(machine, failed, started ? 1 : 0, quiet);
  return said;
}

/** Everything that differs, in order; none means that the model answers as the kernel did. */
export function conform(recording: Recording): readonly Difference[] {
  const policy = mainline();
  const machine = new Machine(recording, policy);
  const differences: Difference[] = [];
  recording.steps.forEach((recorded, step) => {
    const differ = (what: string, kernel: unknown, ours: unknown) => differences.push({ step, what, kernel, ours });
    const { heard } = heardIn(recorded.log);
    const said = playStep(machine, recorded);
    const here = machine.listen();
    const there = recorded.said === null || recorded.said === '' ? null : heardText(recorded, recorded.said);
    if (said !== undefined && said !== there) differ('said', there, said);
    // When an attempt falls into a step is a matter of time; the order of everything else is not.
    if (!sameJson(heard.calls, here.calls)) differ('log', heard.calls, here.calls);
    if (!sameJson(heard.stayed, here.stayed)) differ('stayed', heard.stayed, here.stayed);
    if (!sameJson(heard.own, here.own)) differ('own lines', heard.own, here.own);
    const tree = treeOf(machine.kernel, policy);
    if (!sameJson(recorded.tree, tree)) differ('sysfs', recorded.tree, tree);
    const modules = modulesOf(machine.kernel);
    if (!sameJson(recordedModules(recorded), modules)) differ('modules', recordedModules(recorded), modules);
    compareTasks(machine, recorded.tasks, differ);
  });
  return differences;
}
