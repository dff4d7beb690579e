/** The description of a machine: what its boot has to be for it to come about, its tasks as they are or as they began. */

import { specFromImage, specFromTarget } from '../kernel/imageSpecs';
import type { ModuleImage } from '../kernel/images';
import { library } from '../kernel/library';
import { type Kernel, type Module, type Task, VMLINUX } from '../kernel/model';
import { imageOf, oldNameOf, usersOf } from '../kernel/queries';
import { parseFunction } from '../kernel/specImages';
import { isCurrent } from '../kernel/stack';
import type { SymbolSpec, TargetSpec, WideTaskSpec, WideWorld } from '../kernel/world';

const isBuiltIn = (image: ModuleImage): boolean => library.includes(image);

/** A target module as it is right after a boot. */
const isPlain = (
  kernel: Kernel,
  { name, kind, state, refcnt, params, initWaits, kprobeSet, called }: Module,
): boolean =>
  kind === 'target' &&
  state === 'LIVE' &&
  refcnt === usersOf(imageOf(kernel, name)) &&
  initWaits === undefined &&
  kprobeSet === undefined &&
  called === undefined &&
  (imageOf(kernel, name)?.params ?? []).every((param) => params[param.name] === param.default);

/** How many modules, from the first on, a boot can have: it loads them in the order of the library. */
export function bootedModules(kernel: Kernel): number {
  const placeOf = (name: string): number => kernel.library.findIndex((image) => image.name === name);
  const end = kernel.modules.findIndex((module, index) => {
    const before = kernel.modules[index - 1];
    return !isPlain(kernel, module) || (before !== undefined && placeOf(before.name) > placeOf(module.name));
  });
  return end === -1 ? kernel.modules.length : end;
}

function targetsOf(kernel: Kernel): readonly TargetSpec[] {
  const booted = new Set(kernel.modules.slice(0, bootedModules(kernel)).map(({ name }) => name));
  return kernel.library.flatMap((image): readonly TargetSpec[] => {
    if (image.kind !== 'target') return [];
    if (isBuiltIn(image)) {
      return booted.has(image.name) ? [{ name: image.name, functions: image.functions.map(({ name }) => name) }] : [];
    }
    return [{ ...specFromTarget(image), ...(!booted.has(image.name) && { loaded: false }) }];
  });
}

/** How often the livepatches that can be loaded make a function of vmlinux stand in the symbol table by themselves. */
function implied({ library: images }: Kernel): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const image of images) {
    if (image.kind !== 'livepatch') continue;
    for (const { name, funcs } of image.objects) {
      if (name !== VMLINUX) continue;
      for (const { oldName, sympos } of funcs) times.set(oldName, Math.max(times.get(oldName) ?? 1, sympos, 1));
    }
  }
  return times;
}

const nameOf = (object: string, func: string): string => (object === VMLINUX ? func : `${object}:${func}`);

/** What ftrace has no location for, whoever says so: the world, or the module's own file. */
const unhookableIn = ({ unhookable = [], library }: Kernel): readonly string[] => [
  ...unhookable,
  ...library.flatMap((image) =>
    image.kind === 'target'
      ? image.functions.flatMap((func) => (func.unhookable === true ? [`${image.name}:${func.name}`] : []))
      : [],
  ),
];

/** The functions that share a name. */
interface Namesakes {
  readonly object: string;
  readonly name: string;
  /** As in `Frame.func`. */
  readonly keys: readonly string[];
}

function namesakes(kernel: Kernel, times: ReadonlyMap<string, number>): readonly Namesakes[] {
  const found = new Map<string, Namesakes & { keys: string[] }>();
  const add = (object: string, name: string, key: string | null): void => {
    const known = found.get(nameOf(object, name)) ?? { object, name, keys: [] };
    found.set(nameOf(object, name), known);
    if (key !== null && !known.keys.includes(key)) known.keys.push(key);
  };
  for (const key of kernel.symbols) add(VMLINUX, oldNameOf(key), key);
  for (const name of times.keys()) add(VMLINUX, name, null);
  for (const each of [...unhookableIn(kernel), ...(kernel.unreliableIn ?? [])]) {
    const { object, func } = parseFunction(each);
    add(object, oldNameOf(func), object === VMLINUX ? null : func);
  }
  return [...found.values()];
}

