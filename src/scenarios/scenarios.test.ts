/** Plays every scenario to its end and checks what it says must hold. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartUnder } from '../chart/under';
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy, policies, policyOf } from '../kernel/policies';
import { type RuleName, rules } from '../kernel/rules';
import { run, type Step } from '../trace/trace';
import { check, type Outcome } from './check';
import { loadScenario, titles } from './index';
import type { Expectation, Scenario, ScenarioGroup } from './scenario';

const scenarios: readonly Scenario[] = await Promise.all(titles.map(({ id }) => loadScenario(id)));

const play = ({ policy = defaultPolicy.id, world, steps }: Scenario): readonly Step[] =>
  run(
    policy,
    boot(world),
    steps.map(({ event }) => event),
  ).steps;

const played: ReadonlyMap<string, readonly Step[]> = new Map(
  scenarios.map((scenario) => [scenario.id, play(scenario)]),
);
const allSteps = [...played.values()].flat();

const look = (step: Step, wanted: Expectation): readonly Outcome[] =>
  check({ ...step, logs: step.facts.flatMap((fact) => lines(fact, step.event)).map(({ text }) => text) }, wanted);

/** All expectations of a scenario, with the step they belong to. */
const outcomes = (scenario: Scenario, steps: readonly Step[]): readonly (Outcome & { readonly at: string })[] =>
  scenario.steps.flatMap(({ event, expect: wanted }, index) => {
    const after = steps[index + 1];
    if (after === undefined) throw new Error(`${scenario.id}: step ${index + 1} was not played`);
    return look(after, wanted ?? {}).map((outcome) => ({ ...outcome, at: `step ${index + 1}, ${event.type}` }));
  });

const failures = (scenario: Scenario, steps: readonly Step[]): readonly string[] =>
  outcomes(scenario, steps)
    .filter(({ holds }) => !holds)
    .map(({ at, field, wanted, found }) => `${at}: ${field} should be ${wanted} and is ${found}`);

const stepsOf = ({ id }: Scenario): readonly Step[] => played.get(id) ?? [];

describe.each(scenarios)('$id', (scenario) => {
  it('holds what it says after each step', () => {
    expect(failures(scenario, stepsOf(scenario))).toEqual([]);
  });

  it('says so when a step is refused, with the rule and the errno', () => {
    scenario.steps.forEach(({ expect: wanted }, index) => {
      const refusal = stepsOf(scenario)[index + 1]?.refusal ?? null;
      expect(wanted?.refusedBy ?? null).toBe(refusal?.rule ?? null);
      if (refusal !== null) expect(wanted?.errno).toBe(refusal.errno);
    });
  });

  it('is plain JSON, and so is everything it leads to', () => {
    expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
    const kernels = stepsOf(scenario).map(({ kernel }) => kernel);
    expect(JSON.parse(JSON.stringify(kernels))).toEqual(kernels);
  });

  it('says something short at each step', () => {
    for (const text of [scenario.opening, ...scenario.steps.map(({ says }) => says)]) {
      expect(text).toMatch(/^\S.*[.]$/);
      expect(text).not.toMatch(/!|TODO|\s\s/);
    }
    expect(scenario.opening.length).toBeLessThanOrEqual(220);
    expect(scenario.steps.filter(({ says }) => says.length > 160).map(({ says }) => says)).toEqual([]);
  });
});

/** Written by hand: what the syllabus must have at least. */
const least = { scenarios: 46, steps: 420, expectations: 1250, withoutExpectation: 0 };

