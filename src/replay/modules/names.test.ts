import { describe, expect, it } from 'vitest';
import { fromSelftestModules } from './importer';

const problemsOf = (module: object): readonly string[] => {
  const read = fromSelftestModules({ modules: [module] });
  return 'problems' in read ? read.problems.map(({ at, says }) => `${at}: ${says}`) : [];
};
const patched = (old: string, fresh = 'new_f') => ({
  name: 'lp',
  kind: 'livepatch',
  objects: [{ name: 'vmlinux', funcs: [{ old, new: fresh }] }],
});

it('a state with id 0 is none: klp_for_each_state() ends there', () => {
  const states = [
    { id: 1, version: 1 },
    { id: 0, version: 1 },
  ];
  expect(problemsOf({ ...patched('f'), states })).toEqual(['modules[0].states[1].id: a state with id 0 ends the list']);
});

describe('a name in a modules file', () => {
  it.each([
    [{ name: 'm', kind: 'target', functions: [{ name: 'f' }] }, []],
    [patched('f.constprop.0'), []],
    [{ name: 'm.ko', kind: 'target' }, ['modules[0].name: ‘m.ko’ is the name of a file, not of a module: write m']],
    [
      { name: 'm', kind: 'target', functions: [{ name: 'f' }, { name: 'a b' }] },
      ['modules[0].functions[1].name: ‘a b’ is not the name of a function: write each by itself, a and b'],
    ],
    [patched('f()'), ['modules[0].objects[0].funcs[0].old: ‘f()’ is not the name of a function: write f']],
    [patched('f', '&g'), ['modules[0].objects[0].funcs[0].new: ‘&g’ is not the name of a function: write g']],
  ])('%j', (module, problems) => {
    expect(problemsOf(module)).toEqual(problems);
  });
});
