import { describe, expect, it } from 'vitest';
import { boot } from '../kernel/boot';
import type { KernelEvent } from '../kernel/events';
import type { WideWorld } from '../kernel/world';
import { worldProblems } from '../kernel/worldProblems';
import { worldRemarks } from '../kernel/worldRemarks';
import { append, lastStep, start } from '../trace/trace';
import { presets } from './presets';

/** Its own livepatch is loaded, and one attempt more is made. */
const played = (world: WideWorld, module: string) => {
  const events: readonly KernelEvent[] = [{ type: 'insmod', module }, { type: 'attempt' }];
  return lastStep(events.reduce((trace, event) => append(trace, event), start('rfc-2019', boot(world))));
};

describe.each(presets)('the preset “$label”', ({ id, world }) => {
  it('can be, and nothing of it is probably not meant', () => {
    expect(worldProblems(world)).toEqual([]);
    expect(worldRemarks(world)).toEqual([]);
  });

  it('has a livepatch that somebody holds up, unless it is empty', () => {
    const [patch] = world.patches ?? [];
    expect(patch === undefined).toBe(id === 'empty');
    if (patch === undefined) return;
    const { phase, kernel, refusal } = played(world, patch.name);
    expect(refusal).toBeNull();
    expect(phase).toBe('patching');
    expect(kernel.tasks.some(({ pending }) => pending)).toBe(true);
  });
});

describe('the crowds', () => {
  it.each([
    ['thousand', 1000],
    ['ten-thousand', 10_000],
  ])('%s are as many as they say', (id, many) => {
    const world = presets.find((preset) => preset.id === id)?.world;
    expect(world && boot(world).tasks.length).toBe(many);
  });
});
