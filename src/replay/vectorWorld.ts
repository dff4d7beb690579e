/** The machine that a vector is played on: its own, with the fields of a world, or the one that self-tests run on. */
import type { WideWorld } from '../kernel/world';
import { type Problem, worldProblems } from '../kernel/worldProblems';
import { anything, everyProblem, optional } from '../shapes/shape';
import { worldFields } from '../shapes/world';
import { machine } from './machine';
import { stepName, type VectorStep } from './vectorStep';

const FTRACE_ENABLED = '/proc/sys/kernel/ftrace_enabled';
const MOST_PROBLEMS = 20;

/** What a vector may have for its machine. */
export const machineFields = {
  world: optional(anything),
  cpus: optional(anything),
  tasks: optional(anything),
  patches: optional(anything),
  symbols: optional(anything),
  targets: optional(anything),
  nohzFull: optional(anything),
  livepatch: optional(anything),
  ftraceAlwaysOn: optional(anything),
};

/** What the vector says of its machine. Without tasks it has those of the self-tests' machine. */
const given = ({ world, ...file }: Readonly<Record<string, unknown>>): unknown => {
  const own = Object.fromEntries(Object.entries(file).filter(([name]) => name in machineFields));
  if (world === undefined) return { ...machine, ...own };
  return typeof world === 'object' && !Array.isArray(world) ? { ...machine, ...world, ...own } : world;
};

/** A step that must not be able to switch ftrace off: so the vector is a self-test for kernels after 7.2. */
const isForNewerKernel = (steps: readonly VectorStep[]): boolean =>
  steps.some(
    ({ action }) =>
      (action.op === 'sysctl' || (action.op === 'write' && action.path === FTRACE_ENABLED)) &&
      action.error === 'EOPNOTSUPP',
  );

/** Its machine, or what is wrong with it and where. An event that no such machine can have is a problem of its step. */
export const worldOf = (
  file: Readonly<Record<string, unknown>>,
  steps: readonly VectorStep[],
): { readonly world: WideWorld } | { readonly problems: readonly Problem[] } => {
  const read = everyProblem(worldFields, given(file), MOST_PROBLEMS);
  if ('problems' in read) return read;
  const world = { ...(isForNewerKernel(steps) && { ftraceAlwaysOn: true }), ...read.value };
  const events = steps.flatMap(({ action }, index) => (action.op === 'event' ? [{ event: action.event, index }] : []));
  const problems = worldProblems(
    world,
    events.map(({ event }) => event),
  ).map(({ at, says }) => {
    const event = /^events\[(\d+)\]/.exec(at)?.[1];
    return event === undefined ? { at, says } : { at: stepName(events[Number(event)]?.index ?? 0), says };
  });
  return problems.length > 0 ? { problems } : { world };
};
