import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { encode } from './link';
import { NameTable } from './tables';

const MOST = 61;

const sharedStart = (left: string, right: string): number => {
  let shared = 0;
  while (shared < Math.min(MOST, left.length, right.length) && left[shared] === right[shared]) shared += 1;
  return shared;
};

it('the nearest name is the first of those that begin most alike', () => {
  const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '_'), maxLength: 8 }), { maxLength: 12 });
  const long = fc.array(fc.constantFrom('x'.repeat(60), 'x'.repeat(61), 'x'.repeat(62), `${'x'.repeat(61)}y`));
  fc.assert(
    fc.property(fc.oneof(names, long), (all) => {
      const table = new NameTable();
      for (const [index, name] of all.entries()) {
        const best = Math.max(0, ...all.slice(0, index).map((other) => sharedStart(name, other)));
        const first = all.slice(0, index).find((other) => sharedStart(name, other) === best);
        expect(table.nearest(name)).toEqual(best === 0 ? null : { name: first, shared: best });
        table.add(name);
      }
    }),
    { numRuns: 2000, seed: 20190211 },
  );
});

/** As a log of all tasks of a large machine has them: each in functions that no other is in. */
const machine = (tasks: number) => ({
  tasks: Array.from({ length: tasks }, (_, tid) => ({
    tid: tid + 1,
    comm: `worker${tid}`,
    stack: Array.from({ length: 8 }, (__, frame) => `mod_${tid}:function_${frame}`),
  })),
});

it('a name is not compared with all that a world mentions before it', () => {
  const world = machine(4000);
  const link = { policy: 'rfc-2019', source: { kind: 'world', world, events: [] }, step: 0, micro: null } as const;
  // Comparing takes ten seconds and more.
  expect(cpuTime(() => encode(link))).toBeLessThan(3000);
}, 60_000);
