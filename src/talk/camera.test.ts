import { describe, expect, it } from 'vitest';
import type { Look } from '../scenarios/look';
import type { Scenario } from '../scenarios/scenario';
import { loadScenario, titles } from '../session/catalogue';
import { view } from '../viewer/selectors';
import type { ViewerState } from '../viewer/state';
import { createViewer, type Viewer } from '../viewer/store';
import { marksOf } from '../words/lookMarks';
import { cameraLook, defaultLook, stage } from './camera';
import { isThere } from './looks.testkit';

const all: readonly Scenario[] = await Promise.all(titles.map(({ id }) => loadScenario(id)));

const open = (scenario: Scenario): Viewer => {
  const viewer = createViewer({ loadScenario: () => scenario });
  viewer.verbs.openScenario(scenario.id);
  return viewer;
};

const at = (id: string, step: number): ViewerState => {
  const scenario = all.find((each) => each.id === id);
  if (scenario === undefined) throw new Error(id);
  const { store, verbs } = open(scenario);
  verbs.goto(step);
  return store.getState();
};

const nameOf = (look: Look): string => [look.panel, ...marksOf(look)].join(', ');

describe('every place that the camera goes to', () => {
  it.each(all)('is there: $id', (scenario) => {
    const { store, verbs } = open(scenario);
    const missing: string[] = [];
    for (let step = 0; step <= scenario.steps.length; step += 1) {
      verbs.goto(step);
      const state = store.getState();
      for (const look of [cameraLook(state), defaultLook(view(state))]) {
        if (!isThere(look, view(state))) missing.push(`step ${step}: ${nameOf(look)}`);
        if (state.cursor.step !== step) missing.push(`step ${step} is not there`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('is said at every step of at least ten scenarios', () => {
    const said = all.filter(({ steps }) => steps.every(({ look }) => look !== undefined));
    expect(said.length).toBeGreaterThanOrEqual(10);
  });

  it('comes with notes in at least eight scenarios, each a sentence or two', () => {
    const noted = all.filter(({ steps }) => steps.some(({ notes }) => notes !== undefined));
    expect(noted.length).toBeGreaterThanOrEqual(8);
    for (const { steps } of noted)
      for (const { notes } of steps) if (notes !== undefined) expect(notes).toMatch(/^[A-Z].{20,240}[.?]$/);
  });
});

describe('where nothing is said, the camera looks', () => {
  it.each([
    ['at the tasks before anything has happened', 'stuck-force', 0, 'Tasks'],
    ['at the rule that refuses', 'sticky-refuses-disable', 4, 'Why'],
    ['at the task that an event is about', 'first-patch', 2, 'Tasks, task 611'],
    ['at the counter when it moves', 'first-patch', 6, 'Version counter'],
    ['at the card of a livepatch that is loaded', 'first-patch', 1, 'Loaded patches, module test_klp_version_1'],
    ['at the panel where a card was', 'first-patch', 13, 'Loaded patches'],
    ['at a task that an attempt found in the way', 'stuck-wait', 2, 'Tasks, task 702'],
    ['at a child that was forked', 'fork-inherits', 2, 'Tasks, task '],
  ])('%s', (_what, id, step, expected) => {
    expect(nameOf(defaultLook(view(at(id, step))))).toContain(expected);
  });

  it('at the edges while it is inside a step', async () => {
    const { store, verbs } = open(await loadScenario('first-patch'));
    verbs.stepInto();
    expect(cameraLook(store.getState())).toEqual({ panel: 'Why' });
  });

  it('on a branch too, and under a policy that the scenario was not written for', () => {
    const scenario = all.find(({ id }) => id === 'sticky-refuses-disable');
    if (scenario === undefined) throw new Error('no scenario');
    const { store, verbs } = open(scenario);
    verbs.goto(3);
    verbs.act({ type: 'task.wake', tid: 410 });
    expect(cameraLook(store.getState())).toEqual({ panel: 'Tasks', task: 410 });
    verbs.backToScript();
    verbs.setPolicy('atomic-replace');
    verbs.goto(4);
    expect(cameraLook(store.getState())).toEqual(defaultLook(view(store.getState())));
  });
});

describe('where a scenario says it, the camera looks', () => {
  it('at one frame of one task', () => {
    expect(nameOf(cameraLook(at('stuck-force', 6)))).toBe('Tasks, task 702, frame ext4_sync_file');
  });
});

describe('the stage', () => {
  it('has the panels that the step calls for, three at most, and room for long rows', () => {
    expect(stage(at('sticky-refuses-disable', 4), null)).toEqual({
      first: 'Why',
      wide: 'Why',
      side: ['Loaded patches'],
    });
    for (const { id, steps } of all) {
      const { first, wide, side } = stage(at(id, steps.length), null);
      expect([wide, ...side]).toContain(first);
      expect(side.length).toBeLessThanOrEqual(2);
    }
  });

  it('shows the panel that the speaker has chosen first', () => {
    expect(stage(at('first-patch', 2), 'Sysfs').first).toBe('Sysfs');
  });
});
