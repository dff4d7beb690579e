/** What helps when tasks hold a transition up: each way out, with what it would do to these tasks. */

import type { KernelEvent } from '../kernel/events';
import { type Kernel, KLP_PATCHED, type Task } from '../kernel/model';
import type { OwnWay, Reached, Unreached } from '../kernel/reach';
import { nextSignal } from '../kernel/switching';
import { taskName } from '../kernel/taskName';
import type { Verdict } from '../kernel/verdict';
import { comesByItself, type Holder, holders, ifForced, ifReversed } from '../kernel/waysOut';
import { counted, plural } from '../phrases/plural';

/** Whether the way lets those switch that hold the transition up. */
export type Helps = 'all' | 'some' | 'none' | 'refused';

export interface Way {
  readonly name: 'Wait' | 'Signal' | 'Reverse' | 'Force';
  readonly helps: Helps;
  readonly says: readonly string[];
  /** What can be done about it here: what the button says, and the event it sends. */
  readonly acts: readonly { readonly label: string; readonly event: KernelEvent }[];
}

export interface WaysOut {
  /** Who holds the transition up, and where. */
  readonly who: string;
  /** The tasks themselves. */
  readonly holders: readonly Task[];
  /** Those that help first; among them what costs less. */
  readonly ways: readonly Way[];
}

const MOST_NAMED = 3;

const named = (task: Task): string => `\`${taskName(task)}\``;

