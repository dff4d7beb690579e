/** Modules that a list of loaded ones shows: what they are to a machine, which has them when it begins. Pure. */
import { library } from '../kernel/library';
import { LIMITS } from '../kernel/limits';
import { VMLINUX } from '../kernel/model';
import { imageFromSpec, parseFunction } from '../kernel/specImages';
import type { TargetSpec, WideTaskSpec, WideWorld } from '../kernel/world';
import { plural } from '../phrases/plural';
import { someOf } from '../phrases/someOf';
import type { Livepatches } from './livepatchList';
import type { ModuleRow } from './moduleList';

const MOST_NAMED = 5;

/** Each once, as it stands last. */
const rowsOf = (list: readonly ModuleRow[]): readonly ModuleRow[] => [
  ...new Map(list.map((row) => [row.name, row])).values(),
];

/** Names a livepatch: the loader's line about one, and those of `kernel/livepatch/`. */
const NAMED = /^(\w+): tainting kernel with TAINT_LIVEPATCH|^livepatch: (?:\w+ patch )?'(\w+)'/;

/** `lsmod` does not tell which of them are livepatches; a log, or sysfs, that stands beside it may. */
export function withLivepatches(
  list: readonly ModuleRow[],
  log: readonly string[],
  { patches, named: others }: Livepatches,
): readonly ModuleRow[] {
  const named = new Set([...log.flatMap((line) => NAMED.exec(line)?.slice(1) ?? []), ...namesOf(patches), ...others]);
  return list.map((row) => (named.has(row.name) && row.is !== 'coming or going' ? { ...row, is: 'livepatch' } : row));
}

/**
 * Those that a machine has from the start. What uses a module is not said of it, only how often: the references of other modules
 * are among those that are counted.
 */
export const listedModules = (list: readonly ModuleRow[]): readonly TargetSpec[] =>
  rowsOf(list)
    .filter(({ is }) => is === 'live' || is === 'permanent')
    .map(({ name, usedBy, is }) => ({
      name,
      functions: [],
      loaded: true,
      ...(is === 'permanent' && { permanent: true }),
      ...(usedBy !== null && usedBy > 0 && { usedBy }),
    }));

const namesOf = (named: readonly { readonly name: string }[]): readonly string[] => named.map(({ name }) => name);
const areIs = ({ length }: readonly string[], several: string, one: string): string => (length === 1 ? one : several);
const notYet = (names: readonly string[]): readonly string[] =>
  names.length === 0
    ? []
    : [
        `${someOf(names, MOST_NAMED)} ${areIs(names, 'are livepatches, and are', 'is a livepatch, and is')} left out: a machine begins before its first livepatch.`,
      ];

/** Of a livepatch that runs somewhere: what a machine has of it, and what not. */
export function passedLivepatches({ patches, named }: Livepatches): readonly string[] {
  const shown = namesOf(patches);
  return [
    ...(shown.length === 0
      ? []
      : [
          `${someOf(shown, MOST_NAMED)} ${areIs(shown, 'are', 'is')} on the disk, and not loaded: a machine begins before its first livepatch. Callbacks, parameters and states are in no file of sysfs: they come with the source in C.`,
        ]),
    ...notYet(named),
  ];
}

/** What of the list no machine begins with, a sentence each. */
export function passedModules(list: readonly ModuleRow[]): readonly string[] {
  const are = (is: ModuleRow['is']): readonly string[] => namesOf(rowsOf(list).filter((row) => row.is === is));
  const busy = are('coming or going');
  return [
    ...notYet(are('livepatch')),
    ...(busy.length === 0
      ? []
      : [`${someOf(busy, MOST_NAMED)} ${areIs(busy, 'are', 'is')} loading or unloading just then, and left out.`]),
  ];
}

export const isListed = ({ loaded }: TargetSpec): boolean => loaded === true;

type Functions = ReadonlyMap<string, readonly string[]>;

/** By their modules: those in which the tasks are. */
const inFrames = (tasks: readonly WideTaskSpec[]): Functions =>
  byModule(tasks.flatMap(({ stack = [] }) => stack.map(parseFunction)));

