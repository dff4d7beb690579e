/** Where one may look after a step: everything in a panel that has a name there. */

import { lines } from '../dmesg/dmesg';
import { taskName } from '../kernel/taskName';
import { takenEdges } from '../panels/chart/chartView';
import { functionsView } from '../panels/functions/table';
import { patchesView } from '../panels/patches/cards';
import { type SysfsNode, sysfsTree } from '../panels/sysfs/nodes';
import { candidates } from '../panels/version/counter';
import type { Look, PanelName } from '../scenarios/look';
import { sameJson } from '../shapes/record';
import type { View } from '../viewer/contract';

export interface LookChoice {
  readonly label: string;
  readonly look: Look;
}

/** In a longer list nobody finds anything. */
const MOST = 200;

const pathsIn = (nodes: readonly SysfsNode[]): readonly string[] =>
  nodes.flatMap(({ path, children }) => [path, ...pathsIn(children)]);

const named = (names: readonly string[], look: (name: string) => Look): readonly LookChoice[] =>
  [...new Set(names)].map((name) => ({ label: name, look: look(name) }));

const tasksAt = ({ kernel }: View): readonly LookChoice[] => [
  ...kernel.tasks.slice(0, MOST).flatMap(({ comm, tid, stack }): readonly LookChoice[] => [
    { label: taskName({ comm, tid }), look: { panel: 'Tasks', task: tid } },
    ...[...new Set(stack.map(({ func }) => func))].map((frame) => ({
      label: `${taskName({ comm, tid })}, in ${frame}`,
      look: { panel: 'Tasks', task: tid, frame } as const,
    })),
  ]),
  ...kernel.cpus.map((_, cpu) => ({ label: `The idle task of CPU ${cpu}`, look: { panel: 'Tasks', cpu } as const })),
];

const thingsIn: Readonly<Record<PanelName, (at: View) => readonly LookChoice[]>> = {
  'Loaded patches': (at) => {
    const { patches, targets } = patchesView(at);
    const names = [...patches, ...targets].map(({ card }) => card.name);
    return named(names, (module) => ({ panel: 'Loaded patches', module }));
  },
  'Module library': ({ kernel }) =>
    named(
      kernel.library.map(({ name }) => name),
      (module) => ({ panel: 'Module library', module }),
    ),
  Tasks: tasksAt,
  Why: () => [],
  'Kernel log': ({ facts, step }) => {
    const texts = facts.flatMap((fact) => lines(fact, step.event)).map(({ text }) => text);
    return named(texts, (line) => ({ panel: 'Kernel log', line }));
  },
  'Version counter': ({ kernel }) =>
    named(
      candidates(kernel).map(({ name }) => name),
      (module) => ({ panel: 'Version counter', module }),
    ),
  Functions: (at) =>
    named(
      functionsView(at).funcs.map(({ card }) => `${card.object}:${card.func}`),
      (func) => ({ panel: 'Functions', func }),
    ),
  Sysfs: ({ kernel, before, policy }) =>
    named(pathsIn(sysfsTree(kernel, before, policy)), (path) => ({ panel: 'Sysfs', path })),
  Statechart: (at) =>
    named(
      takenEdges(at).map(({ edge }) => edge.key),
      (edge) => ({ panel: 'Statechart', edge }),
    ),
};

/** What a look names beside its panel, for one that is no longer there. */
const nameOf = ({ panel: _, ...thing }: Look): string => Object.values(thing).join(' ');

/** The panel as a whole first, and last what is looked at now, when it is not among them. */
export const looksIn = (panel: PanelName, at: View, now: Look | undefined): readonly LookChoice[] => {
  const all: readonly LookChoice[] = [
    { label: 'The whole panel', look: { panel } as Look },
    ...thingsIn[panel](at).slice(0, MOST),
  ];
  if (now === undefined || now.panel !== panel || all.some(({ look }) => sameJson(look, now))) return all;
  return [...all, { label: `${nameOf(now)}, which is not there after this step`, look: now }];
};