describe('the syllabus', () => {
  it('has the scenarios, steps and expectations it is meant to have, and all of them ran', () => {
    const steps = scenarios.flatMap((scenario) => scenario.steps);
    const checked = scenarios.flatMap((scenario) => outcomes(scenario, stepsOf(scenario)));
    expect(scenarios.length).toBeGreaterThanOrEqual(least.scenarios);
    expect(steps.length).toBeGreaterThanOrEqual(least.steps);
    expect(checked.length).toBeGreaterThanOrEqual(least.expectations);
    expect(steps.filter(({ expect: wanted }) => wanted === undefined).length).toBe(least.withoutExpectation);
    expect(allSteps.length).toBe(steps.length + scenarios.length);
  });

  it.each([
    'first-patch',
    'upgrades-in-order',
    'version-skipped',
    'stale-version-refused',
    'version-0-opts-out',
    'downgrade-by-disabling',
    'downgrade-by-cumulative',
    'sticky-refuses-disable',
    'sticky-reversed',
    'sticky-lifted',
    'stuck-wait',
    'stuck-signal',
    'stuck-reverse',
    'stuck-force',
    'fake-signal',
    'nop-blocks',
    'pre-patch-fails',
    'target-arrives',
    'unsafe-change',
    'unsafe-change-sticky',
    'unversioned-replaces-sticky',
    'older-after-newer',
    'state-refuses',
    'rfc-refuses',
    'rfc-over-atomic-replace',
    'rfc-gives-up',
    'block-disable-blocks',
    'block-disable-gives-up',
    'sets-side-by-side',
    'sets-give-up',
  ])('has %s', (id) => {
    expect(titles.map((title) => title.id)).toContain(id);
  });

  it('has 4 to 14 steps each; the fake signal needs 16 attempts', () => {
    const long = scenarios.filter(({ steps }) => steps.length < 4 || steps.length > 14).map(({ id }) => id);
    expect(long).toEqual(['fake-signal']);
  });

  it('shows the refusal of a sticky patch in step 4, where the documented link points', () => {
    expect(played.get('sticky-refuses-disable')?.[4]?.refusal?.rule).toBe('stickyMayNotBeDisabled');
  });

  it('has one title for each file, in the same order, with the same words', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /^\d\d-.*\.ts$/.test(name));
    expect(files.sort()).toEqual(titles.map(({ id }, index) => `${String(index + 1).padStart(2, '0')}-${id}.ts`));
    expect(titles).toEqual(
      scenarios.map(({ id, title, group, policy }) => ({
        id,
        title,
        group,
        ...(policy === undefined ? {} : { policy }),
      })),
    );
  });

  it('has ids that are unique and stand in an address as they are', () => {
    const ids = titles.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('keeps each group together', () => {
    const groups = titles.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1]);
    expect(groups).toEqual([
      'First steps',
      'Versioning',
      'Sticky',
      'Transitions',
      'Replacement',
      'Target modules',
      'Policies compared',
    ] satisfies ScenarioGroup[]);
  });

  it('rejects an id that it does not have', async () => {
    await expect(loadScenario('no-such-scenario')).rejects.toThrow('no-such-scenario');
  });

  it('names policies that exist', () => {
    for (const { policy = defaultPolicy.id } of scenarios) expect(policyOf(policy)).toBeDefined();
  });
});

/** Steps of the comparisons, counted from 1, that the other policy answers the other way. */
const contrasts = [
  ['state-refuses', 3, 'rfc-2019'],
  ['state-refuses', 4, 'rfc-2019'],
  ['rfc-refuses', 3, 'system-state'],
  ['rfc-refuses', 4, 'system-state'],
  ['rfc-refuses', 5, 'system-state'],
] as const;

describe('two policies compared', () => {
  it.each(contrasts)('%s: step %i is permitted under %s', (id, at, other) => {
    const scenario = scenarios.find((each) => each.id === id);
    const event = scenario?.steps[at - 1]?.event;
    if (scenario === undefined || event === undefined) throw new Error(`There is no step ${at} in ${id}.`);
    // The steps that both policies permit, and then this one.
    const before = scenario.steps.slice(0, 2).map((step) => step.event);
    const under = (policy: string) => run(policy, boot(scenario.world), [...before, event]).steps[3]?.refusal ?? null;
    expect(under(other)).toBeNull();
    expect(under(scenario.policy ?? defaultPolicy.id)).not.toBeNull();
  });
});

/** Rules that no scenario needs to show, each with the reason. */
const unshown: Partial<Record<RuleName, string>> = {
  moduleFileMissing: 'a mistyped name, nothing about livepatching',
  parameterInvalid: 'a mistyped parameter, nothing about livepatching',
  parameterMissing: 'a mistyped parameter, nothing about livepatching',
  parameterValueInvalid: 'a mistyped parameter, nothing about livepatching',
  ftraceValueInvalid: 'a mistyped sysctl, nothing about livepatching',
  initFails: 'no module of the library has an init function that fails; a vector of the self-tests may bring one',
  nothingToFree: 'the worker is not run when it has nothing to do; the viewer only explains why the button is closed',
  tidTaken: 'a number that the viewer never offers',
  cpuMissing: 'a number that the viewer never offers',
  cpuWithoutFile: 'hardware, nothing about livepatching',
  signatureRejected: 'the loader, before the livepatch core is asked',
  vermagicWrong: 'the loader, before the livepatch core is asked',
  livepatchSupportOff: 'the loader, before the livepatch core is asked',
  symbolUnresolved: 'the loader, before the livepatch core is asked',
  notMarkedLivepatch: 'a mistake of an author, nothing about versions or stickiness',
  nameTooLong: 'a mistake of an author, nothing about versions or stickiness',
  moduleHasNoExit: 'no module of the library is without an exit function',
  nameTwice: 'a mistake of an author, nothing about versions or stickiness',
};

