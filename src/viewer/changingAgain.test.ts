import { describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import { loadNow } from '../session/session.testkit';
import { ticks } from './history';
import { pathOf } from './lines';
import { createViewer } from './store';

const wake = (tid: number): KernelEvent => ({ type: 'task.wake', tid });

const open = () => {
  const { store, verbs } = createViewer({ loadScenario: loadNow });
  const get = store.getState;
  const changed = async (world: WideWorld): Promise<void> => {
    verbs.changeWorld(world);
    await vi.waitFor(() => expect(get().world).toBe(world), { interval: 1 });
  };
  return { ...verbs, get, changed, path: () => pathOf(get().lines, get().line) };
};

const machine: WideWorld = {
  cpus: 1,
  tasks: [
    { tid: 101, comm: 'bash' },
    { tid: 102, comm: 'cat', stack: ['cmdline_proc_show'] },
  ],
};

describe('a machine that was changed', () => {
  it('is put back change by change, as far as the first', async () => {
    const viewer = open();
    viewer.openWorld({ ...machine, cpus: 1 });
    viewer.act(wake(101));
    const back = (): void => {
      const { before, further } = viewer.get().notice ?? {};
      if (before === undefined) throw new Error('no way back');
      viewer.openPlace(before);
      if (further !== undefined) viewer.report(further);
    };
    const now = () => [viewer.get().world.cpus, viewer.get().notice?.kind, viewer.get().notice?.before?.world.cpus];
    await viewer.changed({ ...machine, cpus: 2 });
    expect(now()).toEqual([2, 'replayed', 1]);
    expect(viewer.get().notice).toMatchObject({ says: 'Its one step was played again.' });
    await viewer.changed({ ...machine, cpus: 3 });
    await viewer.changed({ ...machine, cpus: 4 });
    expect(viewer.get().notice?.says).toBe(
      'Its one step was played again. This change can be put back, and after it the one before.',
    );
    back();
    expect(now()).toEqual([3, 'restored', 2]);
    back();
    expect(now()).toEqual([2, 'restored', 1]);
    // Another change from here on is the second one.
    await viewer.changed({ ...machine, cpus: 5 });
    expect(now()).toEqual([5, 'replayed', 2]);
    back();
    back();
    expect(now()).toEqual([1, undefined, undefined]);
  });

  it('marks the steps after which one is left out, and keeps the marks as the history goes on', async () => {
    const viewer = open();
    viewer.openWorld(machine, [wake(102), wake(101), wake(101), wake(102), wake(102)]);
    viewer.end();
    const gaps = () => ticks(viewer.get()).flatMap(({ step, gap }) => (gap ? [step] : []));
    expect(gaps()).toEqual([]);
    await viewer.changed({ ...machine, tasks: [{ tid: 101, comm: 'bash' }] });
    expect(viewer.path()).toEqual([wake(101), wake(101)]);
    expect(gaps()).toEqual([0, 2]);
    viewer.act(wake(101));
    expect(gaps()).toEqual([0, 2]);
    viewer.setPolicy('system-state');
    expect(gaps()).toEqual([0, 2]);
    await viewer.changed({ ...machine, cpus: 2, tasks: [{ tid: 101, comm: 'bash' }] });
    expect(gaps()).toEqual([0, 2]);
    viewer.goto(1);
    viewer.act(wake(101));
    expect(gaps()).toEqual([0]);
  });
});
