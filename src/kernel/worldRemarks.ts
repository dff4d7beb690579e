/** What is possible in the description of a world, and yet probably not meant. */
import { countedSymbols, cpusAtBoot } from './boot';
import { library } from './library';
import { VMLINUX } from './model';
import { notModuleName } from './moduleName';
import type { Problem } from './problem';
import { imageFromSpec, parseFunction } from './specImages';
import { isCurrent } from './stack';
import { cpusOf, type WideWorld } from './world';

/** Said as a problem is. */
export type Remark = Pick<Problem, 'at' | 'says' | 'instead'>;

interface Named {
  readonly patch: string;
  readonly object: string;
  readonly func: string;
}

/** Every function that a livepatch of this world replaces. */
const replacedBy = ({ patches = [] }: WideWorld): readonly Named[] =>
  patches.flatMap((spec) =>
    imageFromSpec(spec).objects.flatMap(({ name: object, funcs }) =>
      funcs.map(({ oldName }) => ({ patch: spec.name, object, func: oldName })),
    ),
  );

export const worldRemarks = (world: WideWorld): readonly Remark[] => [
  ...bareFrames(world),
  ...nothingReplaced(world),
  ...absentModules(world),
  ...absentFunctions(world),
  ...believedPositions(world),
  ...ownNames(world),
  ...oneTaskEach(world),
  ...tooFewCpus(world),
];

/**
 * A frame without a module is one of vmlinux. When exactly one livepatch names that function, and names it with a module, the
 * task most likely sleeps in the module's.
 */
function bareFrames(world: WideWorld): readonly Remark[] {
  const replaced = replacedBy(world);
  return world.tasks.flatMap(({ stack = [] }, task) =>
    stack.flatMap((frame, index): Remark[] => {
      const { object, func } = parseFunction(frame);
      const naming = replaced.filter((each) => each.func === func);
      const [only] = naming;
      if (object !== VMLINUX || only === undefined || only.object === VMLINUX) return [];
      if (new Set(naming.map((each) => `${each.patch} ${each.object}`)).size > 1) return [];
      const meant = `${only.object}:${func}`;
      return [
        {
          at: `tasks[${task}].stack[${index}]`,
          says: `${func} is here a function of the kernel itself, and ${only.patch} replaces ${meant}`,
          instead: { is: 'frame', task, index, frame: meant },
        },
      ];
    }),
  );
}

const nothingReplaced = ({ patches = [] }: WideWorld): readonly Remark[] =>
  patches.flatMap((spec, index) =>
    imageFromSpec(spec).objects.length === 0
      ? [{ at: `patches[${index}].funcs`, says: 'it replaces no function' }]
      : [],
  );

/** A livepatch names a module that nothing loads: its functions are patched when the module comes, and there is none to come. */
function absentModules(world: WideWorld): readonly Remark[] {
  const { patches = [], targets = [], tasks } = world;
  const there = new Set([
    ...targets.map(({ name }) => name),
    ...library.map(({ name }) => name),
    ...tasks.flatMap(({ stack = [] }) => stack.map((frame) => parseFunction(frame).object)),
  ]);
  const livepatches = new Set(
    [...patches, ...library.filter(({ kind }) => kind === 'livepatch')].map(({ name }) => name),
  );
  const seen = new Set<string>();
  const replaced = replacedBy(world);
  return patches.flatMap((spec, index) =>
    imageFromSpec(spec).objects.flatMap(({ name }): Remark[] => {
      if (livepatches.has(name)) {
        return [
          {
            at: `patches[${index}].funcs`,
            says: `the object ${name} is a livepatch, and here only ordinary modules are patched`,
          },
        ];
      }
      if (name === VMLINUX || there.has(name) || seen.has(name)) return [];
      seen.add(name);
      // The kernel takes it, and compares it with names that are all otherwise: the object is never patched.
      const why = notModuleName(name);
      if (why !== null) return [{ at: `patches[${index}].funcs`, says: why }];
      const functions = replaced.filter(({ object }) => object === name).map(({ func }) => func);
      return [
        {
          at: `patches[${index}].funcs`,
          says: `no module ${name} is loaded, and there is none to load`,
          instead: { is: 'module', name, functions: [...new Set(functions)] },
        },
      ];
    }),
  );
}

