/** Which row of its world something on the screen comes from. Pure. */
import type { Task } from '../kernel/model';
import type { WideWorld } from '../kernel/world';
import type { Selection } from './contract';

/** Something on the screen that a world describes. */
export type MachinePart =
  | { readonly kind: 'task'; readonly tid: number }
  | { readonly kind: 'module'; readonly name: string }
  | { readonly kind: 'cpus' };

/** Where it stands in the world; no list: the machine itself. */
export interface MachineRow {
  readonly list: 'patches' | 'targets' | 'tasks' | null;
  readonly index: number;
}

/** `null`: the world does not say it, as of a module of the library or a task that was forked. */
export function rowOf({ tasks, patches = [], targets = [] }: WideWorld, part: MachinePart): MachineRow | null {
  if (part.kind === 'cpus') return { list: null, index: 0 };
  const at = (list: 'patches' | 'targets' | 'tasks', index: number) => (index < 0 ? null : { list, index });
  if (part.kind === 'task')
    return at(
      'tasks',
      tasks.findIndex(({ tid, count = 1 }) => tid <= part.tid && part.tid < tid + count),
    );
  const isIt = ({ name }: { readonly name: string }): boolean => name === part.name;
  return at('patches', patches.findIndex(isIt)) ?? at('targets', targets.findIndex(isIt));
}

/** The first tasks of as many rows, each for all of its row. */
export function onePerRow(world: WideWorld, tasks: readonly Task[], most = 2): readonly Task[] {
  const found = new Map<number, Task>();
  for (const task of tasks) {
    const row = rowOf(world, { kind: 'task', tid: task.tid });
    if (row !== null && !found.has(row.index)) found.set(row.index, task);
    if (found.size === most) break;
  }
  return [...found.values()];
}

/** What is selected, as a part of the machine. */
export function partOfSelection(selection: Selection): MachinePart | null {
  if (selection === null || selection.kind === 'func') return null;
  if (selection.kind === 'patch') return { kind: 'module', name: selection.name };
  return selection.cpu === undefined ? { kind: 'task', tid: selection.tid } : { kind: 'cpus' };
}
