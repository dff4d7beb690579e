/** Files that `klp`, kpatch, openQA and the self-tests read beside those of the livepatch core. */
import { type KprobeSet, kprobesSet } from '../kernel/ftrace';
import type { ModuleImage } from '../kernel/images';
import { kstrtobool } from '../kernel/kstrto';
import { type Kernel, KLP_PATCHED, type KlpOps, type Module, type Task, VMLINUX } from '../kernel/model';
import { imageOf, livepatchImageOf, oldNameOf, paramOf } from '../kernel/queries';
import { parseFunction } from '../kernel/specImages';
import { bareAddress, textAddress } from './addresses';
import { dir, fileMode, type Node, readOnly } from './node';

/** `include/linux/panic.h`: TAINT_LIVEPATCH is bit 15, its letter K. The modules of this machine are signed, and of its tree. */
const TAINT_LIVEPATCH = 1 << 15;

/** `kernel/module/main.c: module_flags_taint()`. */
export const taintLetters = (kernel: Kernel, { name }: Module): string =>
  livepatchImageOf(kernel, name) === undefined ? '' : 'K';

/** What `/proc/modules` and `/sys/module/NAME/coresize` say of every module here. */
const MODULE_SIZE = 16384;

const STATES = { COMING: ['Loading', '+'], LIVE: ['Live', ''], GOING: ['Unloading', '-'] } as const;

/** `kernel/module/procfs.c: m_show()`; the newest module comes first. */
const moduleLine = (kernel: Kernel, module: Module): string => {
  const [state, sign] = STATES[module.state];
  const taints = taintLetters(kernel, module);
  const users = imageOf(kernel, module.name)?.permanent === true ? '[permanent],' : '-';
  return `${module.name} ${MODULE_SIZE} ${module.refcnt} ${users} ${state} ${bareAddress(module.name)}${taints === '' ? '' : ` (${taints}${sign})`}`;
};

const handlerOf = (name: string, module: string): string => `\ttramp: ${bareAddress(module)} (${name}) ->${name}`;

/** A function that ftrace calls somebody for: a livepatch, a kprobe, or both; or nobody any more. */
interface Traced {
  readonly object: string;
  readonly func: string;
  readonly ops: KlpOps | null;
  readonly probe: KprobeSet | null;
}

const tracedFunctions = (kernel: Kernel): readonly Traced[] => {
  const probes = kprobesSet(kernel);
  const same = (a: { object: string; func: string }) => (b: { object: string; func: string }) =>
    a.object === b.object && a.func === b.func;
  const patched = kernel.ops.map((ops) => ({ ...ops, ops, probe: probes.find(same(ops)) ?? null }));
  const alone = probes.filter((probe) => !kernel.ops.some(same(probe)));
  return [...patched, ...alone.map((probe) => ({ ...probe, ops: null, probe }))];
};

/** `kernel/trace/ftrace.c: t_show()`: how many callbacks, then R (registers), I (IPMODIFY) and M (was modified). */
const tracedLine = ({ object, func, ops, probe }: Traced, others: boolean): string => {
  const users = (ops === null ? 0 : 1) + (probe === null ? 0 : 1);
  const modifies = ops !== null || probe?.postHandler === true;
  const modified = modifies || users === 0;
  const name = object === VMLINUX ? oldNameOf(func) : `${oldNameOf(func)} [${object}]`;
  const flags = `${probe === null ? '  ' : ' R'}${modifies ? ' I' : '  '}    ${modified ? ' M ' : '   '}`;
  const calls = (): string => {
    if (users === 0) return ` ->${others ? 'arch_ftrace_ops_list_func+0x0/0x250' : 'ftrace_stub+0x0/0x10'}`;
    if (users > 1) return ' ->arch_ftrace_ops_list_func+0x0/0x250';
    return ops === null
      ? handlerOf('kprobe_ftrace_handler+0x0/0x1f0', probe?.module ?? '')
      : handlerOf('klp_ftrace_handler+0x0/0x110', `${object}:${func}`);
  };
  return `${name} (${users})${flags}${calls()}`;
};

