import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { Renames } from '../kernel/renaming';
import type { WideWorld } from '../kernel/world';
import type { Link } from '../link/readable';
import type { ScenarioStep } from '../scenarios/scenario';
import { loadNow, small } from '../session/session.testkit';
import { lastStep, run, start, stepAfter } from '../trace/trace';
import { chosen, manyThings } from '../trace/wander.testkit';
import { pathOf } from './lines';
import type { SliceClock } from './slices';
import type { StoredPlace } from './state';
import { createViewer } from './store';

const wake = (tid: number): KernelEvent => ({ type: 'task.wake', tid });
const insmod = (module: string): KernelEvent => ({ type: 'insmod', module });
const attempt: KernelEvent = { type: 'attempt' };

const open = (clock?: SliceClock) => {
  const { store, verbs } = createViewer({ loadScenario: loadNow, clock });
  verbs.openScenario('small');
  const get = store.getState;
  const changed = async (world: WideWorld, renames?: Renames): Promise<void> => {
    const { opening } = get();
    verbs.changeWorld(world, undefined, renames);
    await vi.waitFor(() => expect(get().opening.serial).toBeGreaterThan(opening.serial));
  };
  const path = (): readonly KernelEvent[] => pathOf(get().lines, get().line);
  return { ...verbs, get, changed, path };
};

const machine: WideWorld = {
  cpus: 1,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show'] },
  ],
};

