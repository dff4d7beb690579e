/** The form of a group of tasks that are all alike. */
import type { StackReader } from '../intake/pasted';
import { isUserWorker } from '../kernel/boot';
import { LIMITS } from '../kernel/limits';
import { isCurrent } from '../kernel/stack';
import type { WideTaskSpec } from '../kernel/world';
import { counted } from '../phrases/plural';
import { type FormField, flagField, put, someOf } from './field';
import { isFunction, notFunctions, whole, words } from './text';

type Place = NonNullable<WideTaskSpec['where']>;

export const PLACES: readonly { readonly value: Place; readonly label: string; readonly note: string }[] = [
  { value: 'interruptible', label: 'asleep, interruptibly', note: 'A signal wakes it.' },
  { value: 'uninterruptible', label: 'asleep, uninterruptibly', note: 'No signal reaches it.' },
  { value: 'runnable', label: 'runnable, off the CPU', note: 'Its stack can be checked.' },
  { value: 'user', label: 'on a CPU, in user space', note: 'At most one for each CPU.' },
  { value: 'kernel', label: 'on a CPU, in the kernel', note: 'At most one for each CPU.' },
  { value: 'stopped', label: 'stopped by a signal', note: 'As SIGSTOP leaves it.' },
];

export const KINDS = [
  { value: 'user', label: 'user task' },
  { value: 'kthread', label: 'kthread' },
  { value: 'worker', label: 'user worker' },
] as const;

export const placeOf = ({ where = 'interruptible' }: WideTaskSpec): Place => where;
export const kindOf = (task: WideTaskSpec): (typeof KINDS)[number]['value'] =>
  isUserWorker(task) ? 'worker' : (task.kind ?? 'user');

const isAsleep = (task: WideTaskSpec): boolean =>
  placeOf(task) === 'interruptible' || placeOf(task) === 'uninterruptible';

const tidRule = `A whole number from 1 to ${LIMITS.tid.toLocaleString('en')}.`;

/** More are no stack, and not looked at. */
const MOST_LINES = 1000;
const MOST_NAMED = 5;

const some = (problems: readonly string[]): string =>
  [
    ...problems.slice(0, MOST_NAMED),
    ...(problems.length > MOST_NAMED ? [`${problems.length - MOST_NAMED} more`] : []),
  ].join('; ');

