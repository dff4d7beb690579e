import { describe, expect, it } from 'vitest';
import { library } from '../../kernel/library';
import { fromSelftestModules } from './importer';
import facts from './selftests.json';

const problemsOf = (modules: unknown): readonly string[] => {
  const read = fromSelftestModules({ modules });
  return 'problems' in read ? read.problems.map(({ at, says }) => `${at}: ${says}`) : [];
};

describe('a modules file', () => {
  const minimal = { name: 'lp', kind: 'livepatch', objects: [] };

  it('may be short', () => {
    expect(fromSelftestModules({ modules: [minimal, { name: 'mod', kind: 'target' }] })).toEqual({
      modules: [
        {
          kind: 'livepatch',
          name: 'lp',
          version: 0,
          sticky: false,
          replace: false,
          replaceSet: 0,
          params: [],
          objects: [],
          states: [],
          source: 'a modules file',
        },
        {
          kind: 'target',
          name: 'mod',
          params: [],
          functions: [],
          initLog: [],
          exitLog: [],
          source: 'a modules file',
        },
      ],
      leftOut: [],
    });
  });

  it('leaves out the module that only exercises shadow variables, and says why', () => {
    expect(fromSelftestModules(facts)).toMatchObject({
      leftOut: [{ name: 'test_klp_shadow_vars', because: 'what it prints is described in words, not listed' }],
    });
  });

  it('takes a module that it only describes from the modules already known', () => {
    const bare = facts.modules.map(
      ({ kprobe: _, ...entry }: (typeof facts.modules)[number] & { kprobe?: unknown }) => entry,
    );
    const alone = fromSelftestModules({ modules: bare });
    expect(alone).toMatchObject({ leftOut: [{ name: 'test_klp_kprobe' }, { name: 'test_klp_shadow_vars' }] });
    const helped = fromSelftestModules({ modules: bare }, library);
    expect(helped).toMatchObject({ leftOut: [{ name: 'test_klp_shadow_vars' }] });
  });

  it.each([
    ['not a file', null, ['modules: expected a list, found null']],
    ['an unknown field', [{ ...minimal, colour: 1 }], [/^modules\[0\]: unknown field "colour"; known are name, /]],
    ['a missing field', [{ name: 'lp', kind: 'livepatch' }], ['modules[0]: the field "objects" is missing']],
    [
      'an unknown kind',
      [{ ...minimal, kind: 'driver' }],
      ['modules[0].kind: expected "livepatch" or "target", found "driver"'],
    ],
    [
      'a wrong type deep inside',
      [{ ...minimal, objects: [{ name: 'vmlinux', funcs: [{ old: 'f', new: 'g', sympos: '1' }] }] }],
      ['modules[0].objects[0].funcs[0].sympos: expected a whole number, found "1"'],
    ],
    ['a name given twice', [minimal, minimal], ['modules[1]: "lp" is listed twice']],
    [
      'a flag copied from nowhere',
      [{ ...minimal, replace_param: 'replace' }],
      ['modules[0].replace_param: the module has no parameter "replace"'],
    ],
    [
      'a livepatch that prints by a parameter',
      [{ ...minimal, init_log: { quiet_N: ['hello'] } }],
      ['modules[0].init_log: what a livepatch prints must be a list of lines'],
    ],
  ])('with %s is refused, and says where', (_, modules, expected) => {
    expect(problemsOf(modules)).toEqual(
      expected.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))),
    );
  });

  it('says of a target module who uses it, what decides over its init, and what ftrace cannot hook', () => {
    const params = [{ name: 'ret', type: 'int', default: '0', mode: '0444' }];
    const entry = { name: 'm', kind: 'target', functions: [{ name: 'f', hookable: false }, { name: 'g' }], used_by: 2 };
    expect(fromSelftestModules({ modules: [{ ...entry, params, init_returns_param: 'ret' }] })).toMatchObject({
      modules: [{ usedBy: 2, initReturnsParam: 'ret', functions: [{ name: 'f', unhookable: true }, { name: 'g' }] }],
    });
    expect(problemsOf([{ ...entry, init_returns_param: 'ret' }])).toEqual([
      'modules[0].init_returns_param: the module has no parameter "ret"',
    ]);
  });

  it('names one problem for each module', () => {
    expect(problemsOf([{ kind: 'x' }, minimal, { ...minimal, name: 3 }])).toHaveLength(2);
  });
});
