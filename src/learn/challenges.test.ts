/** Solves every challenge by its recorded way, and looks for a shorter one. */
import { describe, expect, it } from 'vitest';
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import { titles } from '../scenarios';
import { challenges, loadChallenge } from '../scenarios/challenges';
import { check } from '../scenarios/check';
import type { Goal, Scenario } from '../scenarios/scenario';
import { lastStep, run, stepAfter } from '../trace/trace';
import { isReached } from './goals';
import { eventsWorthTrying, shortestWay } from './search.testkit';
import { solutions } from './solutions';

const loaded: readonly Scenario[] = await Promise.all(
  challenges.map(async ({ id }) => {
    const found = await loadChallenge(id);
    if (found === null) throw new Error(`There is no challenge ${id}.`);
    return found;
  }),
);

const played = ({ policy = defaultPolicy.id, world, steps, challenge, id }: Scenario) => {
  const way = solutions[id];
  if (challenge === undefined || way === undefined) throw new Error(`${id} has no goal or no solution.`);
  const trace = run(policy, boot(world), [...steps.map(({ event }) => event), ...way]);
  return { policy, challenge, way, trace, begin: steps.length };
};

/** Long enough for a machine that does something else as well. */
const PATIENCE = 120_000;

describe.each(loaded)('$id', (scenario) => {
  const { policy, challenge, way, trace, begin } = played(scenario);

  it('leads to the situation it describes', () => {
    scenario.steps.forEach(({ event, expect: wanted }, index) => {
      const step = trace.steps[index + 1];
      if (step === undefined || wanted === undefined) throw new Error(`Step ${index + 1} says nothing.`);
      const logs = step.facts.flatMap((fact) => lines(fact, event)).map(({ text }) => text);
      expect(check({ ...step, logs }, wanted).filter(({ holds }) => !holds)).toEqual([]);
      expect(step.refusal?.rule ?? null).toBe('refusedBy' in wanted ? wanted.refusedBy : null);
    });
  });

  it('is solved by the recorded way, by its last step and by none before', () => {
    trace.steps.forEach((step, at) => {
      if (at >= begin) expect(isReached(challenge, { policy, step })).toBe(at === trace.steps.length - 1);
      if (at > begin) expect(step.refusal).toBeNull();
    });
  });

  it('has no shorter way', { timeout: PATIENCE }, () => {
    const from = trace.steps[begin];
    if (from === undefined) throw new Error('There is no beginning.');
    const found = shortestWay(challenge, policy, from, way.length);
    expect(found.way).toHaveLength(way.length);
  });

  it('says what it is about, shortly', () => {
    for (const text of [scenario.opening, challenge.goal, ...scenario.steps.map(({ says }) => says)])
      expect(text).toMatch(/^\S.*[.?]$/);
    expect(scenario.opening.length).toBeLessThanOrEqual(220);
    expect(challenge.goal.length).toBeLessThanOrEqual(120);
  });
});

describe('the challenges', () => {
  it('are three to a chapter, with the titles of the menu', () => {
    const chapters = loaded.map(({ challenge }) => challenge?.chapter);
    expect(new Set(chapters).size).toBe(6);
    for (const chapter of chapters) expect(chapters.filter((each) => each === chapter)).toHaveLength(3);
    expect(challenges).toEqual(
      loaded.map(({ id, title, group, policy }) => ({ id, title, group, ...(policy === undefined ? {} : { policy }) })),
    );
    expect(titles.some(({ id }) => id.startsWith('challenge-'))).toBe(false);
  });

  it('each have a recorded solution, and there is no other', () => {
    expect(Object.keys(solutions)).toEqual(challenges.map(({ id }) => id));
  });

  it('are not there under another id', async () => {
    expect(await loadChallenge('challenge-none')).toBeNull();
    expect(await loadChallenge('first-patch')).toBeNull();
  });
});

/** A machine with one task inside a function, after some events. */
const at = (events: Parameters<typeof run>[2], policy = defaultPolicy.id) => ({
  policy,
  step: lastStep(
    run(
      policy,
      boot({ cpus: 1, tasks: [{ tid: 20, comm: 'cat', where: 'runnable', stack: ['cmdline_proc_show'] }] }),
      events,
    ),
  ),
});