describe('what the scenarios show of the chart', () => {
  it('shows every refusal, but for a few with a reason', () => {
    const shown = new Set(allSteps.flatMap(({ refusal }) => refusal?.rule ?? []));
    const missing = Object.keys(rules).filter((rule) => !shown.has(rule));
    expect(missing.sort()).toEqual(Object.keys(unshown).sort());
  });

  it('passes through every phase that a policy has', () => {
    const seen = new Set<string>(
      allSteps.flatMap(({ microsteps, phase }) => [phase, ...microsteps.map((each) => each.phase)]),
    );
    const phases = policies.flatMap(({ id }) => chartUnder(id).states.filter(({ compound }) => !compound));
    expect(phases.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });

  it('takes every edge of the kernel’s functions, and each answer to an event in some phase', () => {
    const taken = new Set(allSteps.flatMap(({ microsteps }) => microsteps.map(({ edge }) => edge.key)));
    const edges = new Set(
      policies.flatMap(({ id }) =>
        [...chartUnder(id).edges.values()]
          .filter(({ guard }) => guard.kind !== 'rule' || !(guard.name in unshown))
          .map(({ key }) => key),
      ),
    );
    expect([...edges].filter((edge) => !taken.has(edge)).sort()).toEqual([
      // What a library module does only with a parameter or in an order that no upstream test has.
      'do_init_module initNeverReturns',
      // The same two rules answer a write to `enabled`, where they are shown.
      'force_store directoryMissing',
      'force_store valueNotBoolean',
      // Every livepatch shown enables itself.
      'klp_enable_patch neverEnables',
      // A positive number from pre_patch is no error to the loader.
      'klp_free_patch_async initReturnsPositive',
      'klp_pre_patch_callback prePatchReturnsPositive',
      // A write that changes nothing.
      'waiting cpu.offline cpuAlreadyThere',
      'waiting cpu.online cpuAlreadyThere',
      // One rule answers whatever a task cannot do; a signal shows it.
      ...['call', 'exit', 'fork', 'preempt', 'return', 'run', 'sleep', 'user', 'wake'].map(
        (what) => `waiting task.${what} taskCannot`,
      ),
    ]);
  });
});

describe('the checker', () => {
  const [scenario] = scenarios;
  const first = scenario?.steps[0];
  if (scenario === undefined || first === undefined) throw new Error('There is no scenario.');
  const after = stepsOf(scenario)[1];
  if (after === undefined) throw new Error('There is no step.');

  const wrong: { readonly [K in keyof Expectation]-?: Expectation[K] } = {
    phase: 'unpatching',
    latestVersion: 7,
    enabled: [],
    listed: ['test_klp_version_1', 'test_klp_version_2'],
    modules: [],
    refusedBy: 'versionNotNewer',
    errno: 'EBUSY',
    pending: [410, 520],
    idlePending: true,
    patchState: { 520: 1 },
    runs: { 410: 'test_klp_version_1' },
    funcStack: { cmdline_proc_show: ['nop:test_klp_version_1'] },
    forced: ['test_klp_version_1'],
    logs: ['livepatch: signaling remaining tasks'],
    unlogged: ["livepatch: enabling patch 'test_klp_version_1'"],
    callbacks: ['pre_patch'],
    refcnt: { test_klp_version_1: 2 },
  };

  it.each(Object.entries(wrong))('finds a wrong %s', (field, value) => {
    const [outcome, ...others] = look(after, { [field]: value });
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({ field, holds: false });
    expect(outcome?.wanted).not.toBe(outcome?.found);
  });

  it('finds a task, a module or a function that is not there', () => {
    expect(
      look(after, { patchState: { 9: 0 }, runs: { 9: null }, refcnt: { none: 0 } }).every(({ holds }) => !holds),
    ).toBe(true);
  });

  it('finds log lines in the wrong order, and a refusal where none was expected', () => {
    const { expect: wanted } = first;
    const reversed = [...(wanted?.logs ?? [])].reverse();
    expect(reversed.length).toBeGreaterThan(1);
    expect(look(after, { logs: reversed })[0]?.holds).toBe(false);
    const refused = allSteps.find(({ refusal }) => refusal !== null);
    if (refused === undefined) throw new Error('Nothing was refused.');
    expect(look(refused, { refusedBy: null })[0]?.holds).toBe(false);
  });

  it('reports where a scenario is wrong', () => {
    const broken: Scenario = {
      ...scenario,
      steps: scenario.steps.map((step, index) => (index === 1 ? { ...step, expect: { latestVersion: 5 } } : step)),
    };
    expect(failures(broken, play(broken))).toEqual(['step 2, task.call: latestVersion should be 5 and is 0']);
  });
});
