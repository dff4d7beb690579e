import { describe, expect, it } from 'vitest';
import { patchMoves } from '../diagram/cycles/patchMoves';
import { taskMoves } from '../diagram/cycles/taskMoves';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import { guardName, neighbourhood, verdictOf } from './neighbourhood';
import { type Microstep, step } from './step';

const kernel = boot({ cpus: 2, tasks: [{ tid: 20, comm: 'cat', where: 'runnable' }] });
const before = { phase: 'idle', kernel } as const;
const load: KernelEvent = { type: 'insmod', module: 'test_klp_version_1' };
const microsteps = step('rfc-2019', 'idle', kernel, load);

describe('the neighbourhood of a step', () => {
  const crossings = neighbourhood('rfc-2019', before, load, microsteps);

  it('says per microstep what was asked, what was taken, what was passed over and where it leads', () => {
    const loader = crossings[1];
    expect(loader?.phase).toBe('load_module');
    expect(loader?.asked.map(guardName)[0]).toBe('moduleFileMissing');
    expect(loader?.asked.map(guardName)).toContain('moduleAlreadyLoaded');
    expect(loader?.taken.key).toBe('load_module isLivepatch');
    expect(loader?.passedOver.map(guardName)).toEqual(['otherwise']);
    expect(loader?.leadsTo).toBe('klp_enable_patch');
    expect(crossings.slice(1).map(({ phase }) => phase)).toEqual(crossings.slice(0, -1).map(({ leadsTo }) => leadsTo));
  });

  it('asks each rule about the kernel of that moment: those before the edge taken do not refuse', () => {
    for (const crossing of crossings)
      for (const edge of crossing.asked) expect(verdictOf(edge, crossing.kernel, load)?.refused ?? false).toBe(false);
  });

  it('does not read the words of an edge, and neither do the life cycles', () => {
    const wordless: readonly Microstep[] = microsteps.map((each) => ({
      ...each,
      edge: { ...each.edge, description: 'The same.' },
    }));
    const keys = (steps: readonly Microstep[]) =>
      neighbourhood('rfc-2019', before, load, steps).map(({ asked, taken, passedOver, leadsTo }) => [
        [...asked, taken, ...passedOver].map(({ key }) => key),
        leadsTo,
      ]);
    expect(keys(wordless)).toEqual(keys(microsteps));
    for (const [at, microstep] of wordless.entries()) {
      const start = microsteps[at - 1]?.kernel ?? kernel;
      const own = microsteps[at];
      if (own === undefined) throw new Error('A microstep is missing.');
      expect(taskMoves(start, load, microstep)).toEqual(taskMoves(start, load, own));
      expect(patchMoves(start, load, microstep)).toEqual(patchMoves(start, load, own));
    }
  });
});
