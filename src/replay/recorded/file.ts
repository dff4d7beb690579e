/** A recorded sequence as a file: its events in the order in which the model plays them, held to what the kernel answered. */
import { type FileStep, FORM, type KlpFile } from '../../file/file';
import { linesOf } from '../../file/play';
import { specFromImage } from '../../kernel/imageSpecs';
import type { LivepatchImage, TargetImage } from '../../kernel/images';
import type { PatchState } from '../../kernel/model';
import type { TargetSpec, WideWorld } from '../../kernel/world';
import type { Expectation } from '../../scenarios/scenario';
import { mainline, playStep, recordedModules } from './conform';
import { Machine, worldOf } from './machine';
import { modulesOf } from './modules';
import type { RecordedStep, Recording } from './recording';

const targetSpec = ({ name, functions, params, initLog, exitLog, initReturnsParam }: TargetImage): TargetSpec => ({
  name,
  functions: functions.map((func) => func.name),
  loaded: false,
  params,
  initLog,
  exitLog,
  ...(initReturnsParam !== undefined && { initReturnsParam }),
});

/** To the kernel a state with id 0 ends the list. */
const withoutEnd = (image: LivepatchImage): LivepatchImage => {
  const end = image.states.findIndex(({ id }) => id === 0);
  return end === -1 ? image : { ...image, states: image.states.slice(0, end) };
};

const machineOf = (recording: Recording): WideWorld => {
  const modules = modulesOf(recording);
  return {
    ...worldOf(recording),
    patches: modules.flatMap((image) => (image.kind === 'livepatch' ? [specFromImage(withoutEnd(image))] : [])),
    targets: modules.flatMap((image) => (image.kind === 'target' ? [targetSpec(image)] : [])),
  };
};

const sides: Readonly<Record<string, PatchState>> = { '-1': -1, '0': 0, '1': 1 };

/** What the running kernel showed after the step. */
const answered = (machine: Machine, recorded: RecordedStep): Expectation => {
  const seen = [...recorded.tasks].flatMap(([comm, { side, state }]): [number, PatchState][] => {
    const [task, patchState] = [machine.task(comm), sides[side]];
    // It has exited, and its parent has not looked yet.
    return task === undefined || patchState === undefined || state === 'Z' ? [] : [[task.tid, patchState]];
  });
  const counts = Object.entries(recordedModules(recorded)).map(([name, [refcnt]]): [string, number] => [name, refcnt]);
  return { patchState: Object.fromEntries(seen), refcnt: Object.fromEntries(counts) };
};

const verbLine = ({ verb, args }: RecordedStep): string =>
  [verb, ...args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : String(arg)))].join(' ');

/** Events that the step came to; the last one carries what the kernel showed then. */
const stepsFrom = (machine: Machine, from: number, recorded: RecordedStep): readonly FileStep[] => {
  const events = machine.trace.steps
    .slice(from)
    .flatMap((step): FileStep[] =>
      step.event === null ? [] : [{ event: step.event, expect: { logs: linesOf(step) } }],
    );
  return events.map(
    (step, index): FileStep => ({
      ...step,
      ...(index === 0 && { says: `The recording: ${verbLine(recorded)}.` }),
      ...(index === events.length - 1 && { expect: { ...step.expect, ...answered(machine, recorded) } }),
    }),
  );
};

export const fileOfRecording = (recording: Recording): KlpFile => {
  const policy = mainline();
  const machine = new Machine(recording, policy);
  const steps = recording.steps.flatMap((recorded) => {
    const from = machine.trace.steps.length;
    playStep(machine, recorded);
    return stepsFrom(machine, from, recorded);
  });
  return {
    klp: FORM,
    title: recording.id,
    opening: 'Recorded from a running Linux 7.2.13: what it showed after each step is what must hold here.',
    policy: policy.id,
    world: machineOf(recording),
    steps,
  };
};
