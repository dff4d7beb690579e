import { describe, expect, it } from 'vitest';
import { boot } from '../../kernel/boot';
import type { WideWorld } from '../../kernel/world';
import { lastStep, run } from '../../trace/trace';
import { beginnings } from './beginnings';

const machine = (names: readonly string[], more: Partial<WideWorld> = {}): WideWorld => ({
  cpus: 1,
  tasks: [],
  patches: names.map((name) => ({ name, version: 1, funcs: ['cmdline_proc_show'] })),
  ...more,
});

describe('what a machine can begin with', () => {
  it.each([
    ['no module of its own', machine([]), [], 'This machine has no livepatch of its own.'],
    ['one livepatch', machine(['fix']), ['fix'], 'One module was made for this machine. Those of'],
    [
      'more than there is room for',
      machine(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
      ['a', 'b', 'c', 'd', 'e', 'f'],
      '8 modules were made for this machine. 2 others and those of',
    ],
  ])('names what was made for it: %s', (_, world, modules, says) => {
    const found = beginnings(boot(world));
    expect(found.modules).toEqual(modules);
    expect(found.says).toContain(says);
  });

  it('leaves out what is loaded', () => {
    const trace = run('rfc-2019', boot(machine(['fix', 'other'])), [{ type: 'insmod', module: 'fix' }]);
    expect(beginnings(lastStep(trace).kernel).modules).toEqual(['other']);
  });
});
