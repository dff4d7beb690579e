/** A step of a story as the facts of a figure, from the selectors that the panels read. */

import { type Kernel, KLP_UNPATCHED } from '../kernel/model';
import { keepsCounter } from '../kernel/policies';
import { type FuncCard, patchedFunctions } from '../panels/functions/table';
import { loadedModules } from '../panels/patches/cards';
import { PATCH_STATUS_WORDS as PATCH_WORDS } from '../panels/patches/cardWords';
import { funcLabel } from '../panels/patches/objectRows';
import { taskKey } from '../panels/tasks/gridCells';
import { type Lane, laneOf } from '../panels/tasks/laneRows';
import { EVERY_TASK, taskOrder } from '../panels/tasks/order';
import type { Cursor, View } from '../viewer/contract';
import { type ImplColours, implColours, implIndex } from '../words/implementations';
import { convergence, LANE_STATUS_WORDS, type LaneFrame } from '../words/tasks';
import { type TaskSummary, taskSummary, threadAt, threads } from '../words/threads';
import { comparedNames, comparedWords } from '../words/verdicts';
import { type Why, why } from '../words/why';
import type { Answer, Figure, FrameBox, FuncStack, PatchLine, TaskLine, Tasks } from './figure/model';
import { lastOf, type Story, viewAt } from './story';

/** A figure sets everything in one face, so kernel words need no mark of their own. */
const plain = (words: string): string => words.replaceAll('`', '');

const answerOf = ({ kind, refusal, answer, headline }: Why): Answer => {
  const compared = (answer?.compared ?? []).map((each) => ({
    values: comparedWords(each),
    named: comparedNames(each),
  }));
  const outcome = headline.map(plain);
  if (refusal !== null) {
    const says = [refusal.because, `Way out: ${refusal.wayOut}`].map(plain);
    return { kind: 'refused', rule: refusal.rule, errno: refusal.errno, compared, says };
  }
  if (answer !== null) return { kind: 'allowed', rule: answer.rule, errno: null, compared, says: outcome };
  return { kind: kind === 'boot' ? 'boot' : 'done', rule: null, errno: null, compared, says: outcome };
};

const patchLines = (kernel: Kernel, colours: ImplColours): readonly PatchLine[] =>
  loadedModules(kernel).patches.map(({ name, version, sticky, replace, forced, status }) => ({
    name,
    impl: implIndex(colours, name),
    version,
    sticky,
    replace,
    forced,
    status: PATCH_WORDS[status],
  }));

const runsWords = ({ module, patched, frame }: LaneFrame): string | null => {
  if (module !== null) return `[${module}]`;
  return patched && frame.impl === null ? 'original' : null;
};

const frameBox = (shown: LaneFrame, blocked: boolean, colours: ImplColours): FrameBox => ({
  name: shown.name,
  runs: runsWords(shown),
  impl: implIndex(colours, shown.frame.impl),
  mark: shown.leftBehind ? 'left behind' : shown.affected ? (blocked ? 'blocks' : 'affected') : null,
});

/** At most so many frames of a task are of interest on a slide. */
const MOST_FRAMES = 2;

const SHOW_FIRST: readonly Lane['status'][] = ['blocked', 'leftBehind', 'pending'];

/** What is in the way comes first, then what the step changed. */
const weightOf = ({ status, changed, switched }: Lane): number => {
  const rank = SHOW_FIRST.indexOf(status);
  const moved = Object.values(changed).some(Boolean) || switched !== null;
  return (rank < 0 ? 0 : 2 * (SHOW_FIRST.length - rank)) + (moved ? 3 : 0);
};

const taskLine = (lane: Lane, target: number | undefined, colours: ImplColours): TaskLine => {
  const { status, frames, where } = lane;
  const shown = frames.filter(({ patched, affected, leftBehind }) => patched || affected || leftBehind);
  const waits = status === 'pending' || status === 'blocked';
  return {
    name: lane.name,
    sign: waits ? `${status}${target === KLP_UNPATCHED ? 'On' : 'Off'}` : status,
    status: LANE_STATUS_WORDS[status],
    where,
    frames: shown.slice(0, MOST_FRAMES).map((frame) => frameBox(frame, status === 'blocked', colours)),
    weight: weightOf(lane),
  };
};

/** Up to so many tasks, every one has a lane. */
const FEW = 12;
/** Of many tasks, so many of those that are in the way. */
const EXAMPLES = 2;

const shownThreads = (kernel: Kernel, { threads: total }: TaskSummary): readonly number[] => {
  if (total <= FEW) return threads(kernel).map(({ index }) => index);
  return (['blocked', 'left behind'] as const)
    .flatMap((shown) => [...taskOrder(kernel, 'tid', { ...EVERY_TASK, shown })])
    .slice(0, EXAMPLES);
};

const tasksOf = ({ kernel, before, facts, trace }: View): Tasks => {
  const summary = taskSummary(kernel);
  const colours = implColours(trace);
  const lanes = shownThreads(kernel, summary)
    .map((index) => threadAt(kernel, index))
    .filter((thread) => thread !== null)
    .map((thread) => taskLine(laneOf(kernel, before, facts, thread), kernel.transition?.target, colours));
  return {
    lanes,
    total: summary.threads,
    counts: taskKey(kernel, summary).map(({ glyph, word, count }) => ({ sign: glyph, word, count })),
    running: kernel.transition !== null,
    says: plain(convergence(kernel, summary).says),
  };
};

const funcStack = ({ object, func, rows, left }: FuncCard, colours: ImplColours): FuncStack => ({
  name: funcLabel(object, func),
  entries: [
    ...left.map(({ patch }) => ({
      patch,
      impl: implIndex(colours, patch),
      nop: false,
      inTransition: false,
      left: true,
    })),
    ...rows.map(({ patch, nop, inTransition }) => ({
      patch,
      impl: implIndex(colours, patch),
      nop,
      inTransition,
      left: false,
    })),
  ],
});

/** Longer links do not belong on a slide. */
const LONGEST_LINK = 200;

/** A step of a story, or a place inside one. `link` is the address of exactly this place. */
export const figureOf = (story: Story, cursor: Cursor, link: string | null): Figure => {
  const view = viewAt(story, cursor);
  const { kernel, policy, trace } = view;
  const told = why(view);
  const colours = implColours(trace);
  return {
    title: story.title,
    policy: policy.title,
    step: cursor.step,
    last: lastOf(story),
    inside: told.inside === null ? '' : `, microstep ${told.inside.at} of ${told.inside.of}`,
    asked: told.command ?? told.asked,
    isCommand: told.command !== null,
    answer: answerOf(told),
    latestVersion: keepsCounter(policy) ? kernel.latestVersion : null,
    patches: patchLines(kernel, colours),
    tasks: tasksOf(view),
    funcs: patchedFunctions(kernel).map((card) => funcStack(card, colours)),
    caption: story.captions[cursor.step] ?? '',
    link: link === null || link.length > LONGEST_LINK ? null : link,
  };
};

/** Every step, the boot left out: its sentence is the opening. `link` is the address of the beginning. */
export const figuresOf = (story: Story, link: string | null = null): readonly Figure[] =>
  story.trace.steps.slice(1).map((_, index) => figureOf(story, { step: index + 1, micro: null }, link));
