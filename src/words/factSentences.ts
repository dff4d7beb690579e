/** Facts as sentences. Kernel words stand in backticks. */

import type { Fact, FactOf, SwitchedBy } from '../chart/facts';
import { KLP_PATCHED, type TargetState } from '../kernel/model';
import { taskName } from '../kernel/taskName';
import { taskNameIn } from '../phrases/events';
import { counted, plural } from '../phrases/plural';

const direction = (target: TargetState): string => (target === KLP_PATCHED ? 'patching' : 'unpatching');
const side = (target: TargetState): string => (target === KLP_PATCHED ? 'patched' : 'unpatched');
const names = (all: readonly string[]): string => all.map((name) => `\`${name}\``).join(', ');
const SWITCHED_BY: Readonly<Record<SwitchedBy, string>> = {
  attempt: 'by the attempt, which found no affected function on the stack',
  'exit to user space': 'on the way back to user space',
  'idle loop': 'in the idle loop',
  'offline CPU': 'by the attempt, because the CPU is offline',
  'freezable sleep': 'by its own check before a freezable sleep',
  'fake signal': 'because the fake signal made it leave the kernel',
  force: 'by force, whatever is on the stack',
};

/** How a task is called, by its thread id. */
type NameOf = (tid: number) => string;

const MOST_NAMED = 3;

/** The idle tasks of these CPUs, each by its name, or counted where they are many. */
export const idleWords = (cpus: readonly number[]): readonly string[] =>
  cpus.length > MOST_NAMED
    ? [plural(cpus.length, 'idle task', 'idle tasks')]
    : cpus.map((cpu) => `\`swapper/${cpu}:0\``);

const switchedSentence = ({ tids, cpus, by }: FactOf<'switched'>, nameOf: NameOf): string => {
  const tasks =
    tids.length > MOST_NAMED ? [plural(tids.length, 'task', 'tasks')] : tids.map((tid) => `\`${nameOf(tid)}\``);
  return `Switched ${SWITCHED_BY[by]}: ${[...tasks, ...idleWords(cpus)].join(', ')}.`;
};

const STAYED_MANY = 4;