/** What is said of functions by themselves, also where their name stands in the table more than once. */
function symbolsOf(kernel: Kernel): readonly SymbolSpec[] {
  const times = implied(kernel);
  const unhookable = unhookableIn(kernel);
  const flags = (object: string, key: string): Omit<SymbolSpec, 'name' | 'times'> => ({
    ...(unhookable.includes(`${object}:${key}`) && { hookable: false }),
    ...(kernel.unreliableIn?.includes(`${object}:${key}`) && { reliable: false }),
  });
  return namesakes(kernel, times).flatMap(({ object, name, keys }): readonly SymbolSpec[] => {
    const flagged = keys.map((key) => ({ key, said: flags(object, key) }));
    const isCounted = object === VMLINUX && keys.length !== (times.get(name) ?? 0);
    const [first] = flagged;
    const isOne = object === VMLINUX && new Set(flagged.map(({ said }) => JSON.stringify(said))).size === 1;
    const isSaid = ({ said }: { readonly said: object }): boolean => Object.keys(said).length > 0;
    if (isOne && first !== undefined && (isCounted || isSaid(first))) {
      const isMore = isCounted ? times.has(name) || keys.length !== 1 : keys.length > 1;
      return [{ name, ...(isMore && { times: keys.length }), ...first.said }];
    }
    return [
      ...(isCounted ? [{ name, times: keys.length }] : []),
      ...flagged.filter(isSaid).map(({ key, said }) => ({ name: nameOf(object, key), ...said })),
    ];
  });
}

/** A task as it boots: `stack` are the frames it boots with. */
export interface BootTask {
  readonly task: Task;
  readonly where: Task['where'];
  readonly stack: Task['stack'];
}

const specOf = ({ task, where, stack }: BootTask): WideTaskSpec => ({
  tid: task.tid,
  comm: task.comm,
  ...(task.kind === 'kthread' && { kind: 'kthread' }),
  ...(where !== 'interruptible' && { where }),
  ...(isCurrent({ where }) && task.cpu !== null && { cpu: task.cpu }),
  ...(stack.length > 0 && { stack: stack.map(({ object, func }) => nameOf(object, func)) }),
  ...(task.freezable && { freezable: true }),
  ...(!task.reliable && { reliable: false }),
  ...(task.killable && where === 'uninterruptible' && { killable: true }),
  ...(task.userWorker && { userWorker: true }),
});

/** Tasks that follow each other in the list and by their numbers, and are alike, become one group. */
function grouped(specs: readonly WideTaskSpec[]): readonly WideTaskSpec[] {
  const groups: { spec: WideTaskSpec; key: string; count: number }[] = [];
  for (const spec of specs) {
    const { tid, ...rest } = spec;
    const key = JSON.stringify(rest);
    const last = groups.at(-1);
    if (last?.key === key && last.spec.tid + last.count === tid && spec.cpu === undefined) last.count += 1;
    else groups.push({ spec, key, count: 1 });
  }
  return groups.map(({ spec, count }) => (count === 1 ? spec : { ...spec, count }));
}

export function bootedWorld(kernel: Kernel, tasks: readonly BootTask[]): WideWorld {
  const patches = kernel.library.flatMap((image) =>
    image.kind === 'livepatch' && !isBuiltIn(image) ? [specFromImage(image)] : [],
  );
  const [targets, symbols] = [targetsOf(kernel), symbolsOf(kernel)];
  const nohzFull = kernel.cpus.flatMap((cpu, index) => (cpu.nohzFull === true ? [index] : []));
  return {
    cpus: kernel.cpus.length,
    ...(nohzFull.length > 0 && { nohzFull }),
    ...(kernel.livepatchOff && { livepatch: false }),
    ...(kernel.ftraceAlwaysOn && { ftraceAlwaysOn: true }),
    tasks: grouped(tasks.map(specOf)),
    ...(patches.length > 0 && { patches }),
    ...(targets.length > 0 && { targets }),
    ...(symbols.length > 0 && { symbols }),
  };
}
