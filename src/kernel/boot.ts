/** From a description to a kernel. */
import { library } from './library';
import {
  type Cpu,
  type Frame,
  type Kernel,
  KLP_UNDEFINED,
  type LivepatchImage,
  type ModuleImage,
  type Task,
  VMLINUX,
} from './model';
import { funcKey } from './queries';
import type { PatchSpec, TaskSpec, World } from './world';

interface FunctionName {
  readonly object: string;
  readonly func: string;
}

/** `func`, `object:func`, or either with `,sympos`. */
export function parseFunction(text: string): FunctionName {
  const colon = text.indexOf(':');
  return colon === -1 ? { object: VMLINUX, func: text } : { object: text.slice(0, colon), func: text.slice(colon + 1) };
}

const newName = (patch: string, oldName: string): string => `${patch}_${oldName}`;

/** A livepatch of the user's own as a module image: no callbacks, no parameters. */
export function imageFromSpec(spec: PatchSpec): LivepatchImage {
  const objects = new Map<string, { oldName: string; newName: string; sympos: number }[]>();
  for (const { object, func } of spec.funcs.map(parseFunction)) {
    const [oldName = func, sympos = '0'] = func.split(',');
    const funcs = objects.get(object) ?? [];
    funcs.push({ oldName, newName: newName(spec.name, oldName), sympos: Number(sympos) || 0 });
    objects.set(object, funcs);
  }
  return {
    kind: 'livepatch',
    name: spec.name,
    version: spec.version ?? 0,
    sticky: spec.sticky ?? false,
    replace: spec.replace ?? false,
    replaceSet: spec.replaceSet ?? 0,
    states: spec.states ?? [],
    params: [],
    objects: [...objects].map(([name, funcs]) => ({ name, funcs, callbacks: {} })),
    ...(spec.note === undefined ? {} : { note: spec.note }),
  };
}

/** Every function of vmlinux that a livepatch of the library replaces exists, except those a spec says are missing. */
function symbolsFor(images: readonly ModuleImage[], specs: readonly PatchSpec[]): readonly string[] {
  const missing = new Set(specs.flatMap(({ missing: names }) => names ?? []));
  const names = images.flatMap((image) =>
    image.kind === 'livepatch'
      ? image.objects.filter(({ name }) => name === VMLINUX).flatMap(({ funcs }) => funcs.map(funcKey))
      : [],
  );
  return [...new Set(names)].filter((name) => !missing.has(name));
}

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

function tasksFrom(specs: readonly TaskSpec[], cpus: number): readonly Task[] {
  const taken = new Set(specs.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu])));
  const nextCpu = (): number | null => {
    for (let cpu = 0; cpu < cpus; cpu += 1) {
      if (taken.has(cpu)) continue;
      taken.add(cpu);
      return cpu;
    }
    return null;
  };
  return specs.flatMap((spec) => {
    const stack = (spec.stack ?? []).map(frameFor);
    return Array.from({ length: spec.count ?? 1 }, (_, index): Task => {
      const wanted = spec.where ?? 'interruptible';
      const onCpu = wanted === 'user' || wanted === 'kernel';
      const cpu = onCpu ? (index === 0 && spec.cpu !== undefined ? spec.cpu : nextCpu()) : null;
      return {
        tid: spec.tid + index,
        comm: spec.comm,
        kind: spec.kind ?? 'user',
        where: onCpu && cpu === null ? 'runnable' : wanted,
        cpu,
        freezable: spec.freezable ?? false,
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
export function boot(world: World, images: readonly ModuleImage[] = library): Kernel {
  const cpus = world.cpus ?? 2;
  const own = world.patches ?? [];
  const names = new Set(own.map(({ name }) => name));
  const all = [...images.filter(({ name }) => !names.has(name)), ...own.map(imageFromSpec)];
  return {
    library: all,
    symbols: symbolsFor(all, own),
    modules: [],
    patches: [],
    ops: [],
    transition: null,
    latestVersion: 0,
    tasks: tasksFrom(world.tasks, cpus),
    cpus: Array.from({ length: cpus }, (_, cpu): Cpu => ({ online: true, idle: idleTask(cpu) })),
    tainted: false,
    ftraceEnabled: true,
    call: null,
  };
}
