import { expect, it } from 'vitest';
import { boot } from '../../src/kernel/boot';
import { run } from '../../src/trace/trace';
import { eventsOf, worldOf } from './workload';

it.each([10, 1_000])('with %i tasks, no event of the mix is refused and it ends as it began', (tasks) => {
  const { steps } = run('rfc-2019', boot(worldOf(tasks)), eventsOf(tasks));
  expect(steps).toHaveLength(eventsOf(tasks).length + 1);
  expect(steps.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);

  const first = steps[0]?.kernel;
  const last = steps.at(-1)?.kernel;
  expect(first?.tasks).toHaveLength(tasks);
  expect(last?.tasks).toHaveLength(tasks);
  expect([last?.patches, last?.modules, last?.ops, last?.transition]).toEqual([[], [], [], null]);
});