describe('another machine under a history', () => {
  it('has all of it, its branches, its place and its words, where all of it makes sense', async () => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(wake(101));
    await viewer.changed({ ...machine, cpus: 4, targets: [{ name: 'ext4', functions: ['f'] }] });
    const { lines, line, cursor, trace, notice, scenario, source, policy } = viewer.get();
    expect(lines).toEqual([
      { parent: null, at: 0, events: small.steps.map(({ event }) => event) },
      { parent: 0, at: 2, events: [wake(101)] },
    ]);
    expect([line, cursor, policy]).toEqual([1, { step: 3, micro: null }, 'rfc-2019']);
    expect(notice).toMatchObject({
      kind: 'replayed',
      says: `All its ${small.steps.length + 1} steps were played again.`,
    });
    expect(trace).toEqual(run(policy, boot(viewer.get().world), viewer.path()));
    expect(trace.steps[0]?.kernel.cpus).toHaveLength(4);
    expect(source.kind).toBe('world');
    expect(scenario?.steps.map(({ says }) => says)).toEqual(small.steps.map(({ says }) => says));
    expect(scenario).toMatchObject({ title: 'A small scenario, on a changed machine', id: 'from-a-file' });
    if (notice?.before === undefined) throw new Error('no way back');
    viewer.openPlace(notice.before);
    expect(viewer.get()).toMatchObject({ source: { kind: 'scenario', id: 'small' }, line: 1, notice: null });
    expect(viewer.get().world).toBe(small.world);
  });

  it.each([
    [1, 'The kernel answers step 1 differently now.'],
    [2, 'The kernel answers steps 1 and 2 differently now.'],
    [5, 'The kernel answers 5 steps differently now, the first of them step 1.'],
  ])('says which steps the kernel answers differently there: %d', async (times, says) => {
    const viewer = open();
    const fix = { name: 'fix', version: 1, funcs: ['meminfo_proc_show'], replace: true };
    await viewer.changed({ cpus: 1, tasks: [], patches: [{ ...fix, version: 2, name: 'newer' }] });
    // No such file: refused, each time.
    for (let time = 0; time < times; time += 1) viewer.act({ type: 'insmod', module: 'fix' });
    await viewer.changed({ cpus: 1, tasks: [], patches: [fix] });
    expect(viewer.get().notice?.says).toContain(says);
  });

  it('leaves out what is about a task that is not there, names each, and can be put back', async () => {
    const viewer = open();
    viewer.end();
    viewer.act(wake(102));
    viewer.act(wake(101));
    const { policy, against, source, world, lines, line, cursor } = viewer.get();
    const before: StoredPlace = { policy, against, source, world, lines, line, cursor };
    await viewer.changed({ ...machine, tasks: [{ tid: 101, comm: 'bash' }] });
    expect(viewer.path().map(({ type }) => type)).not.toContain('task.return');
    expect(viewer.path().at(-1)).toEqual(wake(101));
    expect(viewer.get().cursor.step).toBe(viewer.path().length);
    const { notice } = viewer.get();
    expect(notice?.kind).toBe('changed');
    const { says, leftOut = [] } = notice ?? {};
    expect(says).toMatch(/^\d steps are left out\./);
    expect(leftOut).toHaveLength(Number(says?.[0]));
    expect(leftOut.length).toBeGreaterThan(1);
    expect(leftOut[0]).toMatch(/^Step 2, “cat:102 [^”]*”: There is no task 102\.$/);
    for (const line of leftOut) expect(line).toMatch(/^Step \d+( of the branch after step 5)?, “[^”]+”: [^”]+\.$/);
    expect(leftOut).toContain('Step 6 of the branch after step 5, “cat:102 wakes up”: There is no task 102.');
    if (notice?.before === undefined) throw new Error('no way back');
    expect(notice.before).toEqual(before);
    viewer.openPlace(notice.before);
    expect(viewer.get()).toMatchObject({ world, lines, line, cursor, source, notice: null });
  });

  it('is of the same talk, before and after it is put back', async () => {
    const viewer = open();
    const talk = { ids: ['small', 'other'], at: 0 };
    const { policy } = viewer.get();
    const source = { kind: 'scenario', id: 'small', branch: null } as const;
    viewer.openLink({ policy, source, talk, step: 1, micro: null });
    expect(viewer.get().talk).toEqual(talk);
    await viewer.changed({ ...machine, cpus: 4 });
    expect(viewer.get().talk).toEqual(talk);
    const { notice } = viewer.get();
    if (notice?.before === undefined) throw new Error('no way back');
    viewer.openPlace(notice.before);
    expect([viewer.get().talk, viewer.get().source]).toEqual([talk, { kind: 'scenario', id: 'small' }]);
  });

  it('keeps what the kernel refuses, and what was refused for the same reason before', async () => {
    const viewer = open();
    viewer.openWorld(machine, [
      insmod('not_there'),
      attempt,
      insmod('test_klp_version_2'),
      insmod('test_klp_version_2'),
    ]);
    await viewer.changed({ ...machine, cpus: 2 });
    expect(viewer.path()).toHaveLength(4);
    expect(viewer.get().notice?.kind).toBe('replayed');
  });

  it('means the same things by their new names, in the history, in branches and in what must hold', async () => {
    const viewer = open();
    const steps: readonly ScenarioStep[] = [
      {
        event: insmod('fix'),
        says: 'fix is loaded.',
        expect: {
          enabled: ['fix'],
          pending: [102],
          runs: { 102: null },
          funcStack: { cmdline_proc_show: ['fix'] },
          refcnt: { fix: 2 },
          logs: ["livepatch: enabling patch 'fix'"],
        },
        look: { panel: 'Loaded patches', module: 'fix' },
      },
      { event: insmod('nothing'), says: '' },
      { event: { type: 'task.return', tid: 102 }, says: '', look: { panel: 'Tasks', task: 102 } },
    ];
    const patch = { name: 'fix', funcs: ['cmdline_proc_show'] };
    viewer.openFile({ ...small, title: 'Mine', world: { ...machine, patches: [patch] }, steps });
    viewer.goto(1);
    viewer.act({ type: 'echo.enabled', patch: 'fix', value: '0' });
    const mended: WideWorld = {
      ...machine,
      tasks: machine.tasks.map((task) => (task.tid === 102 ? { ...task, tid: 502 } : task)),
      patches: [{ ...patch, name: 'mend' }],
    };
    await viewer.changed(mended, { modules: new Map([['fix', 'mend']]), tasks: [{ from: 102, to: 502, count: 1 }] });
    const { lines, scenario, notice } = viewer.get();
    expect(notice).toMatchObject({
      kind: 'replayed',
      says: expect.stringMatching(
        /^fix is called mend now, task 102 is 502 now, in the history, too\. All its 4 steps/,
      ),
    });
    expect(lines.map(({ events }) => events)).toEqual([
      [insmod('mend'), insmod('nothing'), { type: 'task.return', tid: 502 }],
      [{ type: 'echo.enabled', patch: 'mend', value: '0' }],
    ]);
    expect(scenario?.steps).toEqual([
      {
        event: insmod('mend'),
        says: 'fix is loaded.',
        expect: {
          enabled: ['mend'],
          pending: [502],
          runs: { 502: null },
          funcStack: { cmdline_proc_show: ['mend'] },
          refcnt: { mend: 2 },
          logs: ["livepatch: enabling patch 'mend'"],
        },
        look: { panel: 'Loaded patches', module: 'mend' },
      },
      { event: insmod('nothing'), says: '' },
      { event: { type: 'task.return', tid: 502 }, says: '', look: { panel: 'Tasks', task: 502 } },
    ]);
    if (notice?.before === undefined) throw new Error('no way back');
    viewer.openPlace(notice.before);
    expect(viewer.path()).toEqual([insmod('fix'), { type: 'echo.enabled', patch: 'fix', value: '0' }]);
  });

  it('is left by a link to the machine as it was, of which what was told is still told', async () => {
    const viewer = open();
    viewer.openFile({ ...small, title: 'Mine', world: machine });
    const { world, policy } = viewer.get();
    await viewer.changed({ ...machine, cpus: 3 });
    const events = small.steps.map(({ event }) => event);
    const link = (to: WideWorld): Link => ({
      policy,
      source: { kind: 'world', world: to, events },
      step: 1,
      micro: null,
    });
    viewer.openLink(link(JSON.parse(JSON.stringify(world))));
    expect(viewer.get().scenario?.title).toBe('Mine');
    expect(viewer.get().scenario?.steps[0]?.says).toBe(small.steps[0]?.says);
    expect(viewer.get().source).toMatchObject({ told: { title: 'Mine' } });
    viewer.openLink(link({ ...machine, cpus: 2 }));
    expect(viewer.get().scenario).toBeNull();
  });

  it('leaves out a branch of which nothing is left, and hangs on what grew from it', async () => {
    const viewer = open();
    viewer.openWorld(machine, [wake(101), wake(102)]);
    viewer.goto(1);
    viewer.act({ type: 'task.return', tid: 102 });
    viewer.goto(1);
    viewer.act(wake(102));
    viewer.act({ type: 'task.fork', tid: 101, child: 200 });
    viewer.goto(1);
    viewer.act({ type: 'task.signal', tid: 102, signal: 'SIGKILL' });
    await viewer.changed({ cpus: 1, tasks: [{ tid: 101, comm: 'bash' }] });
    const { lines, line, cursor } = viewer.get();
    expect(lines).toEqual([
      { parent: null, at: 0, events: [wake(101)], gaps: [1] },
      { parent: 0, at: 1, events: [{ type: 'task.fork', tid: 101, child: 200 }], gaps: [1] },
    ]);
    expect([line, cursor.step]).toEqual([0, 1]);
  });

  it('keeps what is compared, and a scenario that came in a file with what must hold', async () => {
    const viewer = open();
    const first = small.steps[0];
    if (first === undefined) throw new Error('no step');
    viewer.openFile({ ...small, title: 'Mine', steps: [{ ...first, expect: { latestVersion: 2 } }] });
    viewer.compare(['rfc-2019', 'system-state']);
    await viewer.changed({ ...machine, cpus: 3 });
    const { against, scenario, world } = viewer.get();
    expect(against).toEqual(['system-state']);
    expect(scenario?.title).toBe('Mine');
    expect(scenario?.world).toBe(world);
    expect(scenario?.steps[0]?.expect).toEqual({ latestVersion: 2 });
  });

  it('is left alone when something else was opened meanwhile, and plays what was done meanwhile', async () => {
    const waiting: (() => void)[] = [];
    let time = 0;
    const now = (): number => {
      time += 5;
      return time;
    };
    const viewer = open({ now, soon: (task) => void waiting.push(task) });
    const turn = (): void => waiting.shift()?.();
    const events = Array.from({ length: 40 }, () => wake(101));
    viewer.openWorld(machine, events);
    viewer.changeWorld({ ...machine, cpus: 2 });
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
    viewer.end();
    viewer.act(attempt);
    while (waiting.length > 0) turn();
    expect(viewer.get().world.cpus).toBe(2);
    expect(viewer.path()).toEqual([...events, attempt]);

    viewer.changeWorld({ ...machine, cpus: 3 });
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
    viewer.openScenario('other');
    while (waiting.length > 0) turn();
    expect(viewer.get().scenario?.id).toBe('other');
    expect(viewer.get().loading).toBeNull();
  });

  it('of any walk, is the run of exactly the events that are kept, in their order', { timeout: 60_000 }, async () => {
    const choices = fc.array(fc.tuple(fc.nat(59), fc.nat(100_000)), { maxLength: 30 });
    const fewer: WideWorld = {
      ...manyThings,
      cpus: 2,
      tasks: manyThings.tasks.slice(0, 3),
      patches: manyThings.patches?.slice(1) ?? [],
    };
    await fc.assert(
      fc.asyncProperty(choices, async (walked) => {
        let step = lastStep(start('rfc-2019', boot(manyThings)));
        const events = walked.map((choice) => {
          const event = chosen(step.kernel, choice);
          step = stepAfter('rfc-2019', step, event);
          return event;
        });
        const viewer = open();
        viewer.openWorld(manyThings, events);
        await viewer.changed(fewer);
        const kept = viewer.path();
        let at = -1;
        for (const event of kept) at = events.indexOf(event, at + 1);
        expect(kept.length === 0 || at >= 0).toBe(true);
        expect(viewer.get().notice?.kind).toBe(kept.length === events.length ? 'replayed' : 'changed');
        expect(viewer.get().trace).toEqual(run('rfc-2019', boot(fewer), kept));
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});