const stayedSentence = ({ tasks }: FactOf<'stayed'>): string => {
  if (tasks.length <= STAYED_MANY) {
    const each = tasks.map((task) => {
      const who = `\`${taskName(task)}\``;
      if (task.why === 'running') return `${who} is running`;
      return task.why === 'unreliable' ? `${who} has an unreliable stack` : `${who} is sleeping on \`${task.func}\``;
    });
    return `Not switched: ${each.join('; ')}.`;
  }
  const having = (why: (typeof tasks)[number]['why']): number => tasks.filter((task) => task.why === why).length;
  const parts = [
    [having('running'), 'running'],
    [having('sleeping'), 'sleeping on an affected function'],
    [having('unreliable'), 'with an unreliable stack'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${counted(n)} ${words}`);
  return `Not switched: ${said.join(', ')}.`;
};

const callbackSentence = ({ name, patch, object, moduleState, returned }: FactOf<'callback'>): string => {
  const where = moduleState === null ? `\`${object}\`` : `\`${object}\` (${moduleState})`;
  const end = returned === null ? '.' : ` and returned -${returned}.`;
  return `\`${name}\` of \`${patch}\` ran for ${where}${end}`;
};

const symbolSentence = ({ func, object, sympos, ambiguous }: FactOf<'symbolNotFound'>): string => {
  if (ambiguous === true) return `More than one symbol of \`${object}\` is called \`${func}\`, and none was chosen.`;
  const what = sympos === undefined ? 'The' : `Position ${sympos} of the`;
  return `${what} symbol \`${func}\` was not found in \`${object}\`.`;
};

const whoHas = ([first, ...more]: readonly number[], nameOf: NameOf): string =>
  first !== undefined && more.length === 0 ? `\`${nameOf(first)}\` has` : `${counted(more.length + 1)} tasks have`;

const whoWas = ([first, ...more]: readonly number[], nameOf: NameOf): string =>
  first !== undefined && more.length === 0 ? `\`${nameOf(first)}\` was` : `${counted(more.length + 1)} tasks were`;

const implWords = (impl: string | null): string => (impl === null ? 'the original' : `\`${impl}\`’s version`);

/** Why a check that found nothing has nevertheless missed something. */
const unseenSentence = ({ frames }: FactOf<'unseen'>): string => {
  const [first] = frames;
  if (first === undefined) return '';
  const more = frames.length === 1 ? '' : `, and ${frames.length - 1} more`;
  return `The check did not see that \`${taskName(first)}\` still runs ${implWords(first.impl)} of \`${first.func}\`${more}, where a force left it: it looks only for ${implWords(first.lookedFor)}. After a force an administrator should load no further livepatch.`;
};

/** What a signal does, apart from letting a task switch; a program may take an early end for an error. */
const signalSentence = ({ tids: [first = 0, ...more], signal, does }: FactOf<'signal'>, nameOf: NameOf): string => {
  const whom = more.length > 0 ? `${counted(more.length + 1)} tasks` : `\`${nameOf(first)}\``;
  const the = signal === 'fake signal' ? 'The fake signal' : signal;
  switch (does) {
    case 'waits':
      return signal === 'fake signal'
        ? `The fake signal waits for ${whom} (\`TIF_NOTIFY_SIGNAL\`): it ends the next interruptible sleep, and is cleared on the way to user space.`
        : `${signal} waits for ${whom}: it takes effect at the next sleep that it can interrupt, or on the way to user space.`;
    case 'ends the system call':
      return `${the} ends the system call of ${whom} early: it is restarted, which the program does not notice, or returns \`EINTR\`, which it may take for an error.`;
    case 'stops':
      return `${signal} stops ${whom}, until SIGCONT.`;
    case 'kills':
      return `${signal} ends ${whom}.`;
  }
};

/** One sentence for one fact; `null` for a fact that the panel shows in another way. Exhaustive. */
export const factSentence = (fact: Fact, nameOf: NameOf = taskNameIn()): string | null => {
  switch (fact.type) {
    case 'refused':
      return fact.verdict.because;
    case 'tainting':
      return `\`${fact.module}\` is the first livepatch: the kernel is tainted (\`TAINT_LIVEPATCH\`).`;
    case 'symbolNotFound':
      return symbolSentence(fact);
    case 'parameter':
      return fact.problem === 'unknown'
        ? `\`${fact.module}\` has no parameter \`${fact.name}\`: the loader ignores it, with a warning.`
        : `\`${fact.value}\` is not a value for the parameter \`${fact.name}\` of \`${fact.module}\`.`;
    case 'nameTwice':
      return `sysfs has the name \`${fact.func ?? fact.object}\` for \`${fact.patch}\` already, and refuses a second one.`;
    case 'enabling':
      return `\`${fact.patch}\` is being enabled.`;
    case 'initializing':
      return `Every task is set to the opposite of the target: \`${fact.patch}\` goes towards ${side(fact.target)}.`;
    case 'callback':
      return callbackSentence(fact);
    case 'prePatchFailed':
      return `The \`pre_patch\` callback for \`${fact.object}\` failed.`;
    case 'ftraceFailed':
      return `ftrace could not redirect \`${fact.func}\`: -${fact.errno}.`;
    case 'patchObjectFailed':
      return `The functions of \`${fact.object}\` could not be redirected.`;
    case 'enableFailed':
      return `\`${fact.patch}\` could not be enabled.`;
    case 'canceling':
      return `The transition of \`${fact.patch}\` is cancelled before any task has been checked.`;
    case 'starting':
      return `The ${direction(fact.target)} transition of \`${fact.patch}\` starts: \`TIF_PATCH_PENDING\` on every task not yet ${side(fact.target)}.`;
    case 'reversing':
      return `The transition of \`${fact.patch}\` is reversed: it is now ${direction(fact.target)}.`;
    case 'forcing':
      return `\`${fact.patch}\` is forced: the remaining tasks switch, and what is on their stacks stays there.`;
    case 'signaling':
      return 'Every task that has not switched yet gets the fake signal.';
    case 'completing':
      return `No task remains: the ${direction(fact.target)} transition of \`${fact.patch}\` completes.`;
    case 'complete':
      return `\`${fact.patch}\` is ${side(fact.target)}.`;
    case 'applying':
      return `\`${fact.patch}\` is applied to \`${fact.module}\`, which is being loaded.`;
    case 'initForModuleFailed':
      return `\`${fact.patch}\` could not be prepared for \`${fact.module}\`, which is being loaded.`;
    case 'applyFailed':
      return `\`${fact.patch}\` could not be applied to \`${fact.module}\`: -${fact.errno}.`;
    case 'moduleRefused':
      return `\`${fact.patch}\` failed for \`${fact.module}\`, so the module is not loaded.`;
    case 'reverting':
      return `\`${fact.patch}\` is reverted in \`${fact.module}\`, which is being unloaded.${
        fact.leaving
          ? ''
          : ` \`${fact.patch}\` itself stays, and patches \`${fact.module}\` again when the module is loaded again.`
      }`;
    case 'printed':
      return `\`${fact.module}\` printed ${plural(fact.lines.length, 'line', 'lines')} to the kernel log.`;
    case 'aside':
      return `The attempt pushed \`${nameOf(fact.tid)}\` off its CPU.`;
    case 'stayed':
      return fact.tasks.length === 0 ? null : stayedSentence(fact);
    case 'stayedItself':
      return `On the way to a freezable sleep ${fact.tasks.length === 1 ? 'the task' : 'each task'} checked its own stack and could not switch, as the log says.`;
    case 'signal':
      return signalSentence(fact, nameOf);
    case 'switched':
      return fact.tids.length + fact.cpus.length === 0 ? null : switchedSentence(fact, nameOf);
    case 'counter':
      return `\`latest_version\` goes from ${fact.from} to ${fact.to}: the highest version enabled now that the transition is complete.`;
    case 'replaced':
      return `\`${fact.by}\` replaces ${names(fact.patches)}, without running ${fact.patches.length === 1 ? 'its' : 'their'} callbacks.`;
    case 'freed':
      return `The directory of ${names(fact.patches)} is removed from sysfs.`;
    case 'moduleLive':
      return `\`${fact.module}\` is loaded (LIVE).`;
    case 'moduleGone':
      return `\`${fact.module}\` is gone.`;
    case 'initSuspicious':
      return `The init function of \`${fact.module}\` returned ${fact.returned}: no error to the loader, so the module stays, with a warning.`;
    case 'initWaits':
      return `\`insmod\` does not return: the init function of \`${fact.module}\` waits for its worker to enter the original function, and a livepatch has redirected the worker. The module stays COMING.`;
    case 'kprobeNotSet':
      return `\`register_kprobe()\` reported success, and yet the probe on \`${fact.func}\` is not set: a livepatch has the function, and \`__register_kprobe()\` drops the error (Linux 7.1 and 7.2; others fail with -EBUSY).`;
    case 'unseen':
      return unseenSentence(fact);
    case 'textGone':
      return `${whoHas(fact.tids, nameOf)} a function of \`${fact.module}\` on the stack, and its text is gone: on the way back the kernel runs whatever lies there then. Only an earlier force leaves such a frame, and no reference kept the module loaded.`;
    case 'readsBeyondList':
      return `The kernel has a bug here: \`${fact.patch}\` is the oldest livepatch of ${names(fact.funcs)}, and \`klp_check_stack_func()\` takes the head of the list for the entry below it. So the stacks are compared with something that is not a function at all.`;
    case 'leftModule':
      return `${whoWas(fact.tids, nameOf)} inside \`${fact.module}\` and had to return. The livepatch core takes no notice of that: it is the module’s own exit function that waits. A module that is in use, as ext4 is while it is mounted, has a reference, and \`rmmod\` is refused: “Used by” of the module says so.`;
  }
};
