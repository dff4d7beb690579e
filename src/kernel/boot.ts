/** From a description to a kernel. */

import type { ModuleImage } from './images';
import { library } from './library';
import { type Cpu, type Frame, type Kernel, KLP_UNDEFINED, type Module, type Task, VMLINUX } from './model';
import { funcKey, usersOf } from './queries';
import { imageFromSpec, parseFunction, targetImage } from './specImages';
import { isCurrent } from './stack';
import { cpusOf, type SymbolSpec, type TargetSpec, type WideTaskSpec, type WideWorld } from './world';

/** `f`, `f,2` … `f,times`. */
const occurrences = (name: string, times: number): readonly string[] =>
  Array.from({ length: times }, (_, index) => funcKey({ oldName: name, sympos: index + 1 }));

/** A second function of a name means that there is a first one. */
const upTo = ({ oldName, sympos }: { readonly oldName: string; readonly sympos: number }): readonly string[] =>
  occurrences(oldName, Math.max(sympos, 1));

/** The symbols of which a world says how often they occur. */
export const countedSymbols = (symbols: readonly SymbolSpec[]): ReadonlySet<string> =>
  new Set(symbols.filter(({ times }) => times !== undefined).map(({ name }) => name));

/**
 * Every function of vmlinux that a livepatch of the library replaces exists, except those a spec says are missing, and those
 * the world says occur more than once.
 *
 * Simplified: a kernel has every function that a livepatch names, once and with a location for ftrace, unless the machine says
 * otherwise.
 * Reason: a real symbol table has far more than 100,000 names, and differs from build to build.
 * Matters to: symbolNotFound, ftraceFailed.
 */
function symbolsFor(images: readonly ModuleImage[], { patches = [], symbols = [] }: WideWorld): readonly string[] {
  const missing = new Set(patches.flatMap(({ missing: names }) => names ?? []));
  const counted = countedSymbols(symbols);
  const replaced = images.flatMap((image) =>
    image.kind === 'livepatch'
      ? image.objects.filter(({ name }) => name === VMLINUX).flatMap(({ funcs }) => funcs)
      : [],
  );
  const names = replaced.filter(({ oldName }) => !counted.has(oldName)).flatMap(upTo);
  const said = symbols.flatMap(({ name, times = 1 }) => (name.includes(':') ? [] : occurrences(name, times)));
  return [...new Set([...names, ...said])].filter((name) => !missing.has(name));
}

/** Functions that frames and livepatches name in each module, in the order in which they are named. */
function functionsNamed(
  images: readonly ModuleImage[],
  tasks: readonly WideTaskSpec[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (object: string, func: string) => {
    const functions = found.get(object) ?? [];
    if (!functions.includes(func)) functions.push(func);
    found.set(object, functions);
  };
  for (const { object, func } of tasks.flatMap(({ stack }) => stack ?? []).map(parseFunction)) {
    if (object !== VMLINUX) add(object, func);
  }
  for (const image of images) {
    if (image.kind !== 'livepatch') continue;
    for (const { name, funcs } of image.objects) {
      if (found.has(name)) for (const func of funcs.flatMap(upTo)) add(name, func);
    }
  }
  return found;
}

/** The world's own modules, and those that only its frames name: code of a module cannot run without the module. */
function targetsOf(
  images: readonly ModuleImage[],
  { tasks, targets = [], symbols = [] }: WideWorld,
): readonly TargetSpec[] {
  const own = new Set(targets.map(({ name }) => name));
  const named = [...functionsNamed(images, tasks)].filter(([name]) => !own.has(name));
  return [...targets, ...named.map(([name, functions]): TargetSpec => ({ name, functions }))].map((target) => ({
    ...target,
    functions: target.functions.flatMap((func) => {
      const times = symbols.find(({ name }) => name === `${target.name}:${func}`)?.times;
      return times === undefined ? [func] : occurrences(func, times);
    }),
  }));
}

/** Modules of which a world says nothing, and which are loaded in it all the same, since a task is in a function of theirs. */
export function impliedTargets({ tasks, patches = [], targets = [] }: WideWorld): readonly TargetSpec[] {
  const known = new Set([...patches, ...targets, ...library].map(({ name }) => name));
  const named = functionsNamed(patches.map(imageFromSpec), tasks);
  return [...named].flatMap(([name, functions]) => (known.has(name) ? [] : [{ name, functions }]));
}

const loadedModule = (image: ModuleImage): Module => ({
  name: image.name,
  kind: image.kind,
  state: 'LIVE',
  refcnt: usersOf(image),
  params: Object.fromEntries(image.params.map(({ name, default: value }) => [name, value])),
});

/** `object:func` for every function of which the world says this. */
const functionsThat = ({ symbols = [] }: WideWorld, holds: (symbol: SymbolSpec) => boolean): readonly string[] =>
  symbols.filter(holds).flatMap(({ name, times = 1 }) => {
    const { object, func } = parseFunction(name);
    return occurrences(func, times).map((each) => `${object}:${each}`);
  });

const frameFor = (text: string): Frame => ({ ...parseFunction(text), impl: null });

const idleTask = (cpu: number): Task => ({
  tid: 0,
  comm: `swapper/${cpu}`,
  kind: 'idle',
  where: 'kernel',
  cpu,
  freezable: false,
  reliable: true,
  stack: [],
  patchState: KLP_UNDEFINED,
  pending: false,
});

/** `copy_process()`: the first function of a thread that the kernel makes; a process gets past it to user space, a worker does not. */
const beganInKernel = (stack: readonly string[]): boolean => /^ret_from_fork(_asm)?$/.test(stack.at(-1) ?? '');

/** What is said of a task, or what its stack says of it. */
export const isUserWorker = ({ kind = 'user', stack = [], userWorker }: WideTaskSpec): boolean =>
  userWorker ?? (kind === 'user' && beganInKernel(stack));

/**
 * The CPU that each task of each group is on, `null` for none. A CPU runs one task: the one that a group names is for the first
 * of it, and the others get what is free, in the order of the list.
 */
export function cpusAtBoot(specs: readonly WideTaskSpec[], cpus: number): readonly (readonly (number | null)[])[] {
  const taken = new Set(specs.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu])));
  const nextCpu = (): number | null => {
    for (let cpu = 0; cpu < cpus; cpu += 1) {
      if (taken.has(cpu)) continue;
      taken.add(cpu);
      return cpu;
    }
    return null;
  };
  return specs.map((spec) =>
    Array.from({ length: spec.count ?? 1 }, (_, index) => {
      if (!isCurrent(spec)) return null;
      return index === 0 && spec.cpu !== undefined ? spec.cpu : nextCpu();
    }),
  );
}

