import { describe, expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import type { World } from '../kernel/world';
import { functionsView } from './functions/table';
import { libraryGroups } from './library/rows';
import { attempt, disable, force, free, insmod, quiet, rmmod, sleeper, traceOf, viewAt } from './panels.testkit';
import { patchesView } from './patches/cards';
import { counterView } from './version/counter';

const V2 = 'test_klp_version_2';
const V3 = 'test_klp_version_3';
const DEMO = 'test_klp_callbacks_demo';
const BUSY = 'test_klp_callbacks_busy';

const runs: readonly (readonly [string, World, readonly KernelEvent[]])[] = [
  ['replacing', quiet, [insmod(V2), attempt, insmod(V3), disable(V3), attempt, insmod(V3), attempt, free, rmmod(V2)]],
  ['forcing', sleeper, [insmod(V2), force(V2), attempt, insmod(V3), force(V3), disable(V3), attempt, free]],
  [
    'targets that come and go',
    quiet,
    [
      insmod(BUSY, { block_transition: 'Y' }),
      insmod(DEMO),
      attempt,
      disable(DEMO),
      attempt,
      rmmod(BUSY),
      insmod('test_klp_kprobe'),
      insmod(DEMO, { pre_patch_ret: '-19' }),
    ],
  ],
];

describe.each(runs)('inside every event, while %s', (_, world, events) => {
  const trace = traceOf(world, events);
  const places = trace.steps.flatMap(({ microsteps }, step) => [
    ...microsteps.map((_, micro) => viewAt(trace, step, micro)),
    viewAt(trace, step),
  ]);

  it('every livepatch module has one card, and every module one row that says whether it is loaded', () => {
    for (const view of places) {
      const { patches, targets } = patchesView(view);
      const cards = [...patches, ...targets].map(({ card }) => card.name);
      expect(cards.toSorted()).toEqual(view.kernel.modules.map(({ name }) => name).toSorted());
      const loaded = libraryGroups(view.kernel).flatMap(({ rows }) => rows.filter((row) => row.loaded));
      expect(loaded.map(({ name }) => name).toSorted()).toEqual(cards.toSorted());
    }
  });

  it('every task resolves to one entry of every patched function', () => {
    for (const view of places) {
      const { funcs, tasks } = functionsView(view);
      for (const { rows } of funcs) expect(rows.reduce((sum, { row }) => sum + row.resolves.count, 0)).toBe(tasks);
    }
  });

  it('the counter ends at its value, and nothing says what it should not', () => {
    for (const view of places) {
      const { course, value, says } = counterView(view);
      expect(course.values.at(-1)).toBe(value);
      expect(course.moves.at(-1)?.to ?? 0).toBe(value);
      expect(says.join()).not.toMatch(/undefined|null|NaN/);
    }
  });
});
