import { describe, expect, it } from 'vitest';
import { lines } from '../dmesg/dmesg';
import { boot } from '../kernel/boot';
import { defaultPolicy } from '../kernel/policies';
import { check } from '../scenarios/check';
import { run } from '../trace/trace';
import { loadScenario, titles } from './catalogue';

const selfTests = titles.filter(({ group }) => group === 'Kernel self-tests');

describe('the catalogue', () => {
  it('has the built-in scenarios first and the kernel’s self-tests last, each id once', () => {
    expect(titles.length - selfTests.length).toBeGreaterThanOrEqual(40);
    expect(selfTests.length).toBeGreaterThanOrEqual(19);
    expect(titles.slice(-selfTests.length)).toEqual(selfTests);
    expect(new Set(titles.map(({ id }) => id)).size).toBe(titles.length);
    for (const { id } of selfTests) expect(id).toMatch(/^selftest-[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('loads what the titles say', async () => {
    for (const title of titles) expect(await loadScenario(title.id)).toMatchObject(title);
  });

  it('rejects an id that nobody has', async () => {
    await expect(loadScenario('selftest-none')).rejects.toThrow('selftest-none');
  });

  it.each(selfTests)('plays $id, and each step prints the lines it must', async ({ id }) => {
    const scenario = await loadScenario(id);
    const events = scenario.steps.map(({ event }) => event);
    const [, ...steps] = run(scenario.policy ?? defaultPolicy.id, boot(scenario.world), events).steps;
    expect(steps.length).toBeGreaterThan(0);
    const wrong = scenario.steps.flatMap(({ expect: wanted = {} }, index) => {
      const after = steps[index];
      if (after === undefined) throw new Error(`Step ${index + 1} was not played.`);
      const logs = after.facts.flatMap((fact) => lines(fact, after.event)).map(({ text }) => text);
      return check({ ...after, logs }, wanted).filter(({ holds }) => !holds);
    });
    expect(wrong).toEqual([]);
  });
});
