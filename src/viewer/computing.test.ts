import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { run } from '../trace/trace';
import { ticks } from './history';
import { isAtEnd, view, wantedCursor } from './selectors';
import type { SliceClock } from './slices';
import { createViewer } from './store';

const READERS = 3_000;
const EVENTS = 120;

const world: World = {
  cpus: 1,
  tasks: [
    { tid: 1, comm: 'bash' },
    { tid: 100, comm: 'reader', stack: ['cmdline_proc_show'], count: READERS },
  ],
  patches: [{ name: 'long_a', version: 1, funcs: ['cmdline_proc_show'] }],
};

/** Loaded, and reversed again and again: the sleeping readers keep its transition from ending. */
const events: readonly KernelEvent[] = [
  { type: 'insmod', module: 'long_a' },
  ...Array.from(
    { length: EVENTS - 1 },
    (_, at): KernelEvent => ({ type: 'echo.enabled', patch: 'long_a', value: at % 2 === 0 ? '0' : '1' }),
  ),
];

/** A clock of which each look takes 3 ms, so that a slice has a handful of events; what is to come soon waits for `turn`. */
const slowClock = () => {
  let time = 0;
  const waiting: (() => void)[] = [];
  const clock: SliceClock = {
    now: () => {
      time += 3;
      return time;
    },
    soon: (task) => void waiting.push(task),
  };
  const turn = (): boolean => {
    const next = waiting.shift();
    next?.();
    return next !== undefined;
  };
  return { clock, turn };
};

const openLong = (at: { readonly step?: number; readonly against?: readonly string[] } = {}) => {
  const { clock, turn } = slowClock();
  const { store, verbs, traceUnder } = createViewer({ loadScenario: () => Promise.reject(new Error('none')), clock });
  verbs.openLink({
    policy: 'rfc-2019',
    ...(at.against && { against: at.against }),
    source: { kind: 'world', world, events },
    step: at.step ?? 0,
    micro: null,
  });
  const get = store.getState;
  return {
    ...verbs,
    traceUnder,
    get,
    turn,
    finish: () => {
      while (turn());
    },
    ready: () => get().trace.steps.length - 1,
    done: () => get().computing?.done,
  };
};

