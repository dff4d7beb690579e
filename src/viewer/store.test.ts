import { describe, expect, it, vi } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { loadLater, loadNow, small } from '../session/session.testkit';
import { nextStep } from '../trace/trace';
import { LONGEST_HISTORY, scriptLine } from './lines';
import type { LoadScenario } from './loader';
import { eventsOf } from './opening';
import { createViewer } from './store';

vi.mock('../trace/trace', async (importActual) => {
  const actual = await importActual<typeof import('../trace/trace')>();
  return { ...actual, nextStep: vi.fn(actual.nextStep) };
});

const tick: KernelEvent = { type: 'tick' };
const wake: KernelEvent = { type: 'task.wake', tid: 101 };

const open = (loadScenario: LoadScenario = loadNow, first = 'small') => {
  const { store, verbs, traceUnder } = createViewer({ loadScenario });
  verbs.openScenario(first);
  return { ...verbs, traceUnder, get: store.getState };
};

const place = (viewer: ReturnType<typeof open>) => {
  const { line, cursor } = viewer.get();
  return [line, cursor.step, cursor.micro];
};

describe('opening', () => {
  it('a scenario shows its boot', () => {
    const viewer = open();
    expect(place(viewer)).toEqual([0, 0, null]);
    expect(viewer.get().trace.steps).toHaveLength(6);
    expect(viewer.get().policy).toBe('rfc-2019');
    expect(viewer.get().loading).toBeNull();
  });

  it('a scenario brings its own policy', () => {
    expect(open(loadNow, 'other').get().trace.policy).toBe('system-state');
  });

  it('a scenario that is on its way leaves the screen as it is', async () => {
    const viewer = open();
    viewer.stepOver();
    const { store, verbs } = createViewer({ loadScenario: loadLater });
    verbs.openScenario('small');
    expect(store.getState().loading).toBe('small');
    expect(store.getState().trace.steps).toHaveLength(1);
    await vi.waitFor(() => expect(store.getState().loading).toBeNull());
    expect(store.getState().trace.steps).toHaveLength(6);
  });

  it('only what was asked for last arrives', async () => {
    const { store, verbs } = createViewer({ loadScenario: loadLater });
    verbs.openScenario('small');
    verbs.openScenario('other');
    await vi.waitFor(() => expect(store.getState().loading).toBeNull());
    expect(store.getState().scenario?.id).toBe('other');
    verbs.openScenario('small');
    verbs.openWorld({ tasks: [] });
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState().source).toEqual({ kind: 'world' });
  });

  it.each([
    ['that throws', loadNow],
    ['that rejects', loadLater],
  ])('a scenario that is not there, from a loader %s, is reported', async (_, load) => {
    const viewer = open(load);
    await vi.waitFor(() => expect(viewer.get().scenario?.id).toBe('small'));
    viewer.openScenario('nowhere');
    await vi.waitFor(() => expect(viewer.get().notice?.kind).toBe('scenario'));
    expect(viewer.get().notice?.says).toContain('nowhere');
    expect(viewer.get().scenario?.id).toBe('small');
    expect(viewer.get().loading).toBeNull();
    viewer.dismissNotice();
    expect(viewer.get().notice).toBeNull();
  });

  it('the same scenario again goes to its boot and keeps the branches', () => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    const { serial } = viewer.get().opening;
    viewer.openScenario('small');
    expect(place(viewer)).toEqual([0, 0, null]);
    expect(viewer.get().lines).toHaveLength(2);
    expect(viewer.get().opening.serial).toBe(serial);
  });

  it('a world starts at its boot, whatever its events', () => {
    const viewer = open();
    viewer.setPolicy('atomic-replace');
    viewer.openWorld(small.world, [tick, tick]);
    expect(place(viewer)).toEqual([0, 0, null]);
    expect(viewer.get().trace.steps).toHaveLength(3);
    expect(viewer.get().trace.policy).toBe('atomic-replace');
  });
});

