/** What is on the screen after something is opened. Pure: a scenario, a world, a link or a stored place in, a place out. */
import type { KernelEvent } from '../kernel/events';
import { defaultPolicy } from '../kernel/policies';
import type { WideWorld } from '../kernel/world';
import type { Link } from '../link/readable';
import type { Scenario } from '../scenarios/scenario';
import { sameJson } from '../shapes/record';
import type { Cursor } from './contract';
import { atStep, home } from './cursor';
import { isOwnWork, lengthOf, scriptLine, withPath } from './lines';
import type { Place, StoredPlace } from './state';

/** What is there before anything has been opened. */
const nothing: WideWorld = { tasks: [] };

export const eventsOf = (scenario: Scenario): readonly KernelEvent[] => scenario.steps.map(({ event }) => event);

/** Where a scenario opens: before its first step, or, when the rest is for the reader to find, after its last. */
export const startOf = ({ challenge, steps }: Scenario): Cursor =>
  challenge === undefined ? home() : atStep(steps.length);

export const scenarioPlace = (scenario: Scenario, policy = scenario.policy ?? defaultPolicy.id): Place => ({
  policy,
  against: [],
  source: { kind: 'scenario', id: scenario.id },
  scenario,
  world: scenario.world,
  lines: [scriptLine(eventsOf(scenario))],
  line: 0,
  cursor: startOf(scenario),
});

export const worldPlace = (
  world: WideWorld,
  events: readonly KernelEvent[],
  policy: string,
  told?: Scenario,
): Place => ({
  policy,
  against: [],
  source: { kind: 'world', ...(told && { told }) },
  scenario: told ?? null,
  world,
  lines: [scriptLine(events)],
  line: 0,
  cursor: home(),
});

/** A scenario on a world of one's own has no name in links, whatever it was called where it was written. */
export const NAMELESS = { id: 'from-a-file', group: 'First steps' } as const;

/** What is kept as one's own has a name by which it is found again where it is kept, and nowhere else. */
export const OWN_NAME = 'mine-';

/** A scenario that came in a file, on a world of its own. */
export const filePlace = (scenario: Scenario, at?: number): Place => ({
  ...scenarioPlace(scenario),
  ...(at && { cursor: atStep(at) }),
  source: { kind: 'world', told: scenario },
});

/** What was told of this world and these events, by the latest of those that told of worlds. A link says nothing of it. */
export const toldBefore = (
  told: readonly Scenario[],
  world: WideWorld,
  events: readonly KernelEvent[],
): Scenario | undefined =>
  told.findLast((each) => sameJson(each.world, world) && sameJson(eventsOf(each), events.slice(0, each.steps.length)));

export const emptyPlace = (): Place => worldPlace(nothing, [], defaultPolicy.id);

/** Whether a link would say the same of both. */
export const isSamePlace = (a: StoredPlace, b: StoredPlace): boolean =>
  a.lines === b.lines &&
  a.line === b.line &&
  a.cursor === b.cursor &&
  a.policy === b.policy &&
  a.against === b.against &&
  a.world === b.world;

/** Whether a link is about what is on the screen already, so that the reader's lines can stay beside it. */
export const isAbout = (link: Link, place: StoredPlace): boolean =>
  link.source.kind === 'scenario'
    ? place.source.kind === 'scenario' && place.source.id === link.source.id
    : place.source.kind === 'world' &&
      sameJson(place.world, link.source.world) &&
      (link.source.told === undefined || sameJson(place.source.told, link.source.told));

export interface Found<P> {
  readonly place: P;
  /** What the link asked for beyond the end, which is what `place` shows then. */
  readonly beyond: string | null;
  /** The last step that the link knows of. */
  readonly end: number;
}

/** A link's place among the lines of `onto`, which is about the same source. A sentence when it asks for what is not there. */
export const linkPlace = <P extends StoredPlace>(link: Link, onto: P): Found<P> | string => {
  const script = onto.lines[0]?.events ?? [];
  const { source, step, micro, policy, against = [] } = link;
  let found: Pick<StoredPlace, 'lines' | 'line'> = { lines: onto.lines, line: 0 };
  let end = script.length;
  if (source.kind === 'world') {
    found = withPath(onto.lines, source.events);
    end = source.events.length;
  } else if (source.branch !== null) {
    const { at, events } = source.branch;
    if (at > script.length) return tooFar(at, script.length);
    if (events.length > 0) {
      found = withPath(onto.lines, [...script.slice(0, at), ...events], at);
      end = at + events.length;
    }
  }
  const length = lengthOf(found.lines, found.line);
  const there = { ...onto, ...found, policy, against };
  return step > length
    ? { place: { ...there, cursor: atStep(length) }, beyond: beyondEnd(step, length), end }
    : { place: { ...there, cursor: { step, micro } }, beyond: null, end };
};

const stepsIn = (length: number): string => (length === 1 ? 'is only 1 step' : `are only ${length} steps`);

const tooFar = (step: number, length: number): string =>
  `The link asks to leave the scenario after step ${step}, but there ${stepsIn(length)}. It may be damaged, or made for another release.`;

const beyondEnd = (step: number, length: number): string =>
  `The link asks for step ${step}, but there ${stepsIn(length)}: this is the last.`;

/**
 * A stored place with its scenario, and a sentence when it could not be kept as it was. A scenario that is no longer what it
 * was, or not there at all, would change the events under the reader's lines; then they become a world of the reader's own.
 */
export const storedPlace = (
  stored: StoredPlace,
  scenario: Scenario | null,
): { readonly place: Place | null; readonly changed: string | null } => {
  const { source, world, lines, policy, cursor } = stored;
  if (source.kind === 'world') return { place: { ...stored, scenario: source.told ?? null }, changed: null };
  if (scenario !== null && sameJson(scenario.world, world) && sameJson(eventsOf(scenario), lines[0]?.events)) {
    return { place: { ...stored, scenario }, changed: null };
  }
  const what = `The scenario “${source.id}” ${scenario === null ? 'could not be loaded' : 'has changed since you were here'}.`;
  if (isOwnWork(lines, false)) {
    const place: Place = { ...stored, source: { kind: 'world' }, scenario: null };
    return { place, changed: `${what} What you did in it is kept as a world of its own.` };
  }
  return { place: scenario === null ? null : { ...scenarioPlace(scenario, policy), cursor }, changed: what };
};
