import { expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import { loadScenario, titles } from '../scenarios';
import { run } from '../trace/trace';
import { walks } from './walks';

it.each(titles)('what is found out ahead about a step of $id is what is found when it is asked for', async ({ id }) => {
  const { world, steps } = await loadScenario(id);
  const twice = () =>
    run(
      defaultPolicy.id,
      boot(world),
      steps.map(({ event }) => event),
    ).steps;
  const [ahead, later] = [twice(), twice()];
  for (const [at, { kernel }] of ahead.entries()) {
    const found = walks.map((walk) => walk(kernel));
    expect(walks.map((walk) => walk(kernel))).toEqual(found);
    expect(walks.toReversed().map((walk) => later[at] && walk(later[at].kernel))).toEqual(found.toReversed());
  }
});
