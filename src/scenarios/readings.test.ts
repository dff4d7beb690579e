/** Every reading has a step that depends on it: our reading and the other one are both played, and come to different ends. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import { defaultPolicy, policyOf } from '../kernel/policies';
import { imageOf, listedPatches, patchOf } from '../kernel/queries';
import { readings } from '../kernel/readings';
import { run, type Step } from '../trace/trace';
import { check } from './check';
import { loadScenario } from './index';
import { type ReadingCase, readingCases } from './readings';
import type { Expectation } from './scenario';

interface Played {
  readonly before: Step;
  readonly after: Step;
  readonly event: KernelEvent;
}

const play = async ({ scenario: id, step, reading }: ReadingCase): Promise<Played> => {
  const scenario = await loadScenario(id);
  const policy = scenario.policy ?? defaultPolicy.id;
  expect(readings.find(({ key }) => key === reading)?.policy).toBe(policy);
  const script = scenario.steps.slice(0, step).map(({ event }) => event);
  const { steps } = run(policy, boot(scenario.world), script);
  const [before, after] = steps.slice(-2);
  if (before === undefined || after?.event === null || after === undefined)
    throw new Error(`${id} has no step ${step}.`);
  return { before, after, event: after.event };
};

const outcomes = (step: Step, expectation: Expectation) => check({ ...step, logs: [] }, expectation);

const BUSY: Expectation = { refusedBy: 'transitionInProgress', errno: 'EBUSY' };
const STALE: Expectation = { refusedBy: 'versionNotNewer', errno: 'EINVAL' };

const versionOf = ({ before: { kernel }, event }: Played): number => {
  const image = event.type === 'insmod' ? imageOf(kernel, event.module) : undefined;
  return image?.kind === 'livepatch' ? image.version : 0;
};

const isSticky = (kernel: Kernel, event: KernelEvent): boolean =>
  event.type === 'echo.enabled' && patchOf(kernel, event.patch)?.sticky === true;

/** Nothing happens: the state before, as the fields of an expectation. */
const unchanged = ({ before: { kernel, phase } }: Played) => ({
  phase,
  enabled: kernel.patches.filter(({ enabled }) => enabled).map(({ name }) => name),
  listed: listedPatches(kernel).map(({ name }) => name),
  forced: kernel.patches.filter(({ forced }) => forced).map(({ name }) => name),
  pending: kernel.tasks.filter(({ pending }) => pending).map(({ tid }) => tid),
});

/** The other reading as a rule of its own, asked about the same step; `null` when it has no objection to what happens here. */
const others: Readonly<Record<string, (played: Played) => Expectation | null>> = {
  errno: ({ after }) => (after.refusal?.rule === 'stickyMayNotBeDisabled' ? { errno: 'EINVAL' } : null),
  decrement: ({ before }) => ({ latestVersion: before.kernel.latestVersion - 1 }),
  equal: (played) =>
    versionOf(played) >= played.before.kernel.latestVersion ? { refusedBy: null, phase: 'patching' } : null,
  'counter-in-transition': (played) => {
    const highest = Math.max(
      ...listedPatches(played.before.kernel).map(({ enabled, version }) => (enabled ? version : 0)),
    );
    return versionOf(played) > highest ? null : STALE;
  },
  'version-0-replace': ({ before, after }) =>
    patchOf(after.kernel, before.kernel.transition?.patch ?? '')?.version === 0
      ? { latestVersion: before.kernel.latestVersion }
      : null,
  'load-order': ({ before }) => (before.kernel.transition === null ? null : BUSY),
  'disable-order': ({ before }) => (before.kernel.transition === null ? null : BUSY),
  'sticky-begins': (played) => {
    const { enabled, phase, pending } = unchanged(played);
    return isSticky(played.before.kernel, played.event) && pending.length === 0 ? { phase, enabled } : null;
  },
  'sticky-unpatching': ({ before: { kernel, phase }, event }) =>
    isSticky(kernel, event) && kernel.transition !== null ? { ...BUSY, phase } : null,
  'sticky-replaced': ({ before: { kernel }, event }) => {
    const replacing = patchOf(kernel, kernel.transition?.patch ?? '')?.replaces ?? [];
    return event.type === 'echo.enabled' && replacing.includes(event.patch) ? BUSY : null;
  },
  directly: (played) => {
    const { phase, listed } = unchanged(played);
    const replaced = listedPatches(played.before.kernel).some(({ sticky }) => sticky);
    return replaced && versionOf(played) === 0 ? { phase, listed } : null;
  },
  force: (played) => {
    const { forced, pending } = unchanged(played);
    const { kernel } = played.before;
    const leaving = patchOf(kernel, kernel.transition?.patch ?? '')?.replaces ?? [];
    return leaving.some((name) => patchOf(kernel, name)?.sticky) ? { forced, pending } : null;
  },
  'stronger-sticky': (played) => {
    const { phase, enabled } = unchanged(played);
    return isSticky(played.before.kernel, played.event) ? { phase, enabled } : null;
  },
};

it('every reading has a case, in the same order, and belongs to a policy that exists', () => {
  expect(readingCases.map(({ reading }) => reading)).toEqual(readings.map(({ key }) => key));
  expect(Object.keys(others)).toEqual(readings.map(({ key }) => key));
  for (const { policy } of readings) expect(policyOf(policy)).toBeDefined();
});

describe.each(readingCases)('$reading', (each) => {
  it('decides this step: it comes out as said here', async () => {
    const { after } = await play(each);
    expect(outcomes(after, each.expect).filter(({ holds }) => !holds)).toEqual([]);
  });

  it('would come out otherwise under the other reading, in every field', async () => {
    const played = await play(each);
    expect(others[each.reading]?.(played)).toEqual(each.other);
    expect(Object.keys(each.other)).toEqual(Object.keys(each.expect));
    expect(outcomes(played.after, each.other).filter(({ holds }) => holds)).toEqual([]);
  });

  it('is told in sentences', () => {
    for (const text of [each.here, each.otherwise]) expect(text).toMatch(/^\S.*[.]$/);
  });
});

it('a refusal that names a reading rests on one of the list', async () => {
  const named = await Promise.all(readingCases.map(async (each) => (await play(each)).after.refusal?.source.reading));
  const keys = readings.map(({ key }) => key);
  const given = named.filter((key) => key !== undefined);
  expect(given.length).toBeGreaterThanOrEqual(5);
  expect(given.filter((key) => !keys.includes(key))).toEqual([]);
});