const enabledFunctions = (kernel: Kernel): string => (kernel.ftraceEnabled ? tracedLines(tracedFunctions(kernel)) : '');

const tracedLines = (all: readonly Traced[]): string => {
  const others = all.some(({ ops, probe }) => ops !== null || probe !== null);
  return all.map((each) => tracedLine(each, others)).join('\n');
};

/** Those as well that a livepatch has redirected and no longer does: FTRACE_FL_TOUCHED and FTRACE_FL_MODIFIED are never cleared. */
const touchedFunctions = (kernel: Kernel): string => {
  const now = tracedFunctions(kernel);
  const before = (kernel.touched ?? []).map(parseFunction);
  const left = before.filter((each) => !now.some(({ object, func }) => object === each.object && func === each.func));
  return tracedLines([...now, ...left.map((each) => ({ ...each, ops: null, probe: null }))]);
};

/** `/sys/kernel/debug/kprobes/list` (`kernel/kprobes.c: report_probe()`). */
const kprobeList = (kernel: Kernel): string =>
  tracedFunctions(kernel)
    .filter(({ probe }) => probe !== null)
    .map(({ func, object }) => `${bareAddress(func)}  k  ${func}+0x4  ${object === VMLINUX ? ' ' : object} [FTRACE]`)
    .join('\n');

/**
 * How many of the processes that a parameter lists have not called the new function yet
 * (`tools/testing/selftests/livepatch/test_modules/test_klp_syscall.c: npids_show()`).
 *
 * Simplified: a listed process that the machine does not have is one of the test script's: it calls the function in a loop,
 * so it counts until the transition is complete.
 * Reason: the script starts them itself, with a program that does nothing else.
 * Matters to: no single step.
 */
const awaitedCallers = (kernel: Kernel, module: Module): string => {
  const image = livepatchImageOf(kernel, module.name);
  const listed = (paramOf(kernel, module.name, image?.awaits?.param ?? '') ?? '')
    .split(',')
    .filter((pid) => pid !== '');
  const { transition } = kernel;
  const changes = transition?.patch === module.name && transition.target === KLP_PATCHED;
  const there = new Set(kernel.tasks.map(({ tid }) => tid));
  const waits = (pid: number): boolean => (there.has(pid) ? !(module.called ?? []).includes(pid) : changes);
  return String(listed.filter((pid) => waits(Number(pid))).length);
};

const CPUS = '/sys/devices/system/cpu';

/** `lib/bitmap.c`, as `%*pbl` prints it: `0-2,4`. */
const cpuList = (cpus: readonly number[]): string =>
  cpus
    .filter((cpu) => !cpus.includes(cpu - 1))
    .map((first) => {
      const last = cpus.find((cpu) => cpu >= first && !cpus.includes(cpu + 1)) ?? first;
      return first === last ? `${first}` : `${first}-${last}`;
    })
    .join(',');

/** `drivers/base/cpu.c`, `drivers/base/core.c: online_store()`. CPU 0 of x86-64 has no file of its own. */
const cpuFiles = ({ cpus }: Kernel): readonly (readonly [string, Node])[] => [
  ...(['online', 'offline'] as const).map((name): readonly [string, Node] => [
    `${CPUS}/${name}`,
    readOnly(() => cpuList([...cpus.keys()].filter((cpu) => cpus[cpu]?.online === (name === 'online')))),
  ]),
  ...['possible', 'present'].map((name): readonly [string, Node] => [
    `${CPUS}/${name}`,
    readOnly(() => cpuList([...cpus.keys()])),
  ]),
  ...cpus.slice(1).map(({ online }, index): readonly [string, Node] => {
    const cpu = index + 1;
    const file: Node = {
      kind: 'file',
      mode: fileMode('0644'),
      read: () => (online ? '1' : '0'),
      write: (value) => {
        const wanted = kstrtobool(value);
        return wanted === null ? null : { type: wanted ? 'cpu.online' : 'cpu.offline', cpu };
      },
    };
    return [`${CPUS}/cpu${cpu}/online`, file];
  }),
];