/** A line that only a kernel, or crash, has printed. */
const PRINTED = /\+0x|^\s*(\[<|#\d)|Trace:|task:/;

/**
 * What a kernel has printed is read as a whole, for one line says of others what they are. Else lines of words are functions as
 * people write them.
 */
function stackIn(text: string, readStack: StackReader) {
  const frames: string[] = [];
  const printed: string[] = [];
  const problems: string[] = [];
  let task: ReturnType<StackReader>['task'] = null;
  const all = text.split(/\r?\n/);
  if (all.length > MOST_LINES) return { tooLong: all.length };
  if (
    !all.some((line) => words(line).every(isFunction) && line.includes(':')) &&
    all.some((line) => PRINTED.test(line))
  ) {
    const read = readStack(text);
    const said = read.problems.map(({ line, what, instead }) => `line ${line}: ${what} ${instead}`);
    return { frames: read.stack, task: read.task, problems: said, isPrinted: true };
  }
  for (const [index, line] of all.entries()) {
    const own = words(line);
    if (own.every(isFunction)) {
      frames.push(...own);
      continue;
    }
    const read = readStack(line);
    task = read.task ?? task;
    printed.push(line);
    frames.push(...read.stack);
    problems.push(...read.problems.map(({ what, instead }) => `line ${index + 1}: ${what} ${instead}`));
  }
  return { frames, task, problems, isPrinted: printed.some((line) => PRINTED.test(line)) };
}

const stackField = (readStack: StackReader): FormField<WideTaskSpec> => ({
  kind: 'lines',
  name: 'stack',
  label: 'Functions on its stack, newest first',
  hint: 'func or module:func, or what /proc/PID/stack, dmesg or crash printed: paste it.',
  show: ({ stack = [] }) => stack.join('\n'),
  read: (text, spec) => {
    const found = stackIn(text, readStack);
    if ('tooLong' in found)
      return {
        problem: `A stack has at most ${LIMITS.list} functions, and this has ${counted(found.tooLong)} lines. “Paste …” takes a log of many tasks.`,
      };
    const { frames, task, problems, isPrinted } = found;
    if (problems.length > 0 && !isPrinted && task === null)
      return { problem: notFunctions(words(text).filter((word) => !isFunction(word))) ?? some(problems) };
    const remark = problems.length === 0 ? undefined : `Not understood: ${some(problems)}.`;
    return { spec: put(spec, { ...task, stack: someOf(frames) }), remark };
  },
});

export const taskFields = (readStack: StackReader): readonly FormField<WideTaskSpec>[] => [
  {
    kind: 'line',
    name: 'comm',
    label: 'comm',
    width: 'half',
    show: ({ comm }) => comm,
    read: (text, spec) => ({ spec: { ...spec, comm: text.trim() } }),
  },
  {
    kind: 'line',
    name: 'count',
    isNumber: true,
    label: 'How many',
    width: 'short',
    show: ({ count = 1 }) => `${count}`,
    read: (text, spec) => {
      const count = whole(text, 1, LIMITS.tasks);
      return count === null
        ? { problem: `A whole number from 1 to ${LIMITS.tasks.toLocaleString('en')}.` }
        : { spec: put(spec, { count: count === 1 ? undefined : count }) };
    },
  },
  {
    kind: 'line',
    name: 'tid',
    isNumber: true,
    label: 'Thread id',
    width: 'short',
    show: ({ tid }) => `${tid}`,
    read: (text, spec) => {
      const tid = whole(text, 1, LIMITS.tid);
      return tid === null ? { problem: tidRule } : { spec: { ...spec, tid } };
    },
  },
  {
    kind: 'buttons',
    name: 'kind',
    label: 'What it is',
    at: ['kind', 'userWorker'],
    groups: [{ label: null, choices: KINDS }],
    show: kindOf,
    read: (value, spec) => {
      const plain = put(spec, { kind: value === 'kthread' ? 'kthread' : undefined, userWorker: undefined });
      const isWorker = value === 'worker';
      return { spec: isUserWorker(plain) === isWorker ? plain : { ...plain, userWorker: isWorker } };
    },
  },
  {
    kind: 'choice',
    name: 'where',
    label: 'Where',
    width: 'half',
    groups: [{ label: null, choices: PLACES }],
    show: placeOf,
    read: (value, spec) => {
      const where = PLACES.find((place) => place.value === value)?.value;
      const there = put(spec, { where: where === 'interruptible' ? undefined : where });
      // How it slept says nothing of a task that does not sleep.
      return { spec: isAsleep(there) ? there : put(there, { freezable: undefined, killable: undefined }) };
    },
  },
  {
    kind: 'line',
    name: 'cpu',
    isNumber: true,
    label: 'CPU',
    width: 'short',
    hint: 'Empty: the first free one.',
    when: (task) => isCurrent(task) || task.cpu !== undefined,
    show: ({ cpu }) => (cpu === undefined ? '' : `${cpu}`),
    read: (text, spec) => {
      if (text.trim() === '') return { spec: put(spec, { cpu: undefined }) };
      const cpu = whole(text, 0, LIMITS.cpus - 1);
      return cpu === null ? { problem: 'The number of a CPU, counted from 0.' } : { spec: { ...spec, cpu } };
    },
  },
  stackField(readStack),
  flagField<WideTaskSpec, 'freezable'>('freezable', 'It sleeps freezably (TASK_FREEZABLE)', {
    rare: true,
    when: (task) => isAsleep(task) || task.freezable === true,
  }),
  flagField<WideTaskSpec, 'killable'>('killable', 'SIGKILL wakes it (TASK_KILLABLE)', {
    rare: true,
    when: (task) => placeOf(task) === 'uninterruptible' || task.killable === true,
  }),
  flagField<WideTaskSpec, 'reliable'>('reliable', 'Its stack can be unwound reliably', { rare: true, otherwise: true }),
];
