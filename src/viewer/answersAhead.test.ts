import { afterEach, describe, expect, it, vi } from 'vitest';
import * as chart from '../chart/step';
import type { KernelEvent } from '../kernel/events';
import type { Kernel } from '../kernel/model';
import type { Verdict } from '../kernel/verdict';
import { loadNow } from '../session/session.testkit';
import { answerAhead } from './answersAhead';
import { view } from './selectors';
import { createViewer } from './store';

vi.mock('../chart/step', async (original) => {
  const module = await original<typeof chart>();
  return { ...module, step: vi.fn(module.step) };
});

const ask: readonly KernelEvent[] = [{ type: 'attempt' }, { type: 'insmod', module: 'test_klp_version_3' }];

/** How often the chart is asked meanwhile. */
const askedBy = (act: () => unknown): number => {
  const before = vi.mocked(chart.step).mock.calls.length;
  act();
  return vi.mocked(chart.step).mock.calls.length - before;
};

/** A viewer whose screen asks at each place, and a browser that has nothing to do when it is told so. */
const begin = (findings: Parameters<typeof answerAhead>[2] = []) => {
  const { store, verbs } = createViewer({ loadScenario: loadNow });
  const idle: (() => void)[] = [];
  let now = 0;
  let takes = 0;
  const clock = () => {
    now += takes;
    return now;
  };
  const draw = () => ask.map(verbs.preview);
  const stop = answerAhead({ store }, { now: clock, whenIdle: (then) => void idle.push(then) }, findings);
  verbs.openScenario('small');
  return {
    ...verbs,
    stop,
    draw,
    answers: () => {
      let says: readonly Verdict[] = [];
      const asked = askedBy(() => {
        says = draw();
      });
      return { says, asked };
    },
    /** The browser has nothing to do until nobody wants anything of it; every look at its clock finds so many milliseconds gone. */
    rest: (milliseconds = 0) => {
      takes = milliseconds;
      let times = 0;
      for (let then = idle.shift(); then !== undefined; then = idle.shift()) {
        then();
        times += 1;
      }
      return times;
    },
    asked: askedBy,
    kernel: () => view(store.getState()).kernel,
  };
};

afterEach(() => vi.clearAllMocks());

describe('what the screen has asked about a step', () => {
  it('is answered for the next and for the one before, as the screen would be answered then', () => {
    const viewer = begin();
    viewer.goto(2);
    viewer.draw();
    expect(viewer.asked(viewer.rest)).toBe(2 * ask.length);
    const other = begin();
    for (const at of [3, 1]) {
      viewer.goto(at);
      other.goto(at);
      const ahead = viewer.answers();
      expect(ahead.asked).toBe(0);
      expect(ahead.says).toEqual(other.answers().says);
    }
  });

  it('is answered a little at a time', () => {
    const viewer = begin();
    viewer.goto(2);
    viewer.draw();
    expect(viewer.rest(20)).toBeGreaterThan(2 * ask.length);
  });

  it('is not answered before the browser has nothing to do, nor twice', () => {
    const viewer = begin();
    viewer.draw();
    expect(viewer.asked(viewer.stepOver)).toBe(0);
    viewer.draw();
    viewer.rest();
    viewer.stepBack();
    viewer.draw();
    viewer.rest();
    viewer.stepOver();
    expect(viewer.asked(viewer.rest)).toBe(0);
  });

  it('is not handed on by a step of which the screen has asked nothing', () => {
    const viewer = begin();
    viewer.goto(2);
    viewer.draw();
    viewer.rest();
    viewer.goto(3);
    viewer.rest();
    viewer.goto(4);
    expect(viewer.asked(viewer.draw)).toBe(ask.length);
  });

  it('comes after what panels find out about those kernels', () => {
    const found: Kernel[] = [];
    const viewer = begin([(kernel) => found.push(kernel)]);
    viewer.goto(2);
    found.length = 0;
    viewer.rest();
    viewer.goto(3);
    const after = viewer.kernel();
    viewer.goto(1);
    expect(found).toEqual([after, viewer.kernel()]);
  });

  it('is left when the reader moves on, and when it is ended', () => {
    const viewer = begin();
    viewer.goto(1);
    viewer.draw();
    viewer.goto(4);
    expect(viewer.asked(viewer.rest)).toBe(0);
    viewer.draw();
    viewer.goto(2);
    viewer.draw();
    viewer.stop();
    expect(viewer.asked(viewer.rest)).toBe(0);
  });
});
