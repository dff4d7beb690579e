/**
 * Small facts of every step, for what is derived from all of them. They are taken when a step is made: in a long history it
 * is dear to look at again, and there are thousands.
 */
import { noteLog } from '../dmesg/log';
import type { TargetState } from '../kernel/model';
import { eventCommand, eventWords } from '../phrases/events';
import type { Step, Trace } from '../trace/trace';

export interface StepNote {
  readonly words: string;
  /** The shell command of the event; `null` when nobody types it. */
  readonly command: string | null;
  readonly refused: boolean;
  /** Tasks were switched whatever they were doing. */
  readonly forced: boolean;
  /** How many moves there are to step into. */
  readonly microsteps: number;
  /** The counter after the step. */
  readonly latestVersion: number;
  /** The transition that completed; `null` when none did. */
  readonly completed: { readonly patch: string; readonly target: TargetState } | null;
}

/** A step and what came before it never change, on whichever branches they are. */
const notes = new WeakMap<Step, StepNote>();

const make = (step: Step, before: Step | undefined): StepNote => {
  const { event, refusal, facts, microsteps, kernel } = step;
  const completed = facts.findLast((fact) => fact.type === 'completing' || fact.type === 'complete');
  return {
    words: eventWords(event, before?.kernel),
    command: event === null ? null : eventCommand(event),
    refused: refusal !== null,
    forced: facts.some(({ type }) => type === 'forcing'),
    microsteps: microsteps.length,
    latestVersion: kernel.latestVersion,
    completed: completed === undefined ? null : { patch: completed.patch, target: completed.target },
  };
};

const noteOf = (step: Step, before: Step | undefined): StepNote => {
  const known = notes.get(step);
  if (known !== undefined) return known;
  const note = make(step, before);
  notes.set(step, note);
  return note;
};

/** Of every step, the boot first. */
export const notesOf = ({ steps }: Trace): readonly StepNote[] => steps.map((step, at) => noteOf(step, steps[at - 1]));

/** Takes everything that will be asked of a step, while it is still at hand. */
export const takeNotes = (step: Step, before: Step | undefined, at: number): void => {
  noteOf(step, before);
  noteLog(step, before, at);
};
