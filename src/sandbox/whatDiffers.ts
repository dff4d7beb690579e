/** What of a machine is not so in another one that should be the same, in sentences. */

import type { Kernel, Module, Patch, Task } from '../kernel/model';
import { moduleOf, patchOf } from '../kernel/queries';
import { someOf } from '../phrases/someOf';
import { sameJson } from '../shapes/record';

/** Those that are named; the rest is counted. */
const MOST_NAMED = 3;

const several = (names: readonly string[]): string => someOf(names, MOST_NAMED);

const label = ({ comm, tid }: Task): string => `${comm} (${tid})`;

const sameStack = ({ stack: a }: Task, { stack: b }: Task): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every(({ object, func, impl }, at) => {
      const other = b[at];
      return other?.object === object && other.func === func && other.impl === impl;
    }));

const sameFields =
  (...fields: readonly (keyof Task)[]) =>
  (a: Task, b: Task): boolean =>
    fields.every((field) => a[field] === b[field]);

/** What can be said of a task, and in which words it is lost. There may be 10,000 of them. */
const ASPECTS: readonly (readonly [says: string, isSame: (a: Task, b: Task) => boolean])[] = [
  ['which code they run and where they are called from', sameStack],
  ['where they are', sameFields('where', 'cpu', 'freezable', 'killable')],
  ['the signals that wait for them', (a, b) => sameJson(a.signals, b.signals)],
  ['whether they have switched', sameFields('patchState', 'pending')],
  ['what they are', sameFields('comm', 'kind', 'reliable', 'userWorker')],
];

function tasksDiffer(wanted: Kernel, found: Kernel): readonly string[] {
  const known = new Map(found.tasks.map((task) => [task.tid, task]));
  const gone = wanted.tasks.filter(({ tid }) => !known.has(tid));
  const tids = new Set(wanted.tasks.map(({ tid }) => tid));
  const extra = found.tasks.filter(({ tid }) => !tids.has(tid));
  const both = wanted.tasks.flatMap((task) => {
    const other = known.get(task.tid);
    return other === undefined || other === task ? [] : [{ task, other }];
  });
  const aspects = ASPECTS.flatMap(([says, isSame]) => {
    const differ = both.filter(({ task, other }) => !isSame(task, other)).map(({ task }) => label(task));
    return differ.length === 0 ? [] : [`Of ${several(differ)}: ${says}.`];
  });
  return [
    ...(gone.length > 0 ? [`The tasks ${several(gone.map(label))}.`] : []),
    ...(extra.length > 0 ? [`The end of ${several(extra.map(label))}: in the new machine it is still there.`] : []),
    ...aspects,
    ...(gone.length === 0 && extra.length === 0 && !wanted.tasks.every(({ tid }, at) => tid === found.tasks[at]?.tid)
      ? ['The order of the tasks.']
      : []),
  ];
}

function modulesDiffer(wanted: Kernel, found: Kernel): readonly string[] {
  const moduleSays = (module: Module, other: Module | undefined): readonly string[] => {
    if (sameJson(module, other)) return [];
    if (other === undefined) return [`That the module ${module.name} is loaded.`];
    return [
      ...(sameJson(module.params, other.params) ? [] : [`The parameters of the module ${module.name}.`]),
      ...(sameJson({ ...module, params: {} }, { ...other, params: {} })
        ? []
        : [`The state of the module ${module.name}.`]),
    ];
  };
  const extra = found.modules.filter(({ name }) => moduleOf(wanted, name) === undefined);
  const changed = wanted.modules.flatMap((module) => moduleSays(module, moduleOf(found, module.name)));
  return [
    ...changed,
    ...extra.map(({ name }) => `That the module ${name} is not loaded.`),
    ...(changed.length + extra.length === 0 && !sameJson(wanted.modules, found.modules)
      ? ['The order in which the modules were loaded.']
      : []),
  ];
}

function patchesDiffer(wanted: Kernel, found: Kernel): readonly string[] {
  const patchSays = (patch: Patch): readonly string[] => {
    const other = patchOf(found, patch.name);
    if (sameJson(patch, other)) return [];
    return [
      other === undefined
        ? `The livepatch ${patch.name}.`
        : `What has been done to the livepatch ${patch.name} so far.`,
    ];
  };
  const extra = found.patches.filter(({ name }) => patchOf(wanted, name) === undefined);
  const changed = wanted.patches.flatMap(patchSays);
  const isOther = changed.length + extra.length > 0;
  return [
    ...changed,
    ...extra.map(({ name }) => `That the livepatch ${name} is not there.`),
    ...(!isOther && !sameJson(wanted.patches, found.patches) ? ['The order of the livepatches.'] : []),
    ...(wanted.ops.length === found.ops.length &&
    wanted.ops.every((ops) => found.ops.some((other) => sameJson(ops, other)))
      ? []
      : ['Which functions are redirected.']),
  ];
}

/** Sentences on whatever of `wanted` is not so in `found`; `[]` when the two are the same machine. */
export function whatDiffers(wanted: Kernel, found: Kernel): readonly string[] {
  const { transition } = wanted;
  const says = (isSame: boolean, sentence: string): readonly string[] => (isSame ? [] : [sentence]);
  return [
    ...modulesDiffer(wanted, found),
    ...patchesDiffer(wanted, found),
    ...says(
      sameJson(transition, found.transition),
      transition === null
        ? 'That no transition is running.'
        : `How far the transition of ${transition.patch} has come.`,
    ),
    ...says(wanted.latestVersion === found.latestVersion, `That the version counter is at ${wanted.latestVersion}.`),
    ...says(wanted.tainted === found.tainted, 'That a livepatch has tainted the kernel.'),
    ...says(wanted.ftraceEnabled === found.ftraceEnabled, 'That ftrace is off.'),
    ...tasksDiffer(wanted, found),
    ...says(sameJson(wanted.cpus, found.cpus), 'What the CPUs and their idle tasks are at.'),
  ];
}
