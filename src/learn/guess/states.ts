/** Questions about what is there afterwards: tasks that wait, the counter, enabled livepatches, running code. */

import type { Kernel } from '../../kernel/model';
import { livepatchImageOf, opsOf, patchOf } from '../../kernel/queries';
import { taskName } from '../../kernel/taskName';
import { idleWords } from '../../words/factSentences';
import {
  byLabel,
  type Choice,
  enabledNames,
  inOrder,
  type Kind,
  listWords,
  type Moment,
  namesWords,
  patchNamed,
} from './moment';
import { asked } from './words';

/* --------------------------------------------------------------------------------------------------- tasks ----- */

const IDLE = 'idle';
const NO_TASK = 'none';

/** Tasks by tid, and with them the idle tasks of these CPUs: one thing to choose, however many they are. */
const tasksChoice = (kernel: Kernel, tids: readonly number[], cpus: readonly number[]): Choice => {
  const named = kernel.tasks.filter(({ tid }) => tids.includes(tid));
  const words = [...named.map((task) => `\`${taskName(task)}\``), ...idleWords(cpus)];
  return {
    id: [...named.map(({ tid }) => tid), ...(cpus.length > 0 ? [IDLE] : [])].join('+') || NO_TASK,
    label: listWords(words, 'None: every task has switched, or no transition is running'),
  };
};

const pendingTids = ({ tasks }: Kernel): readonly number[] =>
  tasks.filter(({ pending }) => pending).map(({ tid }) => tid);

/** The CPUs whose idle task has not switched. */
const idlePending = ({ cpus }: Kernel): readonly number[] =>
  cpus.flatMap(({ idle }, cpu) => (idle.pending ? [cpu] : []));

export const whichTaskBlocks: Kind = {
  question: (moment) => `${asked(moment)}: which tasks have not switched afterwards?`,
  answer: ({ after: { kernel } }) => tasksChoice(kernel, pendingTids(kernel), idlePending(kernel)),
  others: ({ before: { kernel } }) => {
    const pending = pendingTids(kernel);
    const all = kernel.tasks.map(({ tid }) => tid);
    const inKernel = kernel.tasks.filter(({ stack }) => stack.length > 0).map(({ tid }) => tid);
    return [
      tasksChoice(kernel, [], []),
      tasksChoice(kernel, pending, idlePending(kernel)),
      tasksChoice(
        kernel,
        all.filter((tid) => !pending.includes(tid)),
        pending.length > 0 ? kernel.cpus.map((_, cpu) => cpu) : [],
      ),
      ...[...pending, ...inKernel.toReversed()].map((tid) => tasksChoice(kernel, [tid], [])),
      tasksChoice(kernel, all, []),
    ];
  },
  order: inOrder([NO_TASK]),
};

/* ------------------------------------------------------------------------------------------------- counter ----- */

const numberChoice = (value: number): Choice => ({ id: String(value), label: String(value) });

export const counter: Kind = {
  question: (moment) => `${asked(moment)}: what does \`latest_version\` show afterwards?`,
  answer: ({ after }) => numberChoice(after.kernel.latestVersion),
  others: ({ before: { kernel }, event }) => {
    const name = patchNamed(event) ?? kernel.transition?.patch;
    const own =
      name === undefined ? 0 : (patchOf(kernel, name)?.version ?? livepatchImageOf(kernel, name)?.version ?? 0);
    const versions = kernel.patches.filter((patch) => patch.name !== name).map(({ version }) => version);
    const now = kernel.latestVersion;
    return [now, own, Math.max(0, ...versions), 0, Math.max(now - 1, 0), now + 1].map(numberChoice);
  },
  order: byLabel,
};

/* ---------------------------------------------------------------------------------------- enabled livepatches --- */

const patchesChoice = (names: readonly string[]): Choice => ({
  id: names.join('+') || 'none',
  label: namesWords(names, 'None'),
});

export const enabledAfter: Kind = {
  question: (moment) => `${asked(moment)}: which livepatches are enabled afterwards?`,
  answer: ({ after }) => patchesChoice(enabledNames(after.kernel)),
  others: ({ before: { kernel }, event }) => {
    const now = enabledNames(kernel);
    const name = patchNamed(event) ?? kernel.transition?.patch;
    const own = name === undefined ? [] : [name];
    const without = now.filter((each) => each !== name);
    return [now, without, [...without, ...own], own, []].map(patchesChoice);
  },
  order: inOrder(['none']),
};

/* ------------------------------------------------------------------------------------------- running code ------ */

const ORIGINAL = 'original';

const implChoice = (impl: string | null): Choice =>
  impl === null ? { id: ORIGINAL, label: 'The original' } : { id: impl, label: `\`${impl}\`’s version` };

const called = ({ event }: Pick<Moment, 'event'>) =>
  event.type === 'task.call' ? { tid: event.tid, object: event.object ?? 'vmlinux', func: event.func } : null;

export const runs: Kind = {
  about: 'task.call',
  question: (moment) => {
    const call = called(moment);
    return call === null ? asked(moment) : `${asked(moment)}: which implementation does it run?`;
  },
  answer: (moment) => {
    const task = moment.after.kernel.tasks.find(({ tid }) => tid === called(moment)?.tid);
    return implChoice(task?.stack[0]?.impl ?? null);
  },
  others: ({ before: { kernel }, event }) => {
    const call = called({ event });
    const stacked = call === null ? [] : (opsOf(kernel, call.object, call.func)?.funcStack ?? []);
    const loaded = kernel.modules.filter(({ kind }) => kind === 'livepatch').map(({ name }) => name);
    return [null, ...stacked.filter(({ nop }) => !nop).map(({ patch }) => patch), ...loaded].map(implChoice);
  },
  order: inOrder([ORIGINAL]),
};
