/** Two things in a description that cannot both be. */
import { library } from './library';
import { VMLINUX } from './model';
import { notModuleName } from './moduleName';
import { type Instead, type Problem, problem } from './problem';
import { parseFunction } from './specImages';
import { cpusOf, type TargetSpec, type WideTaskSpec, type WideWorld } from './world';

/** `include/linux/sched.h`: TASK_COMM_LEN is 16 with the final 0. */
const COMM_BYTES = 15;

export const contradictions = (world: WideWorld): readonly Problem[] => [
  ...quietCpus(world),
  ...moduleNames(world),
  ...world.tasks.flatMap((task, index) => [
    ...commProblems(task, `tasks[${index}]`),
    ...kindProblems(task, `tasks[${index}]`),
    ...frameProblems(task, `tasks[${index}]`, world),
  ]),
];

/** `kernel/time/tick-sched.c`: one CPU at least keeps the time. */
function quietCpus({ nohzFull = [], ...world }: WideWorld): readonly Problem[] {
  const quiet = new Set(nohzFull.filter((cpu) => cpu < cpusOf(world)));
  return quiet.size > 0 && quiet.size >= cpusOf(world)
    ? [problem('nohzFull', 'no CPU is left to keep the time: one has to have a tick')]
    : [];
}

function moduleNames({ patches = [], targets = [], symbols = [] }: WideWorld): readonly Problem[] {
  const unnamed = (list: string, named: readonly { readonly name: string }[]) =>
    named.flatMap(({ name }, index) => {
      const why = notModuleName(name);
      return why === null ? [] : [problem(`${list}[${index}].name`, why)];
    });
  const notModule = (list: string, named: readonly { readonly name: string }[]) =>
    named.flatMap(({ name }, index) =>
      name === VMLINUX ? [problem(`${list}[${index}].name`, `${VMLINUX} is the kernel itself, not a module`)] : [],
    );
  const livepatches = new Map(patches.map(({ name }, index) => [name, index]));
  return [
    ...unnamed('patches', patches),
    ...unnamed('targets', targets),
    ...notModule('patches', patches),
    ...notModule('targets', targets),
    ...targets.flatMap(({ name }, index) => {
      const other = livepatches.get(name);
      return other === undefined
        ? []
        : [
            problem(
              `targets[${index}].name`,
              `a livepatch is called ${name}, too`,
              problem(`patches[${other}].name`, `a module is called ${name}, too`),
            ),
          ];
    }),
    ...symbols.flatMap(({ name }, index) => {
      const why = notModuleName(parseFunction(name).object);
      return why === null ? [] : [problem(`symbols[${index}].name`, why)];
    }),
    ...patches.flatMap(({ states = [] }, index) =>
      states.some(({ id }) => id === 0) ? [problem(`patches[${index}].states`, 'a state with id 0 ends the list')] : [],
    ),
  ];
}

/** In UTF-8. */
const bytesOf = (text: string): number =>
  [...text].reduce((sum, char) => {
    const code = char.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4);
  }, 0);

function commProblems({ comm }: WideTaskSpec, at: string): readonly Problem[] {
  const bytes = bytesOf(comm);
  if (comm === '' || /[\n\0]/.test(comm))
    return [problem(`${at}.comm`, 'the name of a task is one line and not empty')];
  return bytes > COMM_BYTES
    ? [problem(`${at}.comm`, `the name of a task has at most ${COMM_BYTES} bytes, and this one has ${bytes}`)]
    : [];
}

/** What a task is, and where such a task can be. */
function kindProblems(task: WideTaskSpec, at: string): readonly Problem[] {
  const { tid, kind = 'user', where = 'interruptible', stack = [], killable, userWorker } = task;
  const isUser = kind === 'user';
  return [
    ...(tid === 1 && !isUser ? [problem(`${at}.kind`, 'thread id 1 is the first process, which is no kthread')] : []),
    ...(where === 'user' && !isUser ? [problem(`${at}.where`, `task ${tid} is a kthread and has no user space`)] : []),
    ...(where === 'user' && userWorker
      ? [problem(`${at}.where`, `task ${tid} is a worker of the kernel and has no user space`)]
      : []),
    ...(where === 'user' && stack.length > 0
      ? [problem(`${at}.stack`, `task ${tid} is in user space, so nothing is on its kernel stack`)]
      : []),
    ...(where === 'stopped' && !isUser
      ? [problem(`${at}.where`, `task ${tid} is a kthread, which no signal stops`)]
      : []),
    ...(tid === 1 && where === 'stopped' && isUser
      ? [problem(`${at}.where`, 'thread id 1 is the first process, and SIGSTOP is not delivered to it')]
      : []),
    ...(userWorker && !isUser
      ? [problem(`${at}.userWorker`, `task ${tid} is a kthread, and user workers are not`)]
      : []),
    ...(killable && where !== 'uninterruptible'
      ? [problem(`${at}.killable`, `task ${tid} does not sleep uninterruptibly, so it does not sleep killably`)]
      : []),
  ];
}

function frameProblems(task: WideTaskSpec, at: string, world: WideWorld): readonly Problem[] {
  const livepatches = new Set([
    ...(world.patches ?? []).map(({ name }) => name),
    ...library.flatMap(({ name, kind }) => (kind === 'livepatch' ? [name] : [])),
  ]);
  return (task.stack ?? []).flatMap((frame, index) => {
    const { object, func } = parseFunction(frame);
    const target = world.targets?.find(({ name }) => name === object);
    const unnamed = notModuleName(object);
    if (unnamed !== null) return [problem(`${at}.stack[${index}]`, unnamed)];
    const why = livepatches.has(object)
      ? `the livepatch ${object} is not loaded when the machine boots`
      : absentFunction(frame, object, func, target, world);
    if (why === null) return [];
    const instead = target && repair(target, func);
    return [
      {
        ...problem(`${at}.stack[${index}]`, `task ${task.tid} is in ${func}, and ${why}`),
        ...(instead && { instead }),
      },
    ];
  });
}

/** What would make the frame possible: its module is loaded, or has such a function. */
function repair({ name: module, functions, loaded }: TargetSpec, func: string): Instead | undefined {
  if (loaded === false) return { is: 'loaded', module };
  const name = func.split(',')[0] ?? func;
  return functions.includes(name) ? undefined : { is: 'function', module, func: name };
}

function absentFunction(
  frame: string,
  object: string,
  func: string,
  target: TargetSpec | undefined,
  { symbols = [] }: WideWorld,
): string | null {
  if (target?.loaded === false) return `the module ${object} is not loaded`;
  const [name = func, position = '1'] = func.split(',');
  const times = symbols.find((symbol) => symbol.name === (object === VMLINUX ? name : `${object}:${name}`))?.times;
  if (times !== undefined && times < Number(position)) return `there is no such function (${frame})`;
  if (target === undefined || isOfLibrary(object)) return null;
  return target.functions.some((each) => each === func || each === name)
    ? null
    : `the module ${object} has no function of that name`;
}

const isOfLibrary = (name: string): boolean => library.some((image) => image.name === name);
