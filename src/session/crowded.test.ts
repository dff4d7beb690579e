import { expect, it } from 'vitest';
import { loadScenario } from '../scenarios/index';
import { createViewer } from '../viewer/store';
import { tellCrowded, tellCrowdedAtFirst } from './crowded';

const spinners = (count: number) => ({ cpus: 1, tasks: [{ tid: 1, comm: 'spinner', where: 'user' as const, count }] });
const says = '2 tasks want to be on a CPU and there is one: the rest are runnable.';

it('of a machine that a link has brought it is said that there are too few CPUs, unless something else is said', () => {
  const viewer = createViewer({ loadScenario });
  const told = (count: number, by: 'start' | 'address') => {
    const source = { kind: 'world', world: spinners(count), events: [] } as const;
    viewer.verbs.openLink({ policy: 'rfc-2019', source, step: 0, micro: null }, by);
    (by === 'start' ? tellCrowdedAtFirst : tellCrowded)(viewer);
    return viewer.store.getState().notice;
  };
  expect(told(1, 'start')).toBeNull();
  expect(told(2, 'start')).toEqual({ kind: 'crowded', says });
  expect(told(1, 'address')).toBeNull();
  expect(told(2, 'address')).toEqual({ kind: 'crowded', says });
  const other = { kind: 'end', says: 'It ends.' } as const;
  viewer.verbs.report(other);
  tellCrowded(viewer);
  expect(viewer.store.getState().notice).toEqual(other);
});

it('of a machine that the reader has made nothing is said', () => {
  const viewer = createViewer({ loadScenario });
  viewer.verbs.openWorld(spinners(2));
  tellCrowded(viewer);
  expect(viewer.store.getState().notice).toBeNull();
});
