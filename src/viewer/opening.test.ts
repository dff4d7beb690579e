import { describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { Link } from '../link/readable';
import { loadNow, other, small } from '../session/session.testkit';
import { pathOf } from './lines';
import type { StoredPlace } from './state';
import { createViewer } from './store';

const tick: KernelEvent = { type: 'tick' };
const wake: KernelEvent = { type: 'task.wake', tid: 101 };

const open = () => {
  const { store, verbs } = createViewer({ loadScenario: loadNow });
  verbs.openScenario('small');
  return { ...verbs, get: store.getState };
};

const place = (viewer: ReturnType<typeof open>) => {
  const { line, cursor } = viewer.get();
  return [line, cursor.step, cursor.micro];
};

describe('a link', () => {
  const link = (source: Link['source'], step: number, micro: number | null = null, policy = 'rfc-2019'): Link => ({
    policy,
    source,
    step,
    micro,
  });
  const branch = { at: 2, events: [tick, wake] };

  it('to the script of what is shown only moves', () => {
    const viewer = open();
    const { lines, opening } = viewer.get();
    viewer.openLink(link({ kind: 'scenario', id: 'small', branch: null }, 3, 0, 'system-state'));
    expect(place(viewer)).toEqual([0, 3, 0]);
    expect(viewer.get().trace.policy).toBe('system-state');
    expect(viewer.get().lines).toBe(lines);
    expect(viewer.get().opening).toBe(opening);
  });

  it('to a branch joins the lines that are there', () => {
    const viewer = open();
    viewer.act(wake);
    viewer.openLink(link({ kind: 'scenario', id: 'small', branch }, 4));
    expect(place(viewer)).toEqual([2, 4, null]);
    expect(viewer.get().lines[1]?.events).toEqual([wake]);
    viewer.home();
    viewer.openLink(link({ kind: 'scenario', id: 'small', branch }, 3));
    expect(place(viewer)).toEqual([2, 3, null]);
    expect(viewer.get().lines).toHaveLength(3);
  });

  it('to another scenario opens it', () => {
    const viewer = open();
    viewer.openLink(link({ kind: 'scenario', id: 'other', branch: { at: 1, events: [tick] } }, 2));
    expect(viewer.get().scenario?.id).toBe('other');
    expect(place(viewer)).toEqual([1, 2, null]);
    expect(viewer.get().trace.policy).toBe('rfc-2019');
    expect(viewer.get().opening).toEqual({ serial: 2, by: 'address' });
  });

  it('to a world opens it, and the same world again joins it', () => {
    const viewer = open();
    viewer.openLink(link({ kind: 'world', world: small.world, events: [tick] }, 1));
    expect(place(viewer)).toEqual([0, 1, null]);
    viewer.openLink(link({ kind: 'world', world: structuredClone(small.world), events: [tick, wake] }, 2));
    expect(viewer.get().lines.map((_, line) => pathOf(viewer.get().lines, line))).toEqual([[tick], [tick, wake]]);
    expect(viewer.get().opening.serial).toBe(2);
  });

  it.each<readonly [string, Link]>([
    ['a move that is not there', link({ kind: 'scenario', id: 'small', branch: null }, 1, 99)],
    ['a move inside the boot', link({ kind: 'scenario', id: 'small', branch: null }, 0, 0)],
    ['a branch beyond the script', link({ kind: 'scenario', id: 'small', branch: { at: 9, events: [tick] } }, 3)],
    ['a scenario that cannot be loaded', link({ kind: 'scenario', id: 'nowhere', branch: null }, 0)],
  ])('to %s is reported and changes nothing', async (_, broken) => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    const { notice: _none, ...before } = viewer.get();
    const done = vi.fn();
    viewer.openLink(broken, 'address', done);
    await vi.waitFor(() => expect(done).toHaveBeenCalledWith(false));
    const { notice, ...after } = viewer.get();
    expect(notice?.kind).toBe('link');
    expect(notice?.says).toMatch(/\.$/);
    expect(after).toEqual(before);
    expect(after.trace).toBe(before.trace);
    viewer.act(wake);
    expect(viewer.get().lines[1]?.events).toEqual([tick, wake]);
  });

  it.each<readonly [string, number, Link]>([
    ['its script', 5, link({ kind: 'scenario', id: 'small', branch: null }, 6)],
    ['its branch', 1 + branch.events.length, link({ kind: 'scenario', id: 'other', branch: { ...branch, at: 1 } }, 9)],
    ['its world', 0, link({ kind: 'world', world: small.world, events: [] }, 1)],
  ])('past the end of %s opens at the last step, and says so', async (_, last, beyond) => {
    const viewer = open();
    const done = vi.fn();
    viewer.openLink(beyond, 'address', done);
    await vi.waitFor(() => expect(done).toHaveBeenCalledWith(true));
    expect(viewer.get().cursor).toEqual({ step: last, micro: null });
    expect(viewer.get().notice).toMatchObject({
      kind: 'end',
      says: expect.stringContaining(`asks for step ${beyond.step},`),
    });
  });

  it('that is refused does not disturb the lines that come later', () => {
    const viewer = open();
    viewer.openLink(link({ kind: 'scenario', id: 'small', branch }, 3, 99));
    viewer.goto(1);
    viewer.act(wake);
    viewer.act(tick);
    expect(viewer.get().lines[1]).toEqual({ parent: 0, at: 1, events: [wake, tick] });
    expect(
      viewer
        .get()
        .trace.steps.slice(2)
        .map(({ event }) => event),
    ).toEqual([wake, tick]);
  });
});