/** A module of the world's own has the functions that are listed, and no more: the symbol lookup will not find others. */
function absentFunctions({ patches = [], targets = [], symbols = [] }: WideWorld): readonly Remark[] {
  return patches.flatMap((spec, index) =>
    imageFromSpec(spec).objects.flatMap(({ name: module, funcs }) => {
      const target = targets.find(({ name }) => name === module);
      if (target === undefined || library.some(({ name }) => name === module)) return [];
      return funcs.flatMap(({ oldName: func }): Remark[] =>
        target.functions.some((each) => each === func || each.startsWith(`${func},`)) ||
        symbols.some(({ name }) => name === `${module}:${func}`)
          ? []
          : [
              {
                at: `patches[${index}].funcs`,
                says: `the module ${module} has no function ${func}`,
                instead: { is: 'function', module, func },
              },
            ],
      );
    }),
  );
}

/** Of a symbol that nobody counts there are as many as the positions that livepatches name (`symbolsFor()` in `boot.ts`). */
function believedPositions({ patches = [], symbols = [] }: WideWorld): readonly Remark[] {
  const counted = countedSymbols(symbols);
  return patches.flatMap((spec, index) =>
    imageFromSpec(spec).objects.flatMap(({ name: object, funcs }) =>
      funcs.flatMap(({ oldName, sympos }): Remark[] =>
        sympos < 2 || object !== VMLINUX || counted.has(oldName)
          ? []
          : [
              {
                at: `patches[${index}].funcs`,
                says: `${oldName} is taken to occur ${sympos} times in the kernel, as its position says; count it among the symbols if it does not`,
              },
            ],
      ),
    ),
  );
}

const ownNames = ({ patches = [], targets = [] }: WideWorld): readonly Remark[] => {
  const taken = new Set(library.map(({ name }) => name));
  const remarks = (list: string, named: readonly { readonly name: string }[], who: string): readonly Remark[] =>
    named.flatMap(({ name }, index) =>
      taken.has(name) ? [{ at: `${list}[${index}].name`, says: `the library has a module ${name}, too; ${who}` }] : [],
    );
  return [
    ...remarks('patches', patches, 'this one takes its place'),
    ...remarks(
      'targets',
      targets,
      'that one stays, and this only says whether it is loaded: for one of your own, give it another name',
    ),
  ];
};

/** Each CPU by its number, as long as they are few. */
const MOST_CPUS = 3;

/** A group that names a CPU names it for the first of its tasks, and no group is on more CPUs than are free. */
function oneTaskEach(world: WideWorld): readonly Remark[] {
  const places = cpusAtBoot(world.tasks, cpusOf(world));
  return world.tasks.flatMap((task, index): readonly Remark[] => {
    const { count = 1, cpu } = task;
    const on = (places[index] ?? []).filter((place) => place !== null);
    const left = count - on.length;
    if (!isCurrent(task) || (left === 0 && (cpu === undefined || count === 1))) return [];
    const at = `tasks[${index}].cpu`;
    if (on.length === 0) return [{ at, says: `no CPU is free: ${count === 1 ? 'it boots' : 'all boot'} runnable` }];
    const parts = [
      ...(on.length > MOST_CPUS ? [`${on.length} on a CPU each`] : on.map((each) => `one on CPU ${each}`)),
      ...(left > 0 ? [`${left === 1 ? 'one' : left} runnable`] : []),
    ];
    const list = [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
    return [{ at, says: `a CPU runs one task at a time, so these ${count} boot ${list}` }];
  });
}

/** Of the tasks that want to be on a CPU, those for whom there is none boot runnable. */
export function tooFewCpus(world: WideWorld): readonly Remark[] {
  const wanting = world.tasks.filter(isCurrent).reduce((sum, { count = 1 }) => sum + count, 0);
  const cpus = cpusOf(world);
  const room = cpus === 1 ? 'there is one' : `there are ${cpus}`;
  return wanting > cpus
    ? [{ at: 'cpus', says: `${wanting} tasks want to be on a CPU and ${room}: the rest are runnable` }]
    : [];
}
