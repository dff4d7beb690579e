/**
 * Long histories: of a step with thousands of tasks only its event and its answer are kept. The kernel after it, what it
 * reported and its microsteps are computed again when they are looked at, from the nearest step before it whose kernel is kept.
 */
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Step } from './trace';

/** Plays an event after a step. */
export type Play = (before: Step, event: KernelEvent) => Step;

/** Steps of machines with fewer tasks are kept as they are. */
const FEW = 250;
/** One kernel is kept for so many tasks: every one of a thousand tasks' would be as dear as every tenth of ten thousand's. */
const PER_CHECKPOINT = 1_000;
/** How many tasks all the steps that were looked at last may have together. */
const RECENT = 500_000;

interface Origin {
  readonly before: Step;
  readonly event: KernelEvent;
  readonly play: Play;
  /** Steps since the last one whose kernel is kept. */
  readonly distance: number;
  /** Of a checkpoint: the kernel after it. Computed again it is another object, which then takes its place. */
  kept: Kernel | null;
}

const origins = new WeakMap<Step, Origin>();

/** Whole steps that were looked at, the one that was looked at last at the end. */
const recent = new Map<Step, Step>();
let together = 0;

interface Made {
  readonly step: Step;
  readonly whole: Step;
}

/**
 * The step that was made last, from which the next one is made, and the one before it, which is asked for what the event is
 * called. To keep more of them would cost more than to make them.
 */
let newest: Made | null = null;
let second: Made | null = null;

const sizeOf = ({ kernel }: Step): number => kernel.tasks.length;

const remember = (step: Step, whole: Step): void => {
  recent.set(step, whole);
  together += sizeOf(whole);
  for (const [oldest, forgotten] of recent) {
    if (together <= RECENT || oldest === step) return;
    recent.delete(oldest);
    together -= sizeOf(forgotten);
  }
};

const recalled = (step: Step): Step | undefined => {
  if (newest?.step === step) return newest.whole;
  if (second?.step === step) return second.whole;
  const known = recent.get(step);
  if (known === undefined) return undefined;
  recent.delete(step);
  recent.set(step, known);
  return known;
};

/** What there is without computing anything: the whole step, or of a checkpoint its kernel. */
const kernelAtHand = (step: Step): Kernel | null => {
  const origin = origins.get(step);
  return origin === undefined ? step.kernel : (recalled(step)?.kernel ?? origin.kept);
};

/** The steps that have to be played to know this one whole, the last one first. */
const toPlay = (step: Step): readonly Step[] => {
  const steps = [step];
  for (let origin = origins.get(step); origin !== undefined; origin = origins.get(origin.before)) {
    if (kernelAtHand(origin.before) !== null) break;
    steps.push(origin.before);
  }
  return steps;
};

const whole = (step: Step): Step => {
  const known = recalled(step);
  if (known !== undefined) return known;
  let last = step;
  for (const each of toPlay(step).toReversed()) {
    const origin = origins.get(each);
    if (origin === undefined) continue;
    last = origin.play(origin.before, origin.event);
    if (origin.kept !== null) origin.kept = last.kernel;
    remember(each, last);
  }
  return last;
};

/** The step as a long history keeps it: it reads like the whole one. */
export const kept = (before: Step, made: Step, play: Play): Step => {
  const { event, phase, refusal } = made;
  if (event === null || sizeOf(made) < FEW) return made;
  const step: Step = {
    event,
    phase,
    get kernel() {
      return kernelAtHand(step) ?? whole(step).kernel;
    },
    get facts() {
      return whole(step).facts;
    },
    get microsteps() {
      return whole(step).microsteps;
    },
    refusal,
  };
  const distance = (origins.get(before)?.distance ?? 0) + 1;
  const isCheckpoint = distance * PER_CHECKPOINT >= sizeOf(made);
  origins.set(step, {
    before,
    event,
    play,
    distance: isCheckpoint ? 0 : distance,
    kept: isCheckpoint ? made.kernel : null,
  });
  second = newest;
  newest = { step, whole: made };
  return step;
};
