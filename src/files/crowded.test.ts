import { expect, it } from 'vitest';
import { loadScenario } from '../scenarios/index';
import { createViewer } from '../viewer/store';
import { tellCrowded } from './crowded';

const spinners = (count: number) => ({ cpus: 1, tasks: [{ tid: 1, comm: 'spinner', where: 'user' as const, count }] });

it('of a machine that a link has brought it is said that there are too few CPUs, unless something else is said', () => {
  const viewer = createViewer({ loadScenario });
  const told = (count: number) => {
    viewer.verbs.openWorld(spinners(count));
    tellCrowded(viewer);
    return viewer.store.getState().notice;
  };
  expect(told(1)).toBeNull();
  const says = '2 tasks want to be on a CPU and there is one: the rest are runnable.';
  expect(told(2)).toEqual({ kind: 'crowded', says });
  const other = { kind: 'end', says: 'It ends.' } as const;
  viewer.verbs.report(other);
  tellCrowded(viewer);
  expect(viewer.store.getState().notice).toEqual(other);
});
