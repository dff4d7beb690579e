/** What a machine becomes when modules from C, or tasks with their stacks, are added to it. Pure. */

import { specFromImage } from '../kernel/imageSpecs';
import { library } from '../kernel/library';
import { LIMITS } from '../kernel/limits';
import { isCurrent } from '../kernel/stack';
import { cpusOf, type TargetSpec, type WidePatchSpec, type WideTaskSpec, type WideWorld } from '../kernel/world';
import { plural } from '../phrases/plural';
import { someOf } from '../phrases/someOf';
import { isListed, withFunctions, withListed } from './listed';
import { type GuessedName, type Modules, NAMELESS } from './pasted';
import { freeTid } from './tids';

export type Addition = Omit<Modules, 'problems'> & { readonly tasks: readonly WideTaskSpec[] };

export interface Grown {
  /** New rows stand at the end of each list, and changed ones where they stood; what is not changed is the same object. */
  readonly world: WideWorld;
  /** What was added, what took the place of something, and where names come from: a sentence each. */
  readonly says: readonly string[];
  /** A module whose name is no more than a guess. */
  readonly guess: string | null;
}

interface Named {
  readonly name: string;
}

/** The new ones take the place of old ones of the same name. */
const joined = <T extends Named>(old: readonly T[], added: readonly T[]): readonly T[] => {
  const byName = new Map(added.map((each) => [each.name, each]));
  const names = new Set(old.map(({ name }) => name));
  return [...old.map((each) => byName.get(each.name) ?? each), ...added.filter(({ name }) => !names.has(name))];
};