const ofLivepatches = ({ patches = [] }: WideWorld): Functions =>
  byModule(
    [...patches.map(imageFromSpec), ...library].flatMap((image) =>
      image.kind === 'livepatch'
        ? image.objects.flatMap(({ name: object, funcs }) => funcs.map(({ oldName: func }) => ({ object, func })))
        : [],
    ),
  );

function byModule(all: readonly { readonly object: string; readonly func: string }[]): Functions {
  const found = new Map<string, Set<string>>();
  for (const { object, func } of all) {
    if (object === VMLINUX) continue;
    const functions = found.get(object) ?? new Set();
    found.set(object, functions.add(func.replace(/,.*$/, '')));
  }
  return new Map([...found].map(([module, functions]) => [module, [...functions]]));
}

interface With {
  readonly world: WideWorld;
  readonly says: readonly string[];
}

/** They are loaded, and in use as the list says; what else is known of them stays. */
export function withListed(world: WideWorld, listed: readonly TargetSpec[]): With {
  const { patches = [], targets = [], tasks } = world;
  const livepatches = new Set([...namesOf(patches), ...namesOf(library.filter(({ kind }) => kind === 'livepatch'))]);
  const modules = listed.filter(({ name }) => !livepatches.has(name));
  const known = new Map(modules.map((each) => [each.name, each]));
  const before = new Set(namesOf(targets));
  const named = new Set([...inFrames(tasks).keys(), ...ofLivepatches(world).keys()]);
  const added = modules.filter(({ name }) => !before.has(name));
  const room = Math.max(0, LIMITS.list - targets.length);
  const kept = [...added.filter(({ name }) => named.has(name)), ...added.filter(({ name }) => !named.has(name))];
  const left = kept.splice(room);
  const now = modules.filter(({ name }) => !left.some((each) => each.name === name));
  return {
    world: {
      ...world,
      targets: [
        ...targets.map((target) => renewed(target, known.get(target.name))),
        ...kept.map(({ loaded: _, ...target }) => target),
      ],
    },
    says: [
      ...(now.length === 0 ? [] : [`Loaded, as the list has it: ${someOf(namesOf(now), MOST_NAMED)}.`]),
      ...(left.length === 0
        ? []
        : [
            `${plural(left.length, 'module')} of the list ${areIs(namesOf(left), 'are', 'is')} left out: a machine has at most ${LIMITS.list}.`,
          ]),
      ...notYet(namesOf(listed).filter((name) => livepatches.has(name))),
    ],
  };
}

const renewed = (target: TargetSpec, listed: TargetSpec | undefined): TargetSpec => {
  if (listed === undefined) return target;
  const { loaded: _, usedBy: __, permanent: ___, ...rest } = target;
  const { usedBy, permanent } = listed;
  return { ...rest, ...(usedBy !== undefined && { usedBy }), ...(permanent && { permanent }) };
};

const isOfLibrary = (name: string): boolean => library.some((image) => image.name === name);

/**
 * A task that is in a function of a module shows that the module has it. Of a module of which nothing but stacks and livepatches says
 * what functions it has, those that livepatches name are taken to be there, as they are in vmlinux.
 */
export function withFunctions(world: WideWorld, tasks: readonly WideTaskSpec[]): With {
  const [frames, shown, named] = [inFrames(tasks), inFrames(world.tasks), ofLivepatches(world)];
  const isKnownFrom = (name: string, func: string): boolean =>
    [shown, named].some((each) => each.get(name)?.includes(func));
  const says: string[] = [];
  const targets = world.targets?.map((target) => {
    const { name, functions, loaded } = target;
    if (loaded === false || isOfLibrary(name)) return target;
    const isTold = functions.some((func) => !isKnownFrom(name, func));
    const found = [...(frames.get(name) ?? []), ...(isTold ? [] : (named.get(name) ?? []))];
    const room = Math.max(0, LIMITS.list - functions.length);
    const more = [...new Set(found)].filter((func) => !functions.includes(func)).slice(0, room);
    if (more.length === 0) return target;
    says.push(
      `${name} has ${someOf(more, MOST_NAMED)}: a stack, or a livepatch, names ${more.length === 1 ? 'it' : 'them'}.`,
    );
    return { ...target, functions: [...functions, ...more] };
  });
  return says.length === 0 ? { world, says } : { world: { ...world, ...(targets && { targets }) }, says };
}