/** `kernel/module/sysfs.c`: what lsmod and modinfo look at. The memory of the init function is free again once it has returned. */
const sizeFiles = (module: string): readonly (readonly [string, Node])[] => [
  [`/sys/module/${module}/coresize`, readOnly(() => String(MODULE_SIZE))],
  [`/sys/module/${module}/initsize`, readOnly(() => '0')],
  [`/sys/module/${module}/holders`, dir(() => [])],
];

/** The functions of a module, a livepatch's new ones as well, in the order of its file. */
const moduleFunctions = (image: ModuleImage): readonly string[] =>
  image.kind === 'target'
    ? image.functions.map(({ name }) => oldNameOf(name))
    : image.objects.flatMap(({ funcs }) => funcs.map(({ newName }) => newName));

/**
 * `kernel/kallsyms.c`: the kernel's own symbols first, then those of each loaded module.
 *
 * Simplified: of the symbols only the functions that this machine knows, and every one is local (t).
 * Reason: the file is read to count how often a name occurs, and for the module behind a new function.
 * Matters to: no single step.
 */
const symbolTable = (kernel: Kernel): string => {
  const line = (address: string, name: string, module: string): string => `${address} t ${name}${module}`;
  const own = kernel.symbols.map((name) => line(textAddress(name), oldNameOf(name), ''));
  const modules = kernel.modules.flatMap(({ name: module }) => {
    const image = imageOf(kernel, module);
    const names = image === undefined ? [] : moduleFunctions(image);
    return names.map((name, index) => line(bareAddress(`${module}:${index}`).slice(2), name, `\t[${module}]`));
  });
  return [...own, ...modules].join('\n');
};

/** Each under its path. */
export const toolFiles = (kernel: Kernel): readonly (readonly [string, Node])[] => [
  ['/proc/sys/kernel/tainted', readOnly(() => String(kernel.tainted ? TAINT_LIVEPATCH : 0), '0644')],
  [
    '/proc/modules',
    readOnly(() =>
      kernel.modules
        .map((module) => moduleLine(kernel, module))
        .toReversed()
        .join('\n'),
    ),
  ],
  // `kernel/trace/trace.h`: TRACE_MODE_READ is 0440; `kernel/kprobes.c` makes its list for the owner alone.
  ['/sys/kernel/tracing/enabled_functions', readOnly(() => enabledFunctions(kernel), '0440')],
  ['/sys/kernel/debug/tracing/enabled_functions', readOnly(() => enabledFunctions(kernel), '0440')],
  ['/sys/kernel/tracing/touched_functions', readOnly(() => touchedFunctions(kernel), '0440')],
  ['/sys/kernel/debug/tracing/touched_functions', readOnly(() => touchedFunctions(kernel), '0440')],
  ['/sys/kernel/debug/kprobes/list', readOnly(() => kprobeList(kernel), '0400')],
  ['/proc/kallsyms', readOnly(() => symbolTable(kernel))],
  ...cpuFiles(kernel),
  ...kernel.modules.flatMap(({ name }) => sizeFiles(name)),
  ...kernel.modules.flatMap((module) => {
    const path = livepatchImageOf(kernel, module.name)?.awaits?.path;
    return path === undefined ? [] : [[path, readOnly(() => awaitedCallers(kernel, module))] as const];
  }),
];

const STATE_NAMES = {
  user: 'R (running)',
  kernel: 'R (running)',
  runnable: 'R (running)',
  interruptible: 'S (sleeping)',
  uninterruptible: 'D (disk sleep)',
  stopped: 'T (stopped)',
} as const;

/** `fs/proc/array.c: proc_pid_status()`, its first lines. */
export const statusOf = (task: Task): string =>
  [
    `Name:\t${task.comm}`,
    `State:\t${STATE_NAMES[task.where]}`,
    `Tgid:\t${task.tid}`,
    `Pid:\t${task.tid}`,
    `Kthread:\t${task.kind === 'kthread' ? 1 : 0}`,
  ].join('\n');

/** `fs/proc/base.c: proc_pid_cmdline_read()`: a kthread was started with none. */
export const cmdlineOf = ({ kind, userWorker, comm }: Task): string =>
  kind === 'user' && userWorker !== true ? comm : '';
