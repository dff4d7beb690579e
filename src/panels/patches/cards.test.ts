import { describe, expect, it } from 'vitest';
import {
  viewAt as at,
  attempt,
  disable,
  force,
  free,
  insmod,
  quiet,
  rmmod,
  sleeper,
  traceOf,
  viewAfter,
} from '../panels.testkit';
import { briefCards, loadedModules, patchesView } from './cards';
import { nextWords, replacesWords } from './cardWords';

const V1 = 'test_klp_version_1';
const V2 = 'test_klp_version_2';
const V3 = 'test_klp_version_3';
const STICKY = 'test_klp_sticky_0';

const cardsOf = (...given: Parameters<typeof viewAfter>) => loadedModules(viewAfter(...given).kernel).patches;
const laneStatuses = (...given: Parameters<typeof viewAfter>) =>
  cardsOf(...given).map(({ name, status }) => [name, status]);
const labels = (card: { offers: readonly { label: string }[] } | undefined) => card?.offers.map(({ label }) => label);

describe('the state of a livepatch in words', () => {
  it.each([
    ['nothing is loaded', quiet, [], []],
    ['its transition runs', sleeper, [insmod(V1)], [[V1, 'patching']]],
    ['its transition is over', quiet, [insmod(V1), attempt], [[V1, 'enabled']]],
    ['its transition was reversed', sleeper, [insmod(V1), disable(V1)], [[V1, 'unpatching']]],
    ['it was disabled', quiet, [insmod(V1), attempt, disable(V1), attempt], [[V1, 'waiting for the worker']]],
    ['the worker has run', quiet, [insmod(V1), attempt, disable(V1), attempt, free], [[V1, 'module still loaded']]],
    ['it was removed', quiet, [insmod(V1), attempt, disable(V1), attempt, free, rmmod(V1)], []],
    [
      'a cumulative patch is in transition',
      sleeper,
      [insmod(V1), force(V1), attempt, insmod(V3)],
      [
        [V1, 'being replaced'],
        [V3, 'patching'],
      ],
    ],
    [
      'a cumulative patch was reversed',
      sleeper,
      [insmod(V1), force(V1), attempt, insmod(V3), disable(V3)],
      [
        [V1, 'enabled'],
        [V3, 'unpatching'],
      ],
    ],
    ['it was forced away', sleeper, [insmod(V1), disable(V1), force(V1), attempt, free], [[V1, 'kept for ever']]],
  ])('when %s', (_, world, events, expected) => {
    expect(laneStatuses(world, events)).toEqual(expected);
  });
});

describe('a livepatch that is disabled', () => {
  const call = { type: 'task.call', tid: 20, func: 'cmdline_proc_show' } as const;
  const sleep = { type: 'task.sleep', tid: 20, state: 'uninterruptible' } as const;
  const world = { ...quiet, tasks: [{ tid: 20, comm: 'db', where: 'user' as const }] };
  const below = [insmod(V1), { type: 'tick' } as const, attempt, call, sleep, insmod(V2), force(V2), attempt];

  it('is not said to run nowhere while a frame of it is left behind', () => {
    const v1 = cardsOf(world, [...below, insmod(V3), attempt, free]).find(({ name }) => name === V1);
    expect(v1?.status).toBe('module still loaded');
    expect(v1 && nextWords(v1)).toMatch(/^No new call reaches it, but `db:20` still runs its code/);
    const [gone] = cardsOf(quiet, [insmod(V1), attempt, disable(V1), attempt, free]);
    expect(gone && nextWords(gone)).toMatch(/^No task runs its code any more/);
  });
});

describe('a forced livepatch', () => {
  const events = [insmod(V1), disable(V1), force(V1), attempt];
  const said = (more: typeof events) => cardsOf(sleeper, [...events, ...more]).map(nextWords);

  it('is never said to lose its reference, neither before the worker has run nor after', () => {
    expect(said([])).toEqual([
      'Off `klp_patches`. `klp_free_patch_work_fn()` removes the directory; a forced patch keeps its module reference until reboot.',
    ]);
    expect(said([free])).toEqual([
      'A forced patch keeps its module reference until reboot: some task may still run its code.',
    ]);
  });
});

describe('the verbs on a card', () => {
  it.each([
    ['enabled', quiet, [insmod(V1), attempt], ['Disable', 'rmmod']],
    ['in transition', sleeper, [insmod(V1)], ['Reverse', 'Force', 'rmmod']],
    [
      'waiting for the worker',
      quiet,
      [insmod(V1), attempt, disable(V1), attempt],
      ['Run the worker', 'Enable', 'rmmod'],
    ],
    ['only a module', quiet, [insmod(V1), attempt, disable(V1), attempt, free], ['Enable', 'rmmod']],
  ])('are those of a patch that is %s', (_, world, events, expected) => {
    expect(labels(cardsOf(world, events)[0])).toEqual(expected);
  });

  it('reverse by writing the opposite of what the transition wants', () => {
    const values = [[insmod(V1)], [insmod(V1), disable(V1)]].map(
      (events) => cardsOf(sleeper, events)[0]?.offers[0]?.event,
    );
    expect(values).toEqual([
      { type: 'echo.enabled', patch: V1, value: '0' },
      { type: 'echo.enabled', patch: V1, value: '1' },
    ]);
  });
});