describe('acting', () => {
  it('at the end of the longest history that a browser keeps changes nothing and says so', async () => {
    const { store, verbs } = createViewer({ loadScenario: loadNow });
    const place = {
      policy: 'rfc-2019',
      against: [],
      source: { kind: 'world' },
      world: { tasks: [] },
      line: 0,
    } as const;
    const events = Array.from({ length: LONGEST_HISTORY }, () => tick);
    verbs.openPlace({ ...place, lines: [scriptLine(events)], cursor: { step: LONGEST_HISTORY, micro: null } });
    await vi.waitFor(() => expect(store.getState().computing).toBeNull(), 20_000);
    verbs.act(tick);
    expect(store.getState().lines[0]?.events).toHaveLength(LONGEST_HISTORY);
    expect(store.getState().notice?.says).toMatch(/10,000 steps/);
    verbs.stepBack();
    verbs.act(wake);
    expect(store.getState().lines).toHaveLength(2);
  }, 30_000);

  it('in the middle of the script starts a branch', () => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    expect(viewer.get().lines[1]).toEqual({ parent: 0, at: 2, events: [tick] });
    expect(place(viewer)).toEqual([1, 3, null]);
    expect(viewer.get().trace.steps.map(({ event }) => event)).toEqual([null, ...eventsOf(small).slice(0, 2), tick]);
    viewer.act(wake);
    expect(viewer.get().lines[1]?.events).toEqual([tick, wake]);
    expect(viewer.get().lines[0]?.events).toEqual(eventsOf(small));
  });

  it('at the end of the script starts a branch too', () => {
    const viewer = open();
    viewer.end();
    viewer.act(tick);
    expect(viewer.get().lines[1]).toEqual({ parent: 0, at: 5, events: [tick] });
  });

  it('inside an event happens after the whole event', () => {
    const viewer = open();
    viewer.stepInto();
    viewer.stepInto();
    viewer.act(tick);
    expect(viewer.get().lines[1]?.at).toBe(1);
    expect(place(viewer)).toEqual([1, 2, null]);
  });

  it('in a world of one’s own makes its line longer', () => {
    const viewer = open();
    viewer.openWorld(small.world);
    viewer.act(tick);
    viewer.act(wake);
    expect(viewer.get().lines).toEqual([{ parent: null, at: 0, events: [tick, wake] }]);
    viewer.stepBack();
    viewer.act(tick);
    expect(viewer.get().lines[1]).toEqual({ parent: 0, at: 1, events: [tick] });
  });

  it('never runs again what has been run', () => {
    const viewer = open();
    viewer.goto(3);
    vi.mocked(nextStep).mockClear();
    viewer.act(tick);
    viewer.act(wake);
    viewer.backToScript();
    viewer.openLine(1);
    viewer.openLine(0);
    expect(vi.mocked(nextStep)).toHaveBeenCalledTimes(2);
    const script = viewer.get().trace;
    viewer.openLine(1);
    expect(viewer.get().trace.steps[3]).toBe(script.steps[3]);
  });
});

describe('lines', () => {
  const branched = () => {
    const viewer = open();
    viewer.goto(2);
    viewer.act(tick);
    viewer.act(tick);
    viewer.stepBack();
    viewer.act(wake);
    return viewer;
  };

  it('back to the script is where the current line, or the line it hangs on, left it', () => {
    const viewer = branched();
    expect(place(viewer)).toEqual([2, 4, null]);
    viewer.backToScript();
    expect(place(viewer)).toEqual([0, 2, null]);
    expect(viewer.get().trace.steps).toHaveLength(6);
    viewer.goto(4);
    viewer.backToScript();
    expect(place(viewer)).toEqual([0, 4, null]);
  });

  it('a line opens at the step where it left its parent', () => {
    const viewer = branched();
    viewer.openLine(1);
    expect(place(viewer)).toEqual([1, 2, null]);
    viewer.openLine(2);
    expect(place(viewer)).toEqual([2, 3, null]);
    viewer.openLine(0);
    expect(place(viewer)).toEqual([0, 2, null]);
  });

  it.each([7, -1, 0.5])('line %d is not there, and nothing happens', (line) => {
    const viewer = branched();
    const before = viewer.get();
    viewer.openLine(line);
    expect(viewer.get()).toBe(before);
  });
});