function tasksFrom(specs: readonly WideTaskSpec[], cpus: number): readonly Task[] {
  const places = cpusAtBoot(specs, cpus);
  return specs.flatMap((spec, group) => {
    const stack = (spec.stack ?? []).map(frameFor);
    return (places[group] ?? []).map((cpu, index): Task => {
      const wanted = spec.where ?? 'interruptible';
      return {
        tid: spec.tid + index,
        comm: spec.comm,
        kind: spec.kind ?? 'user',
        where: isCurrent(spec) && cpu === null ? 'runnable' : wanted,
        cpu,
        freezable: spec.freezable ?? false,
        ...(spec.killable === true && { killable: true }),
        ...(isUserWorker(spec) && { userWorker: true }),
        reliable: spec.reliable ?? true,
        stack,
        patchState: KLP_UNDEFINED,
        pending: false,
      };
    });
  });
}

/**
 * The kernel a world describes, just booted: no livepatch, nothing tainted. Tasks that find no free CPU are runnable.
 * @param images the modules that can be loaded; the world's own livepatches come after them.
 */
export function boot(world: WideWorld, images: readonly ModuleImage[] = library): Kernel {
  const cpus = cpusOf(world);
  const own = world.patches ?? [];
  const names = new Set(own.map(({ name }) => name));
  const livepatches = [...images.filter(({ name }) => !names.has(name)), ...own.map(imageFromSpec)];
  const targets = targetsOf(livepatches, world);
  const unknown = targets.filter(({ name }) => !livepatches.some((image) => image.name === name));
  const all = [...livepatches, ...unknown.map(targetImage)];
  const loaded = new Set(targets.filter(({ loaded: there }) => there !== false).map(({ name }) => name));
  const unhookable = functionsThat(world, ({ hookable }) => hookable === false);
  const unreliableIn = functionsThat(world, ({ reliable }) => reliable === false);
  const nohzFull = new Set(world.nohzFull);
  return {
    library: all,
    symbols: symbolsFor(all, world),
    ...(unhookable.length > 0 && { unhookable }),
    ...(unreliableIn.length > 0 && { unreliableIn }),
    ...(world.livepatch === false && { livepatchOff: true }),
    ...(world.ftraceAlwaysOn === true && { ftraceAlwaysOn: true }),
    modules: all.filter(({ name, kind }) => kind === 'target' && loaded.has(name)).map(loadedModule),
    patches: [],
    ops: [],
    transition: null,
    latestVersion: 0,
    tasks: tasksFrom(world.tasks, cpus),
    cpus: Array.from(
      { length: cpus },
      (_, cpu): Cpu => ({ online: true, ...(nohzFull.has(cpu) && { nohzFull: true }), idle: idleTask(cpu) }),
    ),
    tainted: false,
    ftraceEnabled: true,
    call: null,
  };
}