describe('a stored place', () => {
  const stored = (): StoredPlace => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    const { policy, against, source, world, lines, line, cursor } = viewer.get();
    return structuredClone({ policy, against, source, world, lines, line, cursor });
  };

  it('comes back with its scenario', () => {
    const { store, verbs } = createViewer({ loadScenario: loadNow });
    verbs.openPlace(stored());
    const { scenario, line, cursor, lines, notice } = store.getState();
    expect([scenario?.id, line, cursor.step, lines.length, notice]).toEqual(['small', 1, 3, 2, null]);
  });

  it('whose scenario has changed becomes a world of its own', () => {
    const changed = { ...small, steps: small.steps.slice(1) };
    const { store, verbs } = createViewer({ loadScenario: () => changed });
    verbs.openPlace(stored());
    const { source, scenario, line, cursor, notice } = store.getState();
    expect([source.kind, scenario, line, cursor.step]).toEqual(['world', null, 1, 3]);
    expect(notice?.says).toContain('has changed');
  });

  it('whose scenario is gone becomes a world of its own, or nothing when nothing was done in it', () => {
    const { store, verbs } = createViewer({ loadScenario: loadNow });
    const done = vi.fn();
    verbs.openPlace({ ...stored(), source: { kind: 'scenario', id: 'nowhere' } }, 'start', done);
    return vi
      .waitFor(() => expect(done).toHaveBeenLastCalledWith(true))
      .then(() => {
        expect(store.getState().source.kind).toBe('world');
        const { lines, ...rest } = stored();
        verbs.openPlace(
          { ...rest, lines: lines.slice(0, 1), line: 0, source: { kind: 'scenario', id: 'x' } },
          'start',
          done,
        );
        return vi.waitFor(() => expect(done).toHaveBeenLastCalledWith(false));
      })
      .then(() => expect(store.getState().notice?.says).toContain('could not be loaded'));
  });

  it('that was only read goes on in the changed scenario', () => {
    const { lines, ...rest } = stored();
    const { store, verbs } = createViewer({ loadScenario: () => ({ ...other, id: 'small' }) });
    verbs.openPlace({ ...rest, lines: lines.slice(0, 1), line: 0, cursor: { step: 4, micro: null } });
    expect(store.getState().scenario?.title).toBe(other.title);
    expect(store.getState().cursor.step).toBe(2);
  });
});
