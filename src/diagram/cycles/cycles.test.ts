/** Nothing moves but along the edges of the two life cycles, and every edge of them is gone somewhere. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import type { KernelEvent } from '../../kernel/events';
import { defaultPolicy, policies } from '../../kernel/policies';
import type { World } from '../../kernel/world';
import { loadSelfTest, selfTests } from '../../replay/selfTests';
import { loadScenario, titles } from '../../scenarios';
import { lastStep, run, type Step, start, stepAfter } from '../../trace/trace';
import { chosen, manyThings } from '../../trace/wander.testkit';
import { type Cycle, chartEdgesOf, type Made } from './cycle';
import { passage } from './passage';
import { patchCycle } from './patch';
import { patchMoves } from './patchMoves';
import { taskCycle } from './task';
import { taskMoves } from './taskMoves';

const scenarios = await Promise.all([
  ...titles.map(({ id }) => loadScenario(id)),
  ...selfTests.map(async ({ id }) => {
    const found = await loadSelfTest(id);
    if (found === null) throw new Error(`There is no self-test ${id}.`);
    return found;
  }),
]);

type Seen = Map<string, Set<string>>;

const wordsOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;

/** The moves that are no edge, or are made by an update that the edge does not name; all moves are noted in `seen`. */
const strays = <S extends string>(cycle: Cycle<S>, made: readonly Made<unknown, S>[], seen: Seen): readonly string[] =>
  made.flatMap((each) => {
    const { from, to, update } = each;
    const updates = seen.get(wordsOf(each)) ?? new Set();
    seen.set(wordsOf(each), updates.add(update));
    return cycle.moves.find((move) => move.from === from && move.to === to)?.by.includes(update)
      ? []
      : [`${cycle.name}: ${wordsOf(each)} by ${update}`];
  });

/** Looks at every microstep of a step. */
const straysIn = (before: Step, { event, microsteps }: Step, seen: Seen): readonly string[] => {
  if (event === null) return [];
  let kernel = before.kernel;
  return microsteps.flatMap((each) => {
    const found = [
      ...strays(taskCycle, taskMoves(kernel, event, each), seen),
      ...strays(patchCycle, patchMoves(kernel, event, each), seen),
    ];
    kernel = each.kernel;
    return found;
  });
};

const straysOf = (policy: string, world: World, events: readonly KernelEvent[], seen: Seen): readonly string[] => {
  const { steps } = run(policy, boot(world), events);
  return steps.flatMap((step, at) => {
    const before = steps[at - 1];
    return before === undefined ? [] : straysIn(before, step, seen);
  });
};

const choices = fc.array(fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 100_000 })), { minLength: 40, maxLength: 80 });

/** What the scenarios do under their own policies: what a reader can see. */
const shown: Seen = new Map();

describe.each(policies.map(({ id }) => id))('under %s', (policy) => {
  it('no scenario and no self-test makes a move that is not an edge', { timeout: 120_000 }, () => {
    for (const { id, policy: own = defaultPolicy.id, world, steps } of scenarios) {
      if (own !== policy && id === 'thousand-tasks') continue;
      const events = steps.map(({ event }) => event);
      expect({ id, strays: straysOf(policy, world, events, own === policy ? shown : new Map()) }).toEqual({
        id,
        strays: [],
      });
    }
  });

  it('no sequence of events makes a move that is not an edge', { timeout: 120_000 }, () => {
    const seen: Seen = new Map();
    fc.assert(
      fc.property(choices, (made) => {
        let before = lastStep(start(policy, boot(manyThings)));
        for (const choice of made) {
          const event = chosen(before.kernel, choice);
          const after = stepAfter(policy, before, event);
          expect({ event, strays: straysIn(before, after, seen) }).toEqual({ event, strays: [] });
          before = after;
        }
      }),
      { numRuns: 40, seed: 20190211, endOnFailure: true },
    );
    expect(seen.size).toBeGreaterThan(35);
  });
});

const V1 = 'test_klp_version_1';
const stuck: World = {
  cpus: 2,
  tasks: [
    { tid: 10, comm: 'cat', where: 'runnable' },
    { tid: 20, comm: 'bash', where: 'runnable' },
  ],
};
const enter: KernelEvent = { type: 'task.call', tid: 10, func: 'cmdline_proc_show' };
const wait: KernelEvent = { type: 'task.sleep', tid: 10, state: 'uninterruptible' };
const wake: KernelEvent = { type: 'task.wake', tid: 10 };
const back: KernelEvent = { type: 'task.return', tid: 10 };
const load: KernelEvent = { type: 'insmod', module: V1 };
const off: KernelEvent = { type: 'echo.enabled', patch: V1, value: '0' };
const force: KernelEvent = { type: 'echo.force', patch: V1, value: '1' };
const attempt: KernelEvent = { type: 'attempt' };
const failing: KernelEvent = { type: 'insmod', module: 'test_klp_callbacks_demo', params: { pre_patch_ret: '-19' } };
const fork = (tid: number, child: number): KernelEvent => ({ type: 'task.fork', tid, child });
const exit = (tid: number): KernelEvent => ({ type: 'task.exit', tid });

