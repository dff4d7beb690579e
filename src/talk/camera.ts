/** Where to look after a step: where the scenario says, else where the step changed something. */
import type { KernelEvent } from '../kernel/events';
import { functionsView } from '../panels/functions/table';
import { patchesView } from '../panels/patches/cards';
import { counterView } from '../panels/version/counter';
import { type Look, PANEL_NAMES, type PanelName } from '../scenarios/look';
import type { View } from '../viewer/contract';
import { memoize } from '../viewer/memoize';
import { scriptLook } from '../viewer/script';
import { view } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import { exited, taskChanges, threadAt } from '../words/threads';

/** The one task that an event is about. */
const taskOf = (event: KernelEvent | null): number | null => {
  if (event?.type === 'task.fork') return event.child;
  if (event === null || !event.type.startsWith('task.') || !('tid' in event)) return null;
  return 'to' in event && event.to !== undefined ? null : event.tid;
};

const namedTask = ({ step, kernel }: View): Look | null => {
  const tid = taskOf(step.event);
  return tid !== null && kernel.tasks.some((task) => task.tid === tid) ? { panel: 'Tasks', task: tid } : null;
};

/** A card that came, went, or stands otherwise. */
const changedCard = (at: View): Look | null => {
  const { patches, targets, gone } = patchesView(at);
  const cards = [...patches, ...targets];
  const found =
    cards.find(({ changes }) => changes.appeared) ??
    cards.find(({ changes }) => changes.parts.has('status')) ??
    cards.find(({ changes }) => changes.parts.size > 0);
  if (found !== undefined) return { panel: 'Loaded patches', module: found.card.name };
  return gone.length > 0 ? { panel: 'Loaded patches' } : null;
};

const movedCounter = (at: View): Look | null => (counterView(at).moved ? { panel: 'Version counter' } : null);

/** A task whose stack the last attempt found in the way. */
const stayedTask = ({ facts }: View): Look | null => {
  const stayed = facts.flatMap((fact) => (fact.type === 'stayed' ? fact.tasks : []));
  const asleep = stayed.find(({ tid, why }) => tid !== 0 && why === 'sleeping');
  return asleep === undefined ? null : { panel: 'Tasks', task: asleep.tid };
};

const changedTask = ({ before, kernel, facts }: View): Look | null => {
  if (before !== null && exited(before, kernel).length > 0) return { panel: 'Tasks' };
  const thread = threadAt(
    kernel,
    taskChanges(before, kernel, facts).findIndex((change) => change !== 0),
  );
  if (thread === null) return null;
  return thread.idleOf === null ? { panel: 'Tasks', task: thread.task.tid } : { panel: 'Tasks', cpu: thread.idleOf };
};

const changedFunction = (at: View): Look | null => {
  const { funcs, gone } = functionsView(at);
  const found = funcs.find(({ stackChanged }) => stackChanged);
  if (found !== undefined) return { panel: 'Functions', func: `${found.card.object}:${found.card.func}` };
  return gone.length > 0 ? { panel: 'Functions' } : null;
};

/** Where to look when nobody has said it: at the weightiest of what the step changed. */
export const defaultLook = memoize((at: View): Look => {
  const { step, cursor } = at;
  if (cursor.micro !== null || step.refusal !== null) return { panel: 'Why' };
  if (step.event === null) return { panel: 'Tasks' };
  const where = [namedTask, movedCounter, changedCard, stayedTask, changedTask, changedFunction];
  for (const find of where) {
    const found = find(at);
    if (found !== null) return found;
  }
  return { panel: 'Why' };
});

type Placed = Pick<ViewerState, 'trace' | 'cursor' | 'scenario' | 'lines' | 'line' | 'policy'>;

/** Where the camera is. */
export const cameraLook = (state: Placed): Look => scriptLook(state) ?? defaultLook(view(state));

/** The panel of this name, if it is one that a hall may see. */
export const panelNamed = (name: string | undefined): PanelName | null =>
  PANEL_NAMES.find((panel) => panel === name) ?? null;

/** A hall sees no more than this many panels at once. */
const MOST_PANELS = 3;

/** The panels that the step changed, the weightiest first. */
const changedPanels = memoize((at: View): readonly PanelName[] => {
  const { before, kernel, facts, step } = at;
  const { patches, targets, gone } = patchesView(at);
  const cards = [...patches, ...targets];
  const changed: readonly (readonly [PanelName, boolean])[] = [
    ['Why', step.refusal !== null],
    ['Version counter', counterView(at).moved],
    [
      'Tasks',
      kernel.transition !== null ||
        (before !== null && taskChanges(before, kernel, facts).some((change) => change !== 0)),
    ],
    ['Loaded patches', gone.length > 0 || cards.some(({ changes }) => changes.appeared || changes.parts.size > 0)],
    ['Functions', functionsView(at).funcs.some(({ stackChanged }) => stackChanged)],
  ];
  return changed.flatMap(([panel, is]) => (is ? [panel] : []));
});

const ALWAYS: readonly PanelName[] = ['Loaded patches', 'Tasks'];
/** Fewer look lost. */
const LEAST_PANELS = 2;

/** Panels whose rows are long. */
const WIDE: ReadonlySet<PanelName> = new Set(['Tasks', 'Why', 'Kernel log', 'Sysfs', 'Module library', 'Statechart']);

/** What the audience sees at once. */
export interface Stage {
  /** The panel to look at. */
  readonly first: PanelName;
  /** The panel with the most room: the first, or one that needs it more. */
  readonly wide: PanelName;
  /** The others, beside it. */
  readonly side: readonly PanelName[];
}

const stageOf = memoize((at: View, first: PanelName): Stage => {
  const called = [...new Set([first, ...changedPanels(at)])];
  const all = [...new Set([...called, ...ALWAYS])];
  const panels = all.slice(0, Math.min(Math.max(called.length, LEAST_PANELS), MOST_PANELS));
  const wide = panels.find((panel) => WIDE.has(panel)) ?? first;
  return { first, wide, side: panels.filter((panel) => panel !== wide) };
});

/** The panels for the audience: those that the step calls for, or the one that the speaker chose and those. */
export const stage = (state: Placed, chosen: PanelName | null): Stage =>
  stageOf(view(state), chosen ?? cameraLook(state).panel);