describe('a card', () => {
  it('says what the patch declares, also when only its module is left', () => {
    const [enabled] = cardsOf(quiet, [insmod(STICKY), attempt]);
    expect(enabled).toMatchObject({ version: 1, sticky: true, replace: false, refcnt: 1, stackOrder: 1 });
    const [gone] = cardsOf(sleeper, [insmod(STICKY), disable(STICKY), force(STICKY), attempt, free]);
    expect(gone).toMatchObject({ version: 1, sticky: true, forced: true, refcnt: 1, stackOrder: null, objects: [] });
  });

  it('marks nops, functions under another livepatch, and objects that are not loaded', () => {
    const [v2, v3] = cardsOf({ ...quiet, tasks: [{ tid: 20, comm: 'cat', stack: ['meminfo_proc_show'] }] }, [
      insmod(V2),
      force(V2),
      attempt,
      insmod(V3),
    ]);
    expect(v2?.objects[0]?.funcs.map(({ func, under }) => [func, under])).toEqual([
      ['cmdline_proc_show', V3],
      ['meminfo_proc_show', V3],
    ]);
    expect(v3?.objects[0]?.funcs.map(({ func, nop }) => [func, nop])).toEqual([
      ['cmdline_proc_show', false],
      ['version_proc_show', false],
      ['meminfo_proc_show', true],
    ]);
    const [demo] = cardsOf(quiet, [insmod('test_klp_callbacks_demo')]);
    expect(demo?.objects.map(({ name, loaded }) => [name, loaded])).toEqual([
      ['vmlinux', true],
      ['test_klp_callbacks_mod', false],
      ['test_klp_callbacks_busy', false],
    ]);
  });

  it('says whom it replaces, as long as it is about to', () => {
    const events = [insmod(V1), attempt, insmod(V3)];
    const reversed = [...events, disable(V3)];
    const words = [events, reversed, [...reversed, attempt, attempt], [...events, attempt]].map((run) =>
      cardsOf(quiet, run).map(replacesWords).filter(Boolean),
    );
    expect(words).toEqual([
      [`Replaces \`${V1}\` when its transition completes.`],
      [`Reversed, so it does not replace \`${V1}\`.`],
      [],
      [],
    ]);
    const [replaced] = cardsOf(quiet, events);
    expect(replaced && nextWords(replaced)).toBe(
      `It is removed when the transition of \`${V3}\` completes, and stays enabled if that is reversed.`,
    );
  });

  it('shows the parameters with their values, and which can be written', () => {
    const [demo] = cardsOf(quiet, [insmod('test_klp_callbacks_demo', { pre_patch_ret: '0' })]);
    expect(demo?.params).toEqual([{ name: 'pre_patch_ret', type: 'int', value: '0', writable: true }]);
  });
});

describe('target modules', () => {
  it('name the livepatches that name them', () => {
    const { targets } = loadedModules(
      viewAfter(quiet, [insmod('test_klp_callbacks_demo'), attempt, insmod('test_klp_callbacks_mod')]).kernel,
    );
    expect(targets).toMatchObject([
      { name: 'test_klp_callbacks_mod', state: 'LIVE', patchedBy: ['test_klp_callbacks_demo'] },
    ]);
    expect(labels(targets[0])).toEqual(['rmmod']);
  });
});

describe('what the step changed', () => {
  const trace = traceOf(quiet, [insmod(V1), attempt, disable(V1), attempt, free, rmmod(V1)]);
  const changes = (step: number) =>
    patchesView(at(trace, step)).patches.map(({ changes: { appeared, parts } }) =>
      appeared ? 'appeared' : [...parts].sort(),
    );

  it('is marked part by part', () => {
    expect(changes(0)).toEqual([]);
    expect(changes(1)).toEqual(['appeared']);
    expect(changes(2)).toEqual([['offers', 'status']]);
    expect(changes(5)).toEqual([['offers', 'refcnt', 'status']].map((parts) => expect.arrayContaining(parts)));
  });

  it('names what was removed', () => {
    expect(patchesView(at(trace, 6)).gone).toEqual([V1]);
  });

  it('is nothing at the boot', () => {
    expect(patchesView(at(trace, 0))).toEqual({ patches: [], targets: [], gone: [] });
  });
});

it('the same state gives the same cards', () => {
  const view = viewAfter(sleeper, [insmod(V1)]);
  expect(loadedModules(view.kernel)).toBe(loadedModules(view.kernel));
  expect(patchesView(view)).toBe(patchesView(view));
});

describe('cards make room', () => {
  const [still, moved, fresh] = [
    { appeared: false, parts: new Set<string>() },
    { appeared: false, parts: new Set(['status']) },
    { appeared: true, parts: new Set<string>() },
  ] as const;

  it('for a new one, and for one that changed', () => {
    expect([still, moved, fresh].map(briefCards([still, moved, fresh]))).toEqual([true, true, false]);
    expect([still, moved].map(briefCards([still, moved]))).toEqual([true, false]);
    expect([still, still].map(briefCards([still, still]))).toEqual([false, false]);
  });
});
