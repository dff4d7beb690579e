import { beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { loadNow, small } from '../session/session.testkit';
import { branches, scriptInfo, ticks, veiled } from './history';
import { isAtEnd, view } from './selectors';
import type { ViewerState } from './state';
import { createViewer, type Viewer } from './store';

let viewer: Viewer;
const get = (): ViewerState => viewer.store.getState();
const tick: KernelEvent = { type: 'tick' };

beforeEach(() => {
  viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario('small');
});

describe('the view', () => {
  it('of the boot has nothing before it', () => {
    expect(view(get())).toMatchObject({
      before: null,
      microstep: null,
      phase: 'idle',
      facts: [],
      cursor: { step: 0, micro: null },
    });
    expect(view(get()).policy.id).toBe('rfc-2019');
  });

  it('after a whole event is the step', () => {
    viewer.verbs.goto(1);
    const { steps } = get().trace;
    expect(view(get())).toMatchObject({
      step: steps[1],
      kernel: steps[1]?.kernel,
      before: steps[0]?.kernel,
      microstep: null,
    });
    expect(view(get()).facts).toBe(steps[1]?.facts);
    expect(view(get()).phase).toBe('patching');
  });

  it('inside an event is the move, compared with the move before it', () => {
    const step = get().trace.steps[1];
    const boot = get().trace.steps[0];
    viewer.verbs.goto(1, 0);
    expect(view(get())).toMatchObject({
      step,
      microstep: step?.microsteps[0],
      kernel: step?.microsteps[0]?.kernel,
      before: boot?.kernel,
    });
    viewer.verbs.stepInto();
    expect(view(get()).before).toBe(step?.microsteps[0]?.kernel);
    expect(view(get()).facts).toBe(step?.microsteps[1]?.facts);
    expect(view(get()).phase).toBe(step?.microsteps[1]?.phase);
  });

  it('knows where the trace ends', () => {
    expect(isAtEnd(get())).toBe(false);
    viewer.verbs.goto(5, 0);
    expect(isAtEnd(get())).toBe(false);
    viewer.verbs.stepOut();
    expect(isAtEnd(get())).toBe(true);
  });
});

describe('every selector', () => {
  const selectors = { view, ticks, branches, scriptInfo };

  it.each(Object.entries(selectors))(
    '%s gives the same object for the same state, whoever asks in between',
    (_, select) => {
      viewer.verbs.goto(3, 0);
      viewer.verbs.act(tick);
      const stranger = createViewer({ loadScenario: loadNow });
      stranger.verbs.openScenario('other');
      const before = select(get());
      select(stranger.store.getState());
      expect(select(get())).toBe(before);
      viewer.verbs.select({ kind: 'task', tid: 101 });
      expect(select(get())).toBe(before);
      viewer.verbs.home();
      viewer.verbs.end();
      expect(select(get())).toBe(before);
    },
  );
});

describe('the timeline', () => {
  it('has a tick for every step', () => {
    expect(ticks(get()).map(({ step, words, refused, phase }) => [step, words, refused, phase])).toEqual([
      [0, 'boot', false, 'idle'],
      [1, 'insmod test_klp_version_2.ko', false, 'patching'],
      [2, 'cat:102 wakes up', false, 'patching'],
      [3, 'cat:102 returns', false, 'patching'],
      [4, 'klp_transition_work_fn()', false, 'idle'],
      [5, 'insmod test_klp_version_1.ko', true, 'idle'],
    ]);
    expect(ticks(get())[1]?.command).toBe('insmod test_klp_version_2.ko');
    expect(ticks(get())[1]?.microsteps).toBe(get().trace.steps[1]?.microsteps.length);
  });

  it('does not tell what comes to who guesses first', () => {
    const all = ticks(get());
    const seen = veiled(all, 1);
    expect(seen.slice(0, 2)).toEqual(all.slice(0, 2));
    expect(seen.slice(2).some(({ refused, forced, phase }) => refused || forced || phase !== 'idle')).toBe(false);
    expect(seen.map(({ words }) => words)).toEqual(all.map(({ words }) => words));
    expect(all.slice(2).some(({ refused }) => refused)).toBe(true);
    expect(veiled(all, 1)).toBe(seen);
  });

  it('tells what belongs to a branch, and where force was used', () => {
    viewer.verbs.goto(2);
    viewer.verbs.act({ type: 'echo.force', patch: 'test_klp_version_2', value: '1' });
    expect(ticks(get()).map(({ branch, forced }) => [branch, forced])).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [true, true],
    ]);
  });
});

describe('the branches', () => {
  it('are named by where they left and what was done there', () => {
    viewer.verbs.goto(2);
    viewer.verbs.act(tick);
    viewer.verbs.act({ type: 'rmmod', module: 'm' });
    viewer.verbs.stepBack();
    viewer.verbs.act({ type: 'free' });
    expect(branches(get())).toEqual([
      { line: 0, label: 'Script', current: false, parent: null, at: 0, events: 5, length: 5, depth: 0 },
      {
        line: 1,
        label: 'after step 2: timer interrupt, 1 more',
        current: false,
        parent: 0,
        at: 2,
        events: 2,
        length: 4,
        depth: 1,
      },
      {
        line: 2,
        label: 'after step 3: klp_free_patch_work_fn()',
        current: true,
        parent: 1,
        at: 3,
        events: 1,
        length: 4,
        depth: 2,
      },
    ]);
  });

  it('of a world hang on its first line', () => {
    viewer.verbs.openWorld(small.world);
    expect(branches(get()).map(({ label }) => label)).toEqual(['First line']);
    expect(scriptInfo(get())).toBeNull();
  });
});

describe('what the scenario says', () => {
  it('is its opening at the boot, then a sentence for each step, inside it too', () => {
    expect(scriptInfo(get())).toMatchObject({
      title: small.title,
      says: small.opening,
      step: 0,
      last: 5,
      leftAt: null,
    });
    viewer.verbs.stepInto();
    expect(scriptInfo(get())?.says).toBe('It loads.');
    viewer.verbs.end();
    expect(scriptInfo(get())?.says).toBe('1 is not newer than 2.');
  });

  it('is nothing on a branch, and something again where the branch still is the script', () => {
    viewer.verbs.goto(2);
    viewer.verbs.act(tick);
    expect(scriptInfo(get())).toMatchObject({ says: null, leftAt: 2, step: 3 });
    viewer.verbs.stepBack();
    expect(scriptInfo(get())).toMatchObject({ says: 'cat wakes up.', leftAt: 2 });
  });

  it('was written for a policy, which is named when another one is chosen', () => {
    expect(scriptInfo(get())?.writtenFor).toBeNull();
    viewer.verbs.setPolicy('system-state');
    expect(scriptInfo(get())?.writtenFor).toBe('rfc-2019');
    viewer.verbs.openScenario('other');
    expect(scriptInfo(get())?.writtenFor).toBeNull();
  });
});

it('an empty machine is there before anything is opened', () => {
  const empty = createViewer({ loadScenario: loadNow }).store.getState();
  expect(view(empty).kernel).toEqual(boot({ tasks: [] }));
  expect(isAtEnd(empty)).toBe(true);
});