const insmod = (module: string) => ({ type: 'insmod', module }) as const;
const v1 = 'test_klp_version_1';

describe('a goal', () => {
  const free = { type: 'task.user', tid: 20 } as const;
  const reaches = (goal: Goal, events: Parameters<typeof run>[2]): boolean =>
    isReached({ chapter: 'First steps', goal: '', modules: [], reach: [goal] }, at(events));

  it.each<readonly [Goal, Parameters<typeof run>[2], Parameters<typeof run>[2]]>([
    [{ is: 'idle' }, [], [insmod(v1)]],
    [{ is: 'loadable', module: v1 }, [], [free, insmod('test_klp_version_2')]],
    [{ is: 'refused', module: v1, rule: 'versionNotNewer' }, [free, insmod('test_klp_version_2')], []],
    [{ is: 'unloaded', module: v1 }, [], [insmod(v1)]],
    [{ is: 'enabled', patch: v1 }, [insmod(v1)], []],
    [{ is: 'unlisted', patch: v1 }, [], [insmod(v1)]],
    [{ is: 'counter', value: 1 }, [free, insmod(v1)], [insmod(v1)]],
    [{ is: 'onTop', patch: v1, func: 'cmdline_proc_show' }, [insmod(v1)], []],
    [{ is: 'covered', patch: v1 }, [free, insmod(v1), insmod('test_klp_version_2')], [free, insmod(v1)]],
    [
      { is: 'mixed', func: 'cmdline_proc_show' },
      [
        { type: 'task.fork', tid: 20, child: 21 },
        insmod(v1),
        { type: 'task.user', tid: 21 },
        { type: 'task.call', tid: 21, func: 'cmdline_proc_show' },
      ],
      [insmod(v1)],
    ],
    [
      { is: 'split', comm: 'cat' },
      [{ type: 'task.fork', tid: 20, child: 21 }, insmod(v1), { type: 'task.user', tid: 21 }],
      [insmod(v1)],
    ],
    [
      { is: 'nopBlocks' },
      [
        free,
        insmod('test_klp_version_2'),
        { type: 'task.call', tid: 20, func: 'meminfo_proc_show' },
        insmod('test_klp_version_3'),
      ],
      [
        free,
        insmod('test_klp_version_2'),
        { type: 'task.call', tid: 20, func: 'cmdline_proc_show' },
        insmod('test_klp_version_3'),
      ],
    ],
    [{ is: 'leftBehind' }, [insmod(v1), { type: 'echo.force', patch: v1, value: '1' }], [insmod(v1)]],
    [{ is: 'noneLeftBehind' }, [insmod(v1)], [insmod(v1), { type: 'echo.force', patch: v1, value: '1' }]],
  ])('$is: holds after some events and not after others', (goal, yes, no) => {
    expect(reaches(goal, yes)).toBe(true);
    expect(reaches(goal, no)).toBe(false);
  });
});

describe('the search', () => {
  it('tries what the challenge names, and nothing about modules it does not', () => {
    const { step } = at([]);
    const tried = eventsWorthTrying(step.kernel, [v1]);
    expect(tried).toContainEqual(insmod(v1));
    expect(tried).not.toContainEqual(insmod('test_klp_version_2'));
    expect(tried).toContainEqual({ type: 'task.call', tid: 20, object: 'vmlinux', func: 'cmdline_proc_show' });
    expect(tried.some((event) => event.type === 'task.call' && event.func === 'meminfo_proc_show')).toBe(false);
  });

  it('gives up where there is no way, and finds a way that works where there is one', () => {
    const challenge = {
      chapter: 'First steps',
      goal: '',
      modules: [v1],
      reach: [{ is: 'counter', value: 1 }],
    } as const;
    const { policy, step } = at([]);
    expect(shortestWay(challenge, policy, step, 1).way).toBeNull();
    const { way } = shortestWay(challenge, policy, step, 3);
    const end = (way ?? []).reduce((from, event) => stepAfter(policy, from, event), step);
    expect(isReached(challenge, { policy, step: end })).toBe(true);
    expect(way).toHaveLength(2);
  });
});
