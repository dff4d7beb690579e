/** Plays a file and checks what it says must hold. */
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import type { Problem } from '../kernel/worldProblems';
import { check } from '../scenarios/check';
import { nextStep, type Step, start, type Trace } from '../trace/trace';
import type { KlpFile } from './file';

/** An expectation that does not hold, at its place in the file. */
export interface Unmet extends Problem {
  /** Counted from 1: 0 is the boot. */
  readonly step: number;
  readonly field: string;
  /** Both as JSON. */
  readonly wanted: string;
  readonly found: string;
}

export interface PlayedFile {
  readonly trace: Trace;
  /** Expectations that were looked at. */
  readonly checked: number;
  /** Those that do not hold. */
  readonly unmet: readonly Unmet[];
}

export type Played = Pick<KlpFile, 'policy' | 'world' | 'steps'>;

interface Playing {
  /** Plays the next step and looks at what it expects; `false` when there is none. */
  readonly goOn: () => boolean;
  /** As far as it has been played. */
  readonly played: () => PlayedFile;
}

/** The lines that a step adds to the kernel log, without stamps. */
export const linesOf = (step: Step): readonly string[] =>
  step.facts.flatMap((fact) => lines(fact, step.event)).map(({ text }) => text);

/** What has to be there after the step, and what is there instead. */
export const mustBe = (wanted: string, found: string): string => `must be ${wanted}, found ${found}`;

/** A file that is played a step at a time. */
export const playing = (file: Played, policy = file.policy ?? defaultPolicy.id): Playing => {
  const steps = [...start(policy, boot(file.world)).steps];
  const unmet: Unmet[] = [];
  let checked = 0;

  const goOn = (): boolean => {
    const at = steps.length - 1;
    const next = file.steps[at];
    const before = steps[at];
    if (next === undefined || before === undefined) return false;
    const step = nextStep(policy, before, next.event);
    steps.push(step);
    if (next.expect === undefined) return true;
    for (const { field, wanted, found, holds } of check({ ...step, logs: linesOf(step) }, next.expect)) {
      checked += 1;
      const place = { at: `steps[${at}].expect.${field}`, says: mustBe(wanted, found) };
      if (!holds) unmet.push({ ...place, step: at + 1, field, wanted, found });
    }
    return true;
  };

  return { goOn, played: () => ({ trace: { policy, steps }, checked, unmet }) };
};

export const playFile = (file: Played, policy?: string): PlayedFile => {
  const { goOn, played } = playing(file, policy);
  while (goOn());
  return played();
};