describe('a long history', () => {
  it('is begun when the screen is there; what is opened meanwhile takes its place', () => {
    const { clock, turn } = slowClock();
    const begun: (() => void)[] = [];
    const begin = (task: () => void) => void begun.push(task);
    const loadScenario = () => Promise.reject(new Error('none'));
    const { store, verbs } = createViewer({ loadScenario, clock: { ...clock, begin } });
    verbs.openWorld(world, events);
    expect(store.getState().trace.steps).toHaveLength(1);
    expect(store.getState().computing).toMatchObject({ done: 0, of: EVENTS });
    expect(turn()).toBe(false);
    verbs.openWorld(world, events.slice(0, -1));
    for (const task of begun) task();
    while (turn());
    expect(store.getState().trace.steps).toHaveLength(EVENTS);
    expect(store.getState().computing).toBeNull();
  });

  it('shows its boot at once, and more steps from slice to slice, until all are there', () => {
    const viewer = openLong();
    expect(viewer.get().cursor).toEqual({ step: 0, micro: null });
    expect(viewer.ready()).toBeLessThan(EVENTS / 4);
    const lengths = [viewer.ready()];
    while (viewer.turn()) lengths.push(viewer.ready());
    expect(lengths.toSorted((a, b) => a - b)).toEqual(lengths);
    expect(new Set(lengths).size).toBeGreaterThan(3);
    expect(viewer.ready()).toBe(EVENTS);
    expect(viewer.get().computing).toBeNull();
    const whole = run('rfc-2019', boot(world), events);
    expect(viewer.get().trace.steps.map(({ kernel, facts }) => [kernel.transition, facts])).toEqual(
      whole.steps.map(({ kernel, facts }) => [kernel.transition, facts]),
    );
  });

  it('is spoken of when it has taken 200 ms, not before', () => {
    const viewer = openLong();
    const said: boolean[] = [];
    do said.push(viewer.get().computing?.isLong ?? false);
    while (viewer.turn());
    expect(said[0]).toBe(false);
    expect(said.indexOf(true)).toBeGreaterThan(3);
    expect(said.slice(said.indexOf(true), -1)).not.toContain(false);
  });

  it('says how far it is more often than it shows more', () => {
    const viewer = openLong();
    const states = new Set<unknown>();
    const traces = new Set<unknown>();
    while (viewer.turn()) {
      states.add(viewer.get().computing?.done);
      traces.add(viewer.get().trace);
    }
    expect(states.size).toBeGreaterThan(traces.size);
  });

  it('can be looked at meanwhile, step by step and from either side', () => {
    const viewer = openLong();
    viewer.turn();
    viewer.turn();
    viewer.end();
    const { step } = viewer.get().cursor;
    expect(step).toBeGreaterThan(0);
    expect(isAtEnd(viewer.get())).toBe(true);
    viewer.stepBack();
    expect(view(viewer.get()).kernel.transition).toEqual(
      run('rfc-2019', boot(world), events.slice(0, step - 1)).steps.at(-1)?.kernel.transition,
    );
    viewer.finish();
    expect(viewer.get().cursor).toEqual({ step: step - 1, micro: null });
    expect(isAtEnd(viewer.get())).toBe(false);
  });

  it('is opened at the step that was asked for as soon as that is there', () => {
    const viewer = openLong({ step: 50 });
    expect(viewer.get().cursor.step).toBe(0);
    expect(wantedCursor(viewer.get()).step).toBe(50);
    while (viewer.get().computing?.wanted) viewer.turn();
    expect(viewer.get().cursor.step).toBe(50);
    expect(viewer.ready()).toBeLessThan(EVENTS);
    viewer.finish();
    expect(viewer.get().cursor.step).toBe(50);
  });

  it('takes nobody anywhere who has gone somewhere else meanwhile', () => {
    const viewer = openLong({ step: EVENTS });
    viewer.goto(1);
    viewer.finish();
    expect(viewer.get().cursor.step).toBe(1);
  });

  it('stays as far as it is when it is stopped, and goes on from there', () => {
    const viewer = openLong({ step: EVENTS });
    for (let turns = 0; turns < 5; turns += 1) viewer.turn();
    viewer.stopComputing();
    const far = viewer.ready();
    expect(far).toBeGreaterThan(5);
    expect(viewer.get().computing).toEqual({ done: far, of: EVENTS, wanted: null, isLong: false, stopped: true });
    viewer.finish();
    expect(viewer.ready()).toBe(far);
    viewer.end();
    expect(viewer.get().cursor.step).toBe(far);
    expect(isAtEnd(viewer.get())).toBe(true);

    viewer.goOnComputing();
    expect(viewer.get().computing?.stopped).toBe(false);
    expect(viewer.get().computing?.isLong).toBe(true);
    viewer.finish();
    expect(viewer.ready()).toBe(EVENTS);
    expect(viewer.get().cursor.step).toBe(far);
  });

  it('can be acted on where it was stopped: that is a branch, and its steps are shared', () => {
    const viewer = openLong();
    viewer.turn();
    viewer.stopComputing();
    viewer.end();
    const { step } = viewer.get().cursor;
    const shared = viewer.get().trace.steps[step];
    viewer.act({ type: 'tick' });
    expect(viewer.get().computing).toBeNull();
    expect(viewer.get().cursor.step).toBe(step + 1);
    expect(viewer.get().trace.steps[step]).toBe(shared);
    viewer.backToScript();
    viewer.finish();
    expect(viewer.ready()).toBe(EVENTS);
  });

  it('under another policy is computed anew, at the same step; back under the first one it is there', () => {
    const viewer = openLong({ step: 60 });
    viewer.finish();
    viewer.setPolicy('atomic-replace');
    expect(viewer.get().computing).not.toBeNull();
    viewer.finish();
    expect(viewer.get().cursor.step).toBe(60);
    expect(viewer.get().trace.policy).toBe('atomic-replace');
    viewer.setPolicy('rfc-2019');
    expect(viewer.get().computing).toBeNull();
    expect(viewer.get().cursor.step).toBe(60);
  });

  it('goes on for nobody when something else is opened', () => {
    const viewer = openLong();
    viewer.openWorld({ tasks: [{ tid: 1, comm: 'bash' }] });
    const opened = viewer.get();
    viewer.finish();
    expect(viewer.get()).toBe(opened);
    expect(opened.computing).toBeNull();
  });

  it('of several policies shows the steps that are there under all of them', () => {
    const viewer = openLong({ against: ['system-state'] });
    do expect(viewer.traceUnder('system-state').steps).toHaveLength(viewer.get().trace.steps.length);
    while (viewer.turn());
    expect(viewer.ready()).toBe(EVENTS);
    expect(viewer.done()).toBeUndefined();
  });

  it('tells of each step what it tells when nothing is kept back', () => {
    const viewer = openLong();
    viewer.finish();
    const told = ticks(viewer.get());
    expect(told).toHaveLength(EVENTS + 1);
    expect(told[0]?.words).toBe('boot');
    expect(told[1]?.command).toBe('insmod long_a.ko');
    expect(told.slice(1).every(({ microsteps, phase }) => microsteps > 0 && phase !== 'idle')).toBe(true);
  });
});
