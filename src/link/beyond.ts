/** What a file can say of a machine, and a link cannot. */
import type { PatchSpec, TaskSpec, WideWorld, World } from '../kernel/world';

const said = {
  world: ['cpus', 'tasks', 'patches'] satisfies readonly (keyof World)[],
  task: [
    'tid',
    'comm',
    'kind',
    'where',
    'cpu',
    'stack',
    'freezable',
    'reliable',
    'count',
  ] satisfies readonly (keyof TaskSpec)[],
  patch: [
    'name',
    'version',
    'sticky',
    'replace',
    'replaceSet',
    'states',
    'funcs',
    'missing',
    'note',
  ] satisfies readonly (keyof PatchSpec)[],
};

const others = (thing: object, known: readonly string[]): readonly string[] =>
  Object.keys(thing).filter((field) => !known.includes(field));

/** The fields that would be lost, each once, by their names in a file. */
export const beyondLinks = (world: WideWorld): readonly string[] => [
  ...new Set([
    ...others(world, said.world),
    ...world.tasks.flatMap((task) => others(task, said.task)),
    ...(world.patches ?? []).flatMap((patch) => others(patch, said.patch)),
  ]),
];