/** `a`, `a and b`, `a, b, c and 5 more`. */
const list = (names: readonly string[]): string => {
  const rest = names.length - MOST_NAMED;
  const shown = rest > 1 ? [...names.slice(0, MOST_NAMED), `${counted(rest)} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};
const all = (tasks: readonly Task[]): string => list(tasks.map(named));
const verb = (tasks: readonly unknown[], one: string, many: string): string => (tasks.length === 1 ? one : many);

const having = <T>(held: readonly Holder[], of: (holder: Holder) => T, wanted: T): readonly Task[] =>
  held.filter((holder) => of(holder) === wanted).map(({ task }) => task);

const whereWords = ({ task, found, ownWay }: Holder): string => {
  if (ownWay === 'system call') return 'in user space on a CPU without a tick';
  if (found.why === 'running') return 'always on a CPU when an attempt looks';
  if (found.why !== 'sleeping') return 'with a stack that cannot be unwound';
  return `${task.where === 'runnable' ? 'runnable' : 'asleep'} inside \`${found.oldName}\``;
};

const whoWords = (held: readonly Holder[]): string => {
  const at = new Map<string, Task[]>();
  for (const holder of held) {
    const where = whereWords(holder);
    const there = at.get(where);
    if (there === undefined) at.set(where, [holder.task]);
    else there.push(holder.task);
  }
  const groups = [...at].map(([where, tasks]) => `${all(tasks)}, ${where}`);
  return `Held up by ${groups.join('; ')}.`;
};

const WAIT_WORDS: Readonly<Record<OwnWay, (who: readonly Task[]) => string>> = {
  'sleep ends': (who) =>
    `${all(who)} ${verb(who, 'switches', 'switch')} by ${verb(who, 'itself', 'themselves')}, on the way back to user space, once what ${verb(who, 'it waits', 'they wait')} for has come.`,
  'user space': (who) =>
    `${all(who)} ${verb(who, 'switches', 'switch')} by ${verb(who, 'itself', 'themselves')}, on the way back to user space.`,
  returns: (who) =>
    `${all(who)} ${verb(who, 'has', 'have')} to return from there before an attempt looks, which a loop may never do.`,
  unwinds: (who) =>
    `${all(who)} ${verb(who, 'has', 'have')} to leave the functions that make the stack unreliable before an attempt looks, which a loop may never do.`,
  'off the CPU': (who) => `Only an attempt that finds ${all(who)} off the CPU helps, and a loop may never give it one.`,
  'system call': (who) =>
    `${all(who)} ${verb(who, 'switches', 'switch')} on the way back from the next system call; no tick interrupts ${verb(who, 'it', 'them')}, and a loop may never make one.`,
  continued: (who) => `${all(who)} ${verb(who, 'stays', 'stay')} stopped until somebody sends SIGCONT.`,
  none: (who) => `Nothing is to be waited for with ${all(who)}: no user space, and a stack that no attempt can check.`,
};

const waiting = (held: readonly Holder[]): Way => {
  const ways = Object.keys(WAIT_WORDS) as OwnWay[];
  const hopeful = held.filter(({ ownWay }) => comesByItself(ownWay));
  return {
    name: 'Wait',
    helps: hopeful.length === held.length ? 'all' : hopeful.length === 0 ? 'none' : 'some',
    says: [
      'An attempt is made about every second.',
      ...ways.flatMap((way) => {
        const who = having(held, (holder) => holder.ownWay, way);
        return who.length === 0 ? [] : [WAIT_WORDS[way](who)];
      }),
    ],
    acts: [{ label: 'Try once more', event: { type: 'attempt' } }],
  };
};

const UNREACHED_WORDS: Readonly<Record<Unreached, (who: readonly Task[]) => string>> = {
  uninterruptible: (who) =>
    `No signal wakes ${all(who)} from an uninterruptible sleep: whatever is sent waits until ${verb(who, 'it has', 'they have')} left the kernel, and switched.`,
  kthread: (who) => `No signal helps ${all(who)}: a kthread drops signals, and has no user space to leave for.`,
  'user worker': (who) =>
    `No signal helps ${all(who)}: a user worker handles signals inside the kernel, and never goes to user space.`,
  'in the kernel': (who) =>
    `A signal makes ${all(who)} no faster: ${verb(who, 'it goes', 'they go')} on inside the kernel, and ${verb(who, 'switches', 'switch')} on the way out in any case.`,
};

const fakeSignal = (failed: number): string => {
  const attempts = nextSignal(failed) - failed;
  return attempts === 1
    ? 'The next failed attempt sends the fake signal that takes'
    : `The fake signal, ${attempts} failed attempts away, takes`;
};

const REACHED_WORDS: Readonly<Record<Reached, (who: readonly Task[], failed: number) => string>> = {
  'any signal': (who, failed) =>
    `${fakeSignal(failed)} ${all(who)} out of the kernel, and ${verb(who, 'it switches', 'they switch')} on the way. SIGSTOP and then SIGCONT do it now; the system call may end early.`,
  interrupted: (who, failed) =>
    `${fakeSignal(failed)} ${all(who)} through the kernel, and ${verb(who, 'it switches', 'they switch')} on the way back. SIGSTOP and then SIGCONT do it now.`,
  'fake signal': (who, failed) =>
    `${fakeSignal(failed)} ${all(who)} out of the kernel. The first process ignores SIGSTOP.`,
  SIGCONT: (who) =>
    `SIGCONT lets ${all(who)} go on, out of the kernel: ${verb(who, 'it switches', 'they switch')} on the way.`,
  SIGKILL: (who) =>
    `Only SIGKILL ends the sleep of ${all(who)}, and the ${verb(who, 'task', 'tasks')} with it. Other signals wait until the sleep is over.`,
};

const MOST_SIGNALS = 2;

const signalling = (kernel: Kernel, held: readonly Holder[]): Way => {
  const failed = kernel.transition?.signals ?? 0;
  const tasks = (signal: Holder['signal']) => having(held, (holder) => holder.signal, signal);
  const reached = (Object.keys(REACHED_WORDS) as Reached[]).map((signal) => ({ signal, who: tasks(signal) }));
  const unreached = (Object.keys(UNREACHED_WORDS) as Unreached[]).map((signal) => ({ signal, who: tasks(signal) }));
  const count = reached.reduce((sum, { who }) => sum + who.length, 0);
  const send = (signal: 'SIGSTOP' | 'SIGCONT', to: readonly Task[]) =>
    to.slice(0, MOST_SIGNALS).map(({ tid, comm }) => ({
      label: `${signal} to ${comm}:${tid}`,
      event: { type: 'task.signal', tid, signal } as const,
    }));
  return {
    name: 'Signal',
    helps: count === 0 ? 'none' : count === held.length ? 'all' : 'some',
    says: [
      ...reached.flatMap(({ signal, who }) => (who.length === 0 ? [] : [REACHED_WORDS[signal](who, failed)])),
      ...unreached.flatMap(({ signal, who }) => (who.length === 0 ? [] : [UNREACHED_WORDS[signal](who)])),
    ],
    acts: [...send('SIGSTOP', [...tasks('any signal'), ...tasks('interrupted')]), ...send('SIGCONT', tasks('SIGCONT'))],
  };
};

const reversing = (kernel: Kernel, ask: (event: KernelEvent) => Verdict): Way => {
  const { patch = '', target } = kernel.transition ?? {};
  const event: KernelEvent = { type: 'echo.enabled', patch, value: target === KLP_PATCHED ? '0' : '1' };
  const verdict = ask(event);
  const acts = [{ label: target === KLP_PATCHED ? 'Go back to unpatched' : 'Go back to patched', event }];
  if (verdict.refused) {
    const errno = verdict.errno === null ? '' : ` with -${verdict.errno}`;
    return { name: 'Reverse', helps: 'refused', says: [`Is refused${errno}: ${verdict.because}`], acts };
  }
  const { stay, goBack, heldBy } = ifReversed(kernel);
  const away = target === KLP_PATCHED ? `\`${patch}\` does not take effect` : `\`${patch}\` stays`;
  const back =
    goBack === 0
      ? 'nobody has to go back.'
      : heldBy.length === 0
        ? `${plural(goBack, 'task that has switched goes', 'tasks that have switched go')} back, and nothing holds ${goBack === 1 ? 'it' : 'them'}.`
        : goBack === 1
          ? `${all(heldBy.map(({ task }) => task))}, the one task that must go back, would hold that up.`
          : `of the ${plural(goBack, 'task')} that must go back, ${all(heldBy.map(({ task }) => task))} would hold that up.`;
  return {
    name: 'Reverse',
    helps: heldBy.length === 0 ? 'all' : 'some',
    says: [`${away}: ${plural(stay, 'task stays', 'tasks stay')} as ${stay === 1 ? 'it is' : 'they are'}, and ${back}`],
    acts,
  };
};

const forcing = (kernel: Kernel, held: readonly Holder[], ask: (event: KernelEvent) => Verdict): Way => {
  const { patch = '', target } = kernel.transition ?? {};
  const event: KernelEvent = { type: 'echo.force', patch, value: '1' };
  const acts = [{ label: 'Force all', event }];
  const verdict = ask(event);
  if (verdict.refused) return { name: 'Force', helps: 'refused', says: [`Is refused: ${verdict.because}`], acts };
  const { leftBehind, kept } = ifForced(kernel);
  const [old, fresh] = target === KLP_PATCHED ? ['old', 'new'] : ['new', 'old'];
  const unknown = held
    .filter(({ found, ownWay }) => found.why !== 'sleeping' && ownWay !== 'system call')
    .map(({ task }) => task);
  return {
    name: 'Force',
    helps: 'all',
    says: [
      leftBehind.length === 0
        ? 'Switches all at once, without a check.'
        : `Switches all at once. The price: ${all(leftBehind)} ${verb(leftBehind, 'goes', 'go')} on in ${old} code until ${verb(leftBehind, 'it returns', 'they return')}, and ${verb(leftBehind, 'calls', 'call')} ${fresh} code from there.`,
      ...(unknown.length > 0 ? [`Nobody has checked what ${all(unknown)} ${verb(unknown, 'is', 'are')} in.`] : []),
      kept.length > 0
        ? `${list(kept.map((name) => `\`${name}\``))} can never be unloaded after that.`
        : 'No further livepatch should be loaded after that, until a reboot.',
    ],
    acts,
  };
};

const doesHelp = ({ helps }: Way): boolean => helps === 'all' || helps === 'some';

/** @param ask what the rules would say to an event now. */
export const waysOut = (kernel: Kernel, ask: (event: KernelEvent) => Verdict): WaysOut => {
  const held = holders(kernel);
  const ways = [waiting(held), signalling(kernel, held), reversing(kernel, ask), forcing(kernel, held, ask)];
  return {
    who: whoWords(held),
    holders: held.map(({ task }) => task),
    ways: [...ways.filter(doesHelp), ...ways.filter((way) => !doesHelp(way))],
  };
};
