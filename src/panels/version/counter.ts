/** The RFC's counter: its value, its course so far, and why it moved. Read from the steps; nothing is computed anew. */
import type { Fact } from '../../chart/facts';
import type { LivepatchImage } from '../../kernel/images';
import { type Kernel, KLP_PATCHED, type TargetState } from '../../kernel/model';
import { keepsCounter, type Policy } from '../../kernel/policies';
import { isOwnImage, moduleOf } from '../../kernel/queries';
import { readings } from '../../kernel/readings';
import type { Trace } from '../../trace/trace';
import type { View } from '../../viewer/contract';
import { memoize } from '../../viewer/memoize';
import { notesOf } from '../../viewer/notes';

/** A move of the counter. */
export interface CounterMove {
  readonly step: number;
  readonly from: number;
  readonly to: number;
  /** The transition whose completion moved it; `null` when the facts name none. */
  readonly patch: string | null;
  readonly target: TargetState | null;
}

export interface CounterCourse {
  /** The value after each step, the boot included. */
  readonly values: readonly number[];
  readonly moves: readonly CounterMove[];
}

/** The move from `from` to `to`, and the transition that completed meanwhile. */
const moveTo = (step: number, from: number, to: number, facts: readonly Fact[]): readonly CounterMove[] => {
  if (from === to) return [];
  const completed = facts.findLast((fact) => fact.type === 'completing' || fact.type === 'complete');
  return [{ step, from, to, patch: completed?.patch ?? null, target: completed?.target ?? null }];
};

const wholeCourse = memoize((trace: Trace): CounterCourse => {
  const notes = notesOf(trace);
  const values = notes.map(({ latestVersion }) => latestVersion);
  const moves = notes.flatMap(({ latestVersion: to, completed }, step): readonly CounterMove[] => {
    const from = values[step - 1] ?? to;
    const { patch = null, target = null } = completed ?? {};
    return from === to ? [] : [{ step, from, to, patch, target }];
  });
  return { values, moves };
});

/** Up to where the reader is; inside an event, up to the microstep. */
export const counterCourse = memoize(({ trace, cursor, step, kernel }: View): CounterCourse => {
  const whole = wholeCourse(trace);
  const before = whole.values.slice(0, cursor.step);
  const facts =
    cursor.micro === null ? step.facts : step.microsteps.slice(0, cursor.micro + 1).flatMap((each) => each.facts);
  return {
    values: [...before, kernel.latestVersion],
    moves: [
      ...whole.moves.filter((move) => move.step < cursor.step),
      ...moveTo(cursor.step, before.at(-1) ?? kernel.latestVersion, kernel.latestVersion, facts),
    ],
  };
});

const directionWord = (target: TargetState | null): string => (target === KLP_PATCHED ? 'patching' : 'unpatching');

/** When and by what the counter came to its value, in one sentence without a full stop. */
const moveWords = ({ to, patch, target }: CounterMove): string =>
  patch === null
    ? `became ${to}`
    : `became ${to} when the ${directionWord(target)} transition of \`${patch}\` completed`;

/** The course in words, for those who do not see the chart. */
export const courseWords = ({ values, moves }: CounterCourse): string => {
  const start = `Step 0: ${values[0] ?? 0}.`;
  if (moves.length === 0) return `${start} It has not moved.`;
  return [start, ...moves.map((move) => `Step ${move.step}: from ${move.from} to ${move.to}.`)].join(' ');
};

/** What stands while a transition runs; `null` when none does. */
const transitionWords = ({ transition, latestVersion }: Kernel): string | null =>
  transition === null
    ? null
    : `The ${directionWord(transition.target)} transition of \`${transition.patch}\` is running: \`latest_version\` stays ${latestVersion} until it completes.`;

export interface Candidate {
  readonly name: string;
  readonly version: number;
  readonly loaded: boolean;
}

/** Every livepatch on the disk, this machine's own first: by version, the ones that opted out last, else in the order of the library. */
export const candidates = memoize((kernel: Kernel): readonly Candidate[] => {
  const rank = ({ version }: LivepatchImage): number => (version === 0 ? Number.POSITIVE_INFINITY : version);
  const own = (image: LivepatchImage): number => Number(isOwnImage(image));
  return kernel.library
    .filter((image) => image.kind === 'livepatch')
    .sort((a, b) => own(b) - own(a) || (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
    .map(({ name, version }) => ({ name, version, loaded: moduleOf(kernel, name) !== undefined }));
});

const noCounterWords = ({ title, insteadOfACounter }: Policy): string =>
  `“${title}” keeps no counter. ${insteadOfACounter ?? ''}`;

export interface CounterView {
  /** The policy in force keeps the counter. */
  readonly kept: boolean;
  readonly value: number;
  readonly moved: boolean;
  readonly course: CounterCourse;
  /** Kernel words in backticks. */
  readonly says: readonly string[];
}

const IN_TRANSITION = 'counter-in-transition';

/** A reading of ours, with the other one named. */
const readingWords = (key: string): readonly string[] => {
  const reading = readings.find((each) => each.key === key);
  return reading === undefined
    ? []
    : [`Reading ${reading.number}, ours. ${reading.ours} The other reading: ${reading.other}`];
};

const keptWords = (kernel: Kernel, course: CounterCourse): readonly string[] => {
  const running = transitionWords(kernel);
  const last = course.moves.at(-1);
  const moved =
    last === undefined
      ? 'It has not moved: it is 0 at boot, and moves only when a transition completes.'
      : `It ${moveWords(last)} (step ${last.step}).`;
  return [moved, ...(running === null ? [] : [running, ...readingWords(IN_TRANSITION)])];
};

export const counterView = memoize((view: View): CounterView => {
  const { policy, kernel, before } = view;
  const course = counterCourse(view);
  return {
    kept: keepsCounter(policy),
    value: kernel.latestVersion,
    moved: before !== null && before.latestVersion !== kernel.latestVersion,
    course,
    says: keepsCounter(policy) ? keptWords(kernel, course) : [noCounterWords(policy)],
  };
});
