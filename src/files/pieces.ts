/**
 * What a text of the reader's is, and what a machine becomes when modules from C, or a task with its stack, are added to it.
 * Whoever calls it has fetched what reads the text.
 */
import { library } from '../kernel/library';
import type { TargetSpec, WidePatchSpec, WideTaskSpec, WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';

export type Kind = 'scenario' | 'C' | 'stack';

const IN_C = /\bstruct\s+klp_(?:patch|object|func)\b|\bmodule_(?:init|exit)\s*\(|\bMODULE_(?:LICENSE|INFO)\s*\(/;
const IN_STACK = /^.{0,80}\b[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+/m;
/** Enough to tell one from the other. */
const LOOKED_AT = 100_000;

/** A text that is none of these is taken for a scenario where one was asked for, and is none of our business otherwise. */
export const kindOf = (text: string, name = ''): Kind | null => {
  const start = text.slice(0, LOOKED_AT);
  if (/\.c$/i.test(name)) return 'C';
  if (/^\s*\{/.test(start)) return start.slice(0, 2000).includes('"klp"') || /\.json$/i.test(name) ? 'scenario' : null;
  if (IN_C.test(start)) return 'C';
  return IN_STACK.test(start) ? 'stack' : null;
};

/** What was not understood, as the readers of `source` answer. */
interface NotUnderstood {
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

export interface ModulesRead {
  readonly patches: readonly WidePatchSpec[];
  readonly targets: readonly TargetSpec[];
  readonly problems: readonly NotUnderstood[];
}

export interface StackRead {
  readonly stack: readonly string[];
  readonly task: Pick<WideTaskSpec, 'comm' | 'tid' | 'where'> | null;
  readonly problems: readonly NotUnderstood[];
}

/** A machine with something more, or why there cannot be such a machine. */
export type Grown =
  | {
      readonly world: WideWorld;
      /** What was added, in a sentence. */
      readonly says: string;
      /** What was not understood, a sentence each. */
      readonly lines: readonly string[];
    }
  | { readonly problems: readonly string[] };

const lineOf = ({ line, what, instead }: NotUnderstood): string => `Line ${line}: ${what}; ${instead}.`;

/** The new ones take the place of old ones of the same name. */
const joined = <T extends { readonly name: string }>(old: readonly T[] = [], added: readonly T[]): readonly T[] => {
  const changed = old.map((each) => added.find(({ name }) => name === each.name) ?? each);
  return [...changed, ...added.filter(({ name }) => !old.some((each) => each.name === name))];
};

const listed = (one: string, several: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${names.length === 1 ? one : several} ${names.join(', ')}`];

const checked = (world: WideWorld, says: string, lines: readonly string[]): Grown => {
  const problems = worldProblems(world);
  return problems.length > 0 ? { problems: problems.map(({ says: why }) => why) } : { world, says, lines };
};

const isBuiltInTarget = (name: string): boolean =>
  library.some((image) => image.name === name && image.kind === 'target');

export const withModules = (world: WideWorld, { patches, targets, problems }: ModulesRead): Grown => {
  const known = targets.filter(({ name }) => isBuiltInTarget(name));
  const lines = [...known.map(({ name }) => `The module ${name} is in the library already.`), ...problems.map(lineOf)];
  const own = targets.filter((target) => !known.includes(target));
  if (patches.length + own.length === 0) return { problems: lines };
  // What comes from a file is on the disk; only what was loaded before is loaded still.
  const isLoaded = (name: string): boolean =>
    world.targets?.some((each) => each.name === name && each.loaded !== false) ?? false;
  const added = own.map(({ loaded: _, ...target }) => (isLoaded(target.name) ? target : { ...target, loaded: false }));
  const grown: WideWorld = {
    ...world,
    ...(patches.length > 0 && { patches: joined(world.patches, patches) }),
    ...(own.length > 0 && { targets: joined(world.targets, added) }),
  };
  const names = (modules: readonly { readonly name: string }[]): readonly string[] => modules.map(({ name }) => name);
  const said = [...listed('livepatch', 'livepatches', names(patches)), ...listed('module', 'modules', names(own))];
  return checked(grown, `In the library now: ${said.join(' and ')}.`, lines);
};

/** The highest thread id. */
const lastTid = ({ tasks }: WideWorld): number =>
  tasks.reduce((last, { tid, count = 1 }) => Math.max(last, tid + count - 1), 0);

const isFree = ({ tasks }: WideWorld, wanted: number): boolean =>
  wanted > 0 && !tasks.some(({ tid, count = 1 }) => wanted >= tid && wanted < tid + count);

/** The stack of the task that its text names, or that of a task more. */
export const withStack = (world: WideWorld, { stack, task, problems }: StackRead): Grown => {
  const lines = problems.map(lineOf);
  if (stack.length === 0) return { problems: ['There is no frame in it.', ...lines] };
  const known = world.tasks.find(({ tid, count = 1 }) => tid === task?.tid && count === 1);
  const tid = known?.tid ?? (task !== null && isFree(world, task.tid) ? task.tid : lastTid(world) + 1);
  const { cpu: _, where: old, ...rest } = known ?? { where: undefined, cpu: undefined };
  const where = task?.where ?? (old === 'user' || old === 'kernel' ? undefined : old);
  const grown: WideTaskSpec = { ...rest, tid, comm: task?.comm ?? 'task', ...(where && { where }), stack };
  const tasks =
    known === undefined ? [...world.tasks, grown] : world.tasks.map((each) => (each === known ? grown : each));
  const frames = stack.length === 1 ? '1 frame' : `${stack.length} frames`;
  return checked({ ...world, tasks }, `Task ${grown.comm} (${tid}) has this stack now, of ${frames}.`, lines);
};