const listed = (one: string, several: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${names.length === 1 ? one : several} ${names.join(', ')}`];

/** `name`, or the first of `name_2`, `name_3` … that nobody has. */
export const freeName = (name: string, used: readonly string[]): string => {
  const stem = name.replace(/_\d+$/, '');
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? name : `${stem}_${number}`;
    if (!used.includes(wanted)) return wanted;
  }
};

const namesOf = (modules: readonly Named[] = []): readonly string[] => modules.map(({ name }) => name);

/** A name and a note apart, it is what the library has under that name. */
const isOfLibrary = (patch: WidePatchSpec): boolean => {
  const image = library.find(({ name }) => name === patch.name);
  const bare = (spec: WidePatchSpec): string => JSON.stringify({ ...spec, note: '' });
  return image?.kind === 'livepatch' && bare(specFromImage(image)) === bare(patch);
};

/** A name that is invented takes nobody's place, and one that is made of a function's not that of another in the library. */
function named({ patches, targets, guesses }: Addition, { patches: old, targets: others }: WideWorld) {
  const guessed = new Map(guesses.map((guess) => [guess.name, guess]));
  const used = [...namesOf(old), ...namesOf(others), ...namesOf(library)];
  const renamed: Renamed[] = [];
  /** Of this addition: two init functions of one name make no two modules of one name. */
  const given: string[] = [];
  const rename = <T extends Named>(module: T, isKnown: boolean): T => {
    const guess = guessed.get(module.name);
    if (guess === undefined) return module;
    const isTaken = guess.after !== null && !isKnown && namesOf(library).includes(module.name);
    const name =
      guess.after === null
        ? freeName(module.name, used)
        : isTaken
          ? freeName(module.name, [...namesOf(library), ...given])
          : freeName(module.name, given);
    used.push(name);
    given.push(name);
    renamed.push({ name, after: guess.after, besides: isTaken ? module.name : null });
    return { ...module, name };
  };
  return {
    patches: patches.map((patch) => rename(patch, isOfLibrary(patch))),
    targets: targets.map((target) => rename(target, true)),
    guesses: renamed,
  };
}

interface Renamed extends GuessedName {
  /** The other one in the library, which has the name. */
  readonly besides: string | null;
}

const guessWords = ({ name, after, besides }: Renamed): string => {
  if (after === null) return `The text names no module: ${name} is an invented name.`;
  const other = besides === null ? '' : `, and the library has another ${besides}`;
  return `The text names no module: ${name} was taken from ${after}()${other}.`;
};

const placesWords = (replaced: readonly string[]): readonly string[] =>
  replaced.length === 0
    ? []
    : [
        `${replaced.join(' and ')} ${replaced.length === 1 ? 'was there already: this takes its place' : 'were there already: these take their places'}.`,
      ];

/** One is named; of many, whose names stand before, it is said once. */
const libraryWords = ([first, ...more]: readonly string[]): readonly string[] => {
  if (first === undefined) return [];
  return [
    more.length === 0
      ? `It takes the place of the ${first} that the library has.`
      : `${1 + more.length} of them take the places of modules that the library has.`,
  ];
};

function withModules(world: WideWorld, addition: Addition): Grown {
  const { patches, targets, guesses } = named(
    { ...addition, targets: addition.targets.filter((target) => !isListed(target)) },
    world,
  );
  // What comes from a file is on the disk; only what was loaded before is loaded still.
  const isLoaded = (name: string): boolean =>
    world.targets?.some((each) => each.name === name && each.loaded !== false) ?? false;
  const files = targets.map(({ loaded: _, ...target }): TargetSpec => {
    return isLoaded(target.name) ? target : { ...target, loaded: false };
  });
  // A target of the library stays as it is: what has its name only says whether it is loaded.
  const ignored = namesOf(files).filter((name) => namesOf(library).includes(name));
  const own = namesOf(files).filter((name) => !ignored.includes(name));
  const before = new Set([...namesOf(world.patches), ...namesOf(world.targets)]);
  const replaced = [...namesOf(patches), ...own].filter((name) => before.has(name));
  const ofLibrary = namesOf(patches).filter((name) => !before.has(name) && namesOf(library).includes(name));
  const all = [...listed('livepatch', 'livepatches', namesOf(patches)), ...listed('module', 'modules', own)];
  return {
    world: {
      ...world,
      ...(patches.length > 0 && { patches: joined(world.patches ?? [], patches) }),
      ...(files.length > 0 && { targets: joined(world.targets ?? [], files) }),
    },
    says: [
      ...(all.length === 0 ? [] : [`In the library now: ${all.join(' and ')}.`]),
      ...placesWords(replaced),
      ...libraryWords(ofLibrary),
      ...ignored.map(
        (name) => `The library has a module ${name}, and that one stays: for this one, give it another name.`,
      ),
      ...guesses.map(guessWords),
    ],
    guess: guesses[0]?.name ?? null,
  };
}

const MOST_NAMED = 5;

/** `postgres (201), kworker/0:1 (130) and 3 more` */
const tasksText = (tasks: readonly WideTaskSpec[]): string =>
  someOf(
    tasks.map(({ comm, tid, count = 1 }) => `${comm} (${tid}${count > 1 ? ` …` : ''})`),
    MOST_NAMED,
  );

const counted = (tasks: readonly WideTaskSpec[]): number => tasks.reduce((sum, { count = 1 }) => sum + count, 0);

/** Asleep interruptibly is what a task is when nothing is said. */
const plain = ({ where, ...task }: WideTaskSpec): WideTaskSpec =>
  where === undefined || where === 'interruptible' ? task : { ...task, where };

/** The same task as it is now: what a stack does not show stays. */
function renewed({ cpu: _, where: old, ...known }: WideTaskSpec, task: WideTaskSpec): WideTaskSpec {
  const where = task.where ?? (isCurrent({ where: old }) ? undefined : old);
  const comm = task.comm === NAMELESS ? known.comm : task.comm;
  return plain({ ...known, ...task, comm, ...(where && { where }) });
}

const laterOf = (a: WideTaskSpec | undefined, b: WideTaskSpec): WideTaskSpec =>
  a !== undefined && a.tid + (a.count ?? 1) >= b.tid + (b.count ?? 1) ? a : b;

/** On a CPU that a machine here cannot have. */
const isBeyond = ({ cpu = 0 }: WideTaskSpec): boolean => cpu >= LIMITS.cpus;

function onCpus(task: WideTaskSpec): WideTaskSpec {
  if (!isBeyond(task)) return task;
  const { cpu: _, ...rest } = task;
  return rest;
}

/** A large machine has more of them. */
const beyondWords = (beyond: readonly WideTaskSpec[]): readonly string[] =>
  beyond.length === 0
    ? []
    : [`A machine has at most ${LIMITS.cpus} CPUs here: which one it was on is left out of ${tasksText(beyond)}.`];

function withTasks(world: WideWorld, all: readonly WideTaskSpec[]): Grown {
  const given = all.map(onCpus);
  const tasks = [...world.tasks];
  const at = new Map(tasks.map(({ tid, count = 1 }, index) => [`${tid} ${count}`, index]));
  const taken = new Set(tasks.flatMap(({ tid, count = 1 }) => Array.from({ length: count }, (_, more) => tid + more)));
  const again: WideTaskSpec[] = [];
  const added: WideTaskSpec[] = [];
  let moved = 0;
  /** The one that ends last: after it thread ids are free. */
  let top = tasks.reduce<WideTaskSpec | undefined>(laterOf, undefined);
  for (const task of given) {
    const { tid, count = 1 } = task;
    const index = at.get(`${tid} ${count}`);
    const known = index === undefined ? undefined : tasks[index];
    if (index !== undefined && known !== undefined) {
      tasks[index] = renewed(known, task);
      again.push(tasks[index]);
      continue;
    }
    const isFree = Array.from({ length: count }, (_, more) => tid + more).every((each) => !taken.has(each));
    if (!isFree) moved += count;
    const own = plain(isFree ? task : { ...task, tid: freeTid(top === undefined ? [] : [top]) });
    for (let more = 0; more < count; more += 1) taken.add(own.tid + more);
    tasks.push(own);
    top = laterOf(top, own);
    added.push(own);
  }
  const cpus = Math.max(cpusOf(world), ...given.map(({ cpu = 0 }) => cpu + 1));
  const says = [
    ...(added.length === 0 ? [] : [`${plural(counted(added), 'task')} more: ${tasksText(added)}.`]),
    ...(again.length === 0
      ? []
      : [`As the text shows ${again.length === 1 ? 'it' : 'them'} now: ${tasksText(again)}.`]),
    ...(moved === 0
      ? []
      : [
          `${plural(moved, 'task')} ${moved === 1 ? 'has another thread id: its own is' : 'have other thread ids: their own are'} taken.`,
        ]),
    ...beyondWords(all.filter(isBeyond)),
    ...(cpus > cpusOf(world) ? [`The machine has ${cpus} CPUs now: a task is on CPU ${cpus - 1}.`] : []),
  ];
  return { world: { ...world, ...(cpus > cpusOf(world) && { cpus }), tasks }, says, guess: null };
}

/** Everything of it at once. Whether such a machine can be is another question. */
export function grown(world: WideWorld, addition: Addition): Grown {
  const first = withModules(world, addition);
  const { tasks, targets } = addition;
  const listed = targets.filter(isListed);
  const second = tasks.length === 0 ? { world: first.world, says: [] } : withTasks(first.world, tasks);
  const third = listed.length === 0 ? { world: second.world, says: [] } : withListed(second.world, listed);
  const last = withFunctions(third.world, tasks);
  return {
    world: last.world,
    says: [...first.says, ...second.says, ...third.says, ...last.says],
    guess: first.guess,
  };
}

/** `1 livepatch, 2 tasks`: what of it comes to be in this machine; empty for nothing. What is left out is not counted. */
export function summaryOf(world: WideWorld, addition: Addition): string {
  const { patches = [], targets = [] } = grown(world, addition).world;
  const [before, named] = [new Set(namesOf(world.targets)), new Set(namesOf(addition.targets))];
  const listed = new Set(namesOf(addition.targets.filter(isListed)));
  const own = namesOf(patches.filter((patch) => world.patches?.includes(patch) !== true));
  const modules = namesOf(targets)
    .filter((name) => named.has(name) || !before.has(name))
    .filter((name) => listed.has(name) || !namesOf(library).includes(name));
  return [
    ...(own.length > 0 ? [plural(own.length, 'livepatch', 'livepatches')] : []),
    ...(modules.length > 0 ? [plural(modules.length, 'module')] : []),
    ...(addition.tasks.length > 0 ? [plural(counted(addition.tasks), 'task')] : []),
  ].join(', ');
}
