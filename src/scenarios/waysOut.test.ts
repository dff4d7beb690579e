/** Every way out of every refusal that a scenario or a challenge reaches, under every policy, is gone: it must work. */
import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { defaultPolicy, policies } from '../kernel/policies';
import { possibleEvents } from '../kernel/possibleEvents';
import type { Refusal } from '../kernel/verdict';
import type { World } from '../kernel/world';
import { lastStep, run, type Step, stepAfter } from '../trace/trace';
import { adviceOf } from './advice.testkit';
import { attempt, call, echo, force, init, insmod, rmmod, sleep, worker } from './builders';
import { challenges, loadChallenge } from './challenges';
import { loadScenario, titles } from './index';
import { problemsOfWays } from './waysOut.testkit';

const scenarios = [
  ...(await Promise.all(titles.map(({ id }) => loadScenario(id)))),
  ...(await Promise.all(challenges.map(({ id }) => loadChallenge(id)))).filter((challenge) => challenge !== null),
];

interface Reached {
  readonly before: Step;
  readonly event: KernelEvent;
  readonly refusal: Refusal;
  readonly at: number;
}

const reachedIn = (policy: string, world: World, events: readonly KernelEvent[]): readonly Reached[] => {
  const { steps } = run(policy, boot(world), events);
  return steps.flatMap(({ event, refusal }, at) => {
    const before = steps[at - 1];
    return before === undefined || event === null || refusal === null ? [] : [{ before, event, refusal, at }];
  });
};

describe.each(policies.map(({ id }) => id))('under %s', (policy) => {
  const gone: string[] = [];

  it.each(scenarios)('every way out of $id works', ({ world, steps }) => {
    const reached = reachedIn(
      policy,
      world,
      steps.map(({ event }) => event),
    );
    const problems = reached.flatMap(({ before, event, refusal, at }) => {
      gone.push(refusal.rule);
      return problemsOfWays({ policy, step: before, event }, refusal).map(
        (problem) => `step ${at}, ${refusal.rule}: “${refusal.wayOut}” but ${problem}`,
      );
    });
    expect(problems).toEqual([]);
  });

  it('has ways out of many refusals, by many rules', () => {
    expect(gone.length).toBeGreaterThan(40);
    expect(new Set(gone).size).toBeGreaterThan(12);
  });
});

describe('what the verbs on the screen advise', () => {
  const tried = new Set<string>();

  it.each(scenarios.filter(({ id }) => id !== 'thousand-tasks'))('works at the end of $id', (scenario) => {
    const policy = scenario.policy ?? defaultPolicy.id;
    const step = lastStep(
      run(
        policy,
        boot(scenario.world),
        scenario.steps.map(({ event }) => event),
      ),
    );
    const { modules, patches, tasks, machine } = possibleEvents(step.kernel);
    const problems = [...modules, ...patches, ...tasks, ...machine].flatMap((event) => {
      const { refusal } = stepAfter(policy, step, event);
      if (refusal === null) return [];
      const kind = `${refusal.rule} ${event.type} ${refusal.wayOut}`;
      if (tried.has(kind)) return [];
      tried.add(kind);
      return problemsOfWays({ policy, step, event }, refusal).map(
        (problem) => `${JSON.stringify(event)}, ${refusal.rule}: “${refusal.wayOut}” but ${problem}`,
      );
    });
    expect(problems).toEqual([]);
  });

  it('is of many kinds', () => {
    expect(tried.size).toBeGreaterThan(100);
  });
});

const ext4 = 'livepatch_ext4_v1';
const world: World = {
  cpus: 1,
  tasks: [init, { tid: 702, comm: 'postgres', where: 'uninterruptible', stack: ['ext4_sync_file'] }],
  patches: [
    { name: ext4, version: 1, funcs: ['ext4_sync_file'], states: [{ id: 3, version: 1, blockDisable: true }] },
    {
      name: 'livepatch_ext4_v2',
      version: 2,
      replace: true,
      funcs: ['ext4_sync_file'],
      states: [{ id: 3, version: 1 }],
    },
  ],
};

const refusalOf = (policy: string, events: readonly KernelEvent[], of: World = world): string => {
  const { refusal } = lastStep(run(policy, boot(of), events));
  if (refusal === null) throw new Error('Nothing was refused.');
  return refusal.wayOut;
};

describe('a way out', () => {
  it('is no reversal that block-disable refuses', () => {
    const busy = refusalOf('block-disable', [insmod(ext4), insmod('test_klp_version_2')]);
    expect(busy).not.toContain('echo');
    expect(busy).toContain('Wait until it completes');
  });

  it.each<readonly [string, readonly KernelEvent[]]>([
    ['rmmod before the worker has run', [rmmod(ext4)]],
    ['rmmod after it', [worker, rmmod(ext4)]],
    ['insmod before the worker has run', [insmod(ext4)]],
    ['insmod after it', [worker, insmod(ext4)]],
    ['echo 1 before the worker has run', [echo('1', ext4)]],
    ['echo 1 after it', [worker, echo('1', ext4)]],
  ])('of a livepatch that was forced away is only a reboot: %s', (_, events) => {
    const away = [insmod(ext4), echo('0', ext4), force(ext4), attempt];
    const advice = refusalOf('system-state', [...away, ...events]);
    expect(advice).toContain('reboot');
    expect(advice).not.toContain('first');
  });

  it.each([
    ['a sticky patch holds the counter', 'test_klp_sticky_0', 'test_klp_version_1', 'is sticky'],
    ['the version is equal', 'test_klp_version_1', 'test_klp_version_1', 'Then rmmod'],
    ['an ordinary patch holds it', 'test_klp_version_2', 'test_klp_version_1', 'or disable test_klp_version_2'],
  ])('of a version that is not newer says what can be done when %s', (_, held, refused, words) => {
    const plain: World = { cpus: 1, tasks: [init] };
    expect(refusalOf('rfc-2019', [insmod(held), insmod(refused)], plain)).toContain(words);
  });

  it('is to continue a task that a signal has stopped, not to wake it', () => {
    const stop: KernelEvent = { type: 'task.signal', tid: 702, signal: 'SIGSTOP' };
    const stopped = [{ type: 'task.wake', tid: 702 }, { type: 'task.user', tid: 702 }, stop] as const;
    expect(refusalOf('rfc-2019', [...stopped, call(702, 'ext4_sync_file')])).toBe('Send SIGCONT.');
    expect(refusalOf('rfc-2019', [...stopped, sleep(702, 'interruptible')])).toBe('Send SIGCONT.');
  });

  it('must be known here, so that none is given that nobody tried', () => {
    const step = lastStep(run('rfc-2019', boot(world), []));
    expect(() => adviceOf('Turn it off and on again.', { policy: 'rfc-2019', step, event: attempt })).toThrow('tried');
  });
});
