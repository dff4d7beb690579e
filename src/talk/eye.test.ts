import { describe, expect, it } from 'vitest';
import { loadScenario } from '../session/catalogue';
import { createViewer } from '../viewer/store';
import { createEye } from './eye';

const open = async (id: string, step: number) => {
  const scenario = await loadScenario(id);
  const viewer = createViewer({ loadScenario: () => scenario });
  viewer.verbs.openScenario(id);
  viewer.verbs.goto(step);
  const stop = createEye(viewer);
  return { ...viewer, stop, selected: () => viewer.store.getState().selection };
};

describe('the task that the camera looks at', () => {
  it('is selected, and no more when the camera looks at something else', async () => {
    const { verbs, selected, stop } = await open('stuck-force', 5);
    expect(selected()).toEqual({ kind: 'task', tid: 702 });
    verbs.goto(0);
    expect(selected()).toBeNull();
    verbs.goto(5);
    stop();
    expect(selected()).toBeNull();
  });

  it('gives way to what somebody selects by hand, until the next step', async () => {
    const { verbs, selected, stop } = await open('stuck-force', 5);
    const other = { kind: 'task', tid: 701 } as const;
    verbs.select(other);
    expect(selected()).toBe(other);
    verbs.goto(0);
    expect(selected()).toBe(other);
    stop();
    expect(selected()).toBe(other);
  });

  it('is the idle task of a CPU where the camera looks at one', async () => {
    const scenario = await loadScenario('stuck-force');
    const looking = {
      ...scenario,
      steps: scenario.steps.map((step) => ({ ...step, look: { panel: 'Tasks', cpu: 1 } as const })),
    };
    const viewer = createViewer({ loadScenario: () => looking });
    viewer.verbs.openScenario(scenario.id);
    viewer.verbs.goto(1);
    createEye(viewer);
    expect(viewer.store.getState().selection).toEqual({ kind: 'task', tid: 0, cpu: 1 });
  });
});