describe('another policy', () => {
  it('replays the same events of every line, and runs none twice', () => {
    const viewer = open();
    viewer.goto(4);
    viewer.act(tick);
    viewer.goto(5);
    const before = viewer.get().trace;
    viewer.setPolicy('atomic-replace');
    expect(place(viewer)).toEqual([1, 5, null]);
    expect(viewer.get().trace.policy).toBe('atomic-replace');
    expect(viewer.get().trace.steps.map(({ event }) => event)).toEqual(before.steps.map(({ event }) => event));
    viewer.backToScript();
    expect(viewer.get().trace.steps[5]?.refusal).toBeNull();
    vi.mocked(nextStep).mockClear();
    viewer.setPolicy('rfc-2019');
    expect(viewer.get().trace.steps[5]?.refusal?.rule).toBe('versionNotNewer');
    viewer.openLine(1);
    expect(vi.mocked(nextStep)).not.toHaveBeenCalled();
    expect(viewer.get().trace).toBe(before);
  });

  it('that is not known, or chosen already, changes nothing', () => {
    const viewer = open();
    const before = viewer.get();
    viewer.setPolicy('nowhere');
    viewer.setPolicy('rfc-2019');
    expect(viewer.get()).toBe(before);
  });
});

describe('a comparison', () => {
  const compared = ({ get }: ReturnType<typeof open>) => [get().policy, ...get().against];

  it('shows other policies beside the one that leads, at the same step', () => {
    const viewer = open();
    viewer.goto(4);
    viewer.compare(['rfc-2019', 'system-state']);
    expect(compared(viewer)).toEqual(['rfc-2019', 'system-state']);
    expect(place(viewer)).toEqual([0, 4, null]);
    expect(viewer.traceUnder('system-state').steps[5]?.refusal).toBeNull();
    expect(viewer.get().trace.steps[5]?.refusal?.rule).toBe('versionNotNewer');
  });

  it('gives the same traces again', () => {
    const viewer = open();
    viewer.compare(['rfc-2019', 'system-state']);
    expect(viewer.traceUnder('system-state')).toBe(viewer.traceUnder('system-state'));
    expect(viewer.traceUnder('rfc-2019')).toBe(viewer.get().trace);
  });

  it('lets another of its policies lead in exchange, and an outsider take the place of the one that led', () => {
    const viewer = open();
    viewer.compare(['rfc-2019', 'system-state']);
    viewer.setPolicy('system-state');
    expect(compared(viewer)).toEqual(['system-state', 'rfc-2019']);
    expect(viewer.get().trace.policy).toBe('system-state');
    viewer.setPolicy('atomic-replace');
    expect(compared(viewer)).toEqual(['atomic-replace', 'rfc-2019']);
  });

  it('acts on the events that all policies share', () => {
    const viewer = open();
    viewer.goto(4);
    viewer.compare(['rfc-2019', 'system-state']);
    viewer.act(tick);
    expect(viewer.get().lines[1]).toEqual({ parent: 0, at: 4, events: [tick] });
    expect(viewer.traceUnder('system-state').steps.at(-1)?.event).toEqual(tick);
  });

  it('goes on in another scenario, whatever policy that one opens with, and in a world', () => {
    const viewer = open();
    viewer.compare(['rfc-2019', 'atomic-replace']);
    viewer.openScenario('other');
    expect([viewer.get().scenario?.id, ...compared(viewer)]).toEqual(['other', 'rfc-2019', 'atomic-replace']);
    viewer.openWorld(small.world);
    expect(compared(viewer)).toEqual(['rfc-2019', 'atomic-replace']);
  });

  it('ends with one policy, at the same step', () => {
    const viewer = open();
    viewer.goto(3);
    viewer.compare(['rfc-2019', 'atomic-replace']);
    viewer.compare(['atomic-replace']);
    expect(compared(viewer)).toEqual(['atomic-replace']);
    expect(place(viewer)).toEqual([0, 3, null]);
    expect(viewer.get().trace.policy).toBe('atomic-replace');
  });

  it.each([
    ['a policy with itself', ['rfc-2019', 'rfc-2019']],
    ['with nothing that is known', ['rfc-2019', 'nowhere']],
    ['more than five', ['rfc-2019', 'a', 'b', 'c', 'd', 'e']],
  ])('of %s is none', (_, policies) => {
    const viewer = open();
    const before = viewer.get();
    viewer.compare(policies);
    expect(viewer.get()).toBe(before);
  });
});

it('a selection lasts until another source is opened', () => {
  const viewer = open();
  viewer.select({ kind: 'task', tid: 101 });
  viewer.stepOver();
  viewer.act(tick);
  expect(viewer.get().selection).toEqual({ kind: 'task', tid: 101 });
  viewer.openScenario('other');
  expect(viewer.get().selection).toBeNull();
});