/** Edges that no scenario needs to show, each with the shortest way to it. */
const byHand: Readonly<Record<string, readonly KernelEvent[]>> = {
  'undefined → absent': [exit(20)],
  'absent → undefined': [fork(20, 30)],
  // cat blocks in the original function, so the transition goes on.
  'pendingPatched → absent': [enter, load, exit(10)],
  'patched → absent': [enter, wait, load, exit(20)],
  // cat blocks in the new function.
  'absent → unpatched': [load, attempt, enter, wait, off, fork(20, 30)],
  'unpatched → absent': [load, attempt, enter, wait, off, exit(20)],
  'absent → pendingUnpatched': [load, attempt, enter, off, fork(10, 30)],
  'pendingUnpatched → absent': [load, attempt, enter, off, exit(10)],
  // Left behind by a force, and there again when the enabling of another livepatch fails.
  'initPatched → leftBehind': [enter, wait, load, force, attempt, failing],
  'leftBehind → absent': [enter, load, force, exit(10)],
  'leftBehind → patched': [enter, load, force, back],
  'leftBehind → unpatched': [load, attempt, enter, off, force, back],
  'leftBehind → undefined': [enter, wait, load, force, attempt, wake, back],
  'cancelled → moduleLeft': [{ type: 'insmod', module: 'test_klp_callbacks_demo', params: { pre_patch_ret: '5' } }],
};

describe('every edge', () => {
  it.each(Object.entries(byHand))('%s is gone by hand', (move, events) => {
    const seen: Seen = new Map();
    expect(straysOf(defaultPolicy.id, stuck, events, seen)).toEqual([]);
    expect([...seen.keys()]).toContain(move);
  });

  it('is gone by a scenario under its own policy, or by hand', () => {
    const gone = new Set([...shown.keys(), ...Object.keys(byHand)]);
    const edges = [...taskCycle.moves, ...patchCycle.moves].map(wordsOf);
    expect(edges.filter((edge) => !gone.has(edge))).toEqual([]);
  });
});

describe.each([taskCycle, patchCycle] as readonly Cycle<string>[])('the life cycle $name', (cycle) => {
  it('names its states and moves once, and every move leads from one of its states to another', () => {
    const ids = cycle.states.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(cycle.moves.map(wordsOf)).size).toBe(cycle.moves.length);
    for (const { from, to } of cycle.moves)
      expect([ids.includes(from), ids.includes(to), from !== to]).toEqual([true, true, true]);
  });

  it('finds its moves in the chart of every policy', () => {
    for (const { id } of policies) for (const { by } of cycle.moves) expect(chartEdgesOf(id, by)).not.toEqual([]);
  });

  it('speaks in sentences, and names a source for each move', () => {
    for (const { says } of [...cycle.states, ...cycle.moves]) expect(says).toMatch(/^\S.*[.]$/);
    for (const { source } of cycle.moves) expect(source).toMatch(/^kernel\/.*\.c: \w+\(\)/);
  });
});

describe('inside a microstep', () => {
  it('the last update leads to the kernel of the microstep, and the others on the way there', () => {
    const [booted, loaded] = run(defaultPolicy.id, boot(stuck), [load]).steps;
    if (booted === undefined || loaded === undefined) throw new Error('There is no step.');
    let kernel = booted.kernel;
    const updates = loaded.microsteps.flatMap((microstep) => {
      const passed = passage(kernel, load, microstep);
      expect(passed.at(-1)?.kernel ?? microstep.kernel).toBe(microstep.kernel);
      kernel = microstep.kernel;
      return passed.map(({ update }) => update);
    });
    expect(updates.slice(0, 6)).toEqual([
      'taintKernel',
      'insertModule',
      'takeModuleReference',
      'addPatch',
      'replacesAllListed',
      'addNops',
    ]);
  });

  it('a task that is only waited for is initialised, pending and switched in one attempt', () => {
    const [booted, loaded] = run(defaultPolicy.id, boot(stuck), [load]).steps;
    let kernel = booted?.kernel;
    const states = loaded?.microsteps.flatMap((microstep) => {
      if (kernel === undefined) throw new Error('There is no kernel.');
      const made = taskMoves(kernel, load, microstep);
      kernel = microstep.kernel;
      return made.filter(({ who }) => who.tid === 20).map(({ to }) => to);
    });
    expect(states).toEqual(['initPatched', 'pendingPatched', 'patched']);
  });

  it('the moves of one task are those of all tasks that are its own', () => {
    const { steps } = run(defaultPolicy.id, boot(stuck), [enter, load, force, fork(10, 30), exit(10), attempt]);
    for (const [at, { event, microsteps }] of steps.entries()) {
      let kernel = steps[at - 1]?.kernel;
      for (const microstep of microsteps) {
        if (kernel === undefined || event === null) throw new Error('There is no kernel.');
        const all = taskMoves(kernel, event, microstep);
        for (const who of [10, 20, 30].map((tid) => ({ tid, cpu: null }))) {
          const own = taskMoves(kernel, event, microstep, who);
          expect(own).toEqual(all.filter((each) => each.who.tid === who.tid));
        }
        kernel = microstep.kernel;
      }
    }
  });
});
