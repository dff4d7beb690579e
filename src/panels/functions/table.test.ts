import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import type { Kernel } from '../../kernel/model';
import { attempt, disable, force, free, insmod, quiet, sleeper, traceOf, viewAfter, viewAt } from '../panels.testkit';
import { functionsView, patchedFunctions } from './table';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const V3 = 'test_klp_version_3';

const cards = (...given: Parameters<typeof viewAfter>) => patchedFunctions(viewAfter(...given).kernel);
const stackOf = (kernel: Kernel, func: string) =>
  patchedFunctions(kernel)
    .find((card) => card.func === func)
    ?.rows.map(({ patch, nop, inTransition, resolves, frames }) => [
      nop ? `${patch} nop` : (patch ?? 'original'),
      inTransition,
      resolves.count,
      frames.count,
    ]);

describe('the func_stack of a patched function', () => {
  it('is not there before anything is patched', () => {
    expect(cards(quiet, [])).toEqual([]);
  });

  it('shows per entry how many tasks resolve to it and how many frames run it', () => {
    // bash and both idle tasks have switched; cat sleeps in the original.
    const [card] = cards(sleeper, [insmod(V1), attempt]);
    expect(card?.rows.map(({ patch, inTransition, resolves }) => [patch, inTransition, resolves.count])).toEqual([
      [V1, true, 3],
      [null, false, 1],
    ]);
    expect(card?.rows[1]?.resolves.names).toEqual(['cat:20']);
    expect(card?.rows[1]?.frames).toEqual({ count: 1, names: ['cat:20'], more: false });
  });

  it('has the newest on top, the original at the bottom, nops marked', () => {
    const { kernel } = viewAfter({ ...quiet, tasks: [{ tid: 20, comm: 'cat', stack: ['meminfo_proc_show'] }] }, [
      insmod(V2),
      force(V2),
      attempt,
      { type: 'task.wake', tid: 20 },
      insmod(V3),
    ]);
    expect(stackOf(kernel, 'meminfo_proc_show')?.map(([entry]) => entry)).toEqual([`${V3} nop`, V2, 'original']);
  });

  it('every task resolves to exactly one entry', () => {
    const view = viewAfter(sleeper, [insmod(V1), force(V1), attempt, insmod(V2), attempt]);
    for (const { rows } of patchedFunctions(view.kernel)) {
      expect(rows.reduce((sum, { resolves }) => sum + resolves.count, 0)).toBe(functionsView(view).tasks);
    }
  });
});

describe('frames that a forced transition left behind', () => {
  const runsPatched = {
    ...quiet,
    tasks: [{ tid: 20, comm: 'cat', where: 'kernel' as const, cpu: 0 }],
  };

  it('are shown although the implementation is off the stack', () => {
    const events = [
      insmod(V1),
      attempt,
      { type: 'task.user', tid: 20 } as const,
      attempt,
      { type: 'task.call', tid: 20, func: 'cmdline_proc_show' } as const,
      { type: 'task.sleep', tid: 20, state: 'uninterruptible' } as const,
      disable(V1),
      force(V1),
      attempt,
      free,
    ];
    const view = viewAfter(runsPatched, events);
    const [card] = patchedFunctions(view.kernel);
    expect(view.kernel.ops).toEqual([]);
    expect(card?.rows.map(({ patch }) => patch)).toEqual([null]);
    expect(card?.left).toEqual([{ patch: V1, frames: { count: 1, names: ['cat:20'], more: false } }]);
  });
});

describe('what the step changed', () => {
  const trace = traceOf(sleeper, [insmod(V1), attempt, force(V1), attempt, disable(V1)]);

  it('is nothing at the boot, and a new stack when a function is first patched', () => {
    expect(functionsView(viewAt(trace, 0)).funcs).toEqual([]);
    expect(functionsView(viewAt(trace, 1)).funcs.map(({ stackChanged }) => stackChanged)).toEqual([true]);
    expect(functionsView(viewAt(trace, 2)).funcs.map(({ stackChanged }) => stackChanged)).toEqual([false]);
  });

  it('marks the counts of each entry', () => {
    const [func] = functionsView(viewAt(trace, 3)).funcs;
    expect(func?.rows.map(({ changes }) => [...changes.parts])).toEqual([['resolves'], ['resolves']]);
  });

  it('names the functions that are as they were', () => {
    const gone = traceOf(quiet, [insmod(V1), attempt, disable(V1), attempt]);
    expect(functionsView(viewAt(gone)).gone).toEqual(['cmdline_proc_show']);
    expect(functionsView(viewAt(gone)).funcs).toEqual([]);
  });
});

describe('at 10,000 tasks', () => {
  const crowd = traceOf({ cpus: 4, tasks: [{ tid: 100, comm: 'worker', count: 10_000 }] }, [insmod(V2)]);

  it('gives numbers instead of names, and counts once per kernel', () => {
    const { kernel } = viewAt(crowd);
    const first = patchedFunctions(kernel);
    expect(patchedFunctions(kernel)).toBe(first);
    const [top] = first[0]?.rows ?? [];
    expect(top?.resolves.more).toBe(true);
    expect(top?.resolves.names.length).toBeLessThanOrEqual(3);
  });

  it('looks at the tasks once, whatever the number of functions', () => {
    const { kernel } = viewAt(crowd);
    let reads = 0;
    const watched: Kernel = {
      ...kernel,
      get tasks() {
        reads += 1;
        return kernel.tasks;
      },
    };
    expect(patchedFunctions(watched)).toHaveLength(2);
    expect(reads).toBe(1);
  });

  it('counts the frames of tasks that share a stack, and of those that do not', () => {
    const alike = { tid: 100, comm: 'reader', count: 9_000, stack: ['cmdline_proc_show', 'cmdline_proc_show'] };
    const other = { tid: 9_500, comm: 'cat', stack: ['cmdline_proc_show'] };
    const [card] = cards({ cpus: 2, tasks: [alike, other] }, [insmod(V1)]);
    expect(card?.rows.at(-1)?.frames).toMatchObject({ count: 18_001, more: true });
  });
});

it('the same state gives the same answer', () => {
  const view = viewAfter(sleeper, [insmod(V1)]);
  expect(functionsView(view)).toBe(functionsView(view));
  expect(patchedFunctions(boot(quiet))).toEqual([]);
});
