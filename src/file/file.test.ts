import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../kernel/cpuTime.testkit';
import { policies } from '../kernel/policies';
import { loadSelfTest, selfTests } from '../replay/selfTests';
import { loadScenario, titles } from '../scenarios/index';
import { fileOfScenario, type KlpFile, klpFileText, scenarioOfFile } from './file';
import { playFile } from './play';
import { problemText, readKlpFile } from './read';

const load = async (id: string) => (await loadSelfTest(id)) ?? loadScenario(id);

const nowhere = { id: 'from-a-file', group: 'First steps' } as const;

const small: KlpFile = {
  klp: 1,
  title: 'Two sticky patches',
  world: { cpus: 1, tasks: [{ tid: 1, comm: 'systemd' }] },
  steps: [
    { event: { type: 'insmod', module: 'test_klp_version_1' }, expect: { phase: 'idle', latestVersion: 1 } },
    {
      event: { type: 'rmmod', module: 'test_klp_version_1' },
      command: 'rmmod test_klp_version_1',
      says: 'Refused.',
      notes: 'Wait for the laugh.',
      expect: { errno: 'EBUSY', refcnt: { test_klp_version_1: 1 } },
      look: { panel: 'Tasks', cpu: 0 },
      ask: 'refusedBy',
    },
  ],
};

/** What is wrong with a file, line by line. */
const problems = (text: string): readonly string[] => {
  const read = readKlpFile(text);
  return 'problems' in read ? read.problems.map(problemText) : [];
};

describe.each([...titles, ...selfTests])('$id', ({ id }) => {
  it('is the same scenario after it was a file, and all that it expects still holds', async () => {
    const scenario = await load(id);
    const read = readKlpFile(klpFileText(fileOfScenario(scenario)));
    if ('problems' in read) throw new Error(read.problems.map(problemText).join('\n'));
    expect(scenarioOfFile(read.file, nowhere)).toEqual(scenario);
    const { checked, unmet } = playFile(read.file);
    expect(unmet).toEqual([]);
    expect(checked > 0 || scenario.steps.length === 0).toBe(true);
  });
});

describe('a file', () => {
  it('comes back as it was written, and without a name gets one', () => {
    expect(readKlpFile(klpFileText(small))).toEqual({ file: small });
    const { id, group, opening, steps } = scenarioOfFile(small, nowhere);
    expect([id, group, opening, steps[0]?.says]).toEqual(['from-a-file', 'First steps', '', '']);
  });

  it('says which of its expectations does not hold, and what is there instead', () => {
    const { checked, unmet } = playFile(small);
    expect(checked).toBe(4);
    expect(unmet.map(problemText)).toEqual(['steps[1].expect.errno: must be "EBUSY", found "EAGAIN"']);
  });

  it.each(policies)('is played under $id when that is asked for', ({ id }) => {
    expect(playFile(small, id).trace.policy).toBe(id);
  });
});

const but = (change: object): string => JSON.stringify({ ...small, ...change });
const withStep = (step: object): string => but({ steps: [small.steps[0], step] });

describe('a bad file', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '', ['the file is empty']],
    ['a list', '[]', ['expected an object that begins with "klp": 1, "title", "world" and "steps"; this is a list']],
    [
      'a number that JSON can write and nothing can hold',
      but({ world: { tasks: [{ tid: 1, comm: 'a', count: 'MANY' }] } }).replace('"MANY"', '1e999'),
      ['world.tasks[0].count: expected a whole number from 1 to 10000, found a number that is too large'],
    ],
    [
      'a field that stands twice',
      but({}).replace('"title"', '"title": "a", "title"'),
      [expect.stringMatching(/^“title” stands twice, in line \d+, and only the last would count: keep one$/)],
    ],
    ['a later form', but({ klp: 2 }), ['made by a newer release: its form is 2, this release reads up to 1']],
    [
      'two mistakes',
      but({ title: 1, policy: 'rfc-2020' }),
      [
        'title: expected a text, found 1',
        `policy: expected ${policies.map(({ id }) => `"${id}"`).join(' or ')}, found "rfc-2020"`,
      ],
    ],
    ['no world', but({ world: undefined }), ['the field "world" is missing']],
    [
      'a misspelt field',
      withStep({ event: { type: 'tick' }, say: 'x' }),
      ['steps[1]: unknown field "say"; known are event, command, says, notes, expect, look, ask, restsOn'],
    ],
    [
      'a CPU that the machine does not have',
      withStep({ event: { type: 'cpu.offline', cpu: 1 } }),
      ['steps[1].event.cpu: an event names CPU 1, but there is only CPU 0'],
    ],
    [
      'two tasks with one id',
      but({
        world: {
          tasks: [
            { tid: 1, comm: 'a' },
            { tid: 1, comm: 'b' },
          ],
        },
      }),
      ['world.tasks[1].tid: two tasks have the thread id 1: a has it, too'],
    ],
    [
      'an error that there is not',
      withStep({ event: { type: 'tick' }, expect: { errno: 'ENOPE' } }),
      ['steps[1].expect.errno: expected the name of an error, as EBUSY, found "ENOPE"'],
    ],
    [
      'an error without its E',
      withStep({ event: { type: 'tick' }, expect: { errno: 'BUSY' } }),
      ['steps[1].expect.errno: expected the name of an error, as EBUSY, found "BUSY": write "EBUSY"'],
    ],
    [
      'a rule that there is not',
      withStep({ event: { type: 'tick' }, expect: { refusedBy: 'becauseISaySo' } }),
      ['steps[1].expect.refusedBy: expected the name of a rule, as versionNotNewer, found "becauseISaySo"'],
    ],
    [
      'expectations as a list',
      withStep({ event: { type: 'tick' }, expect: [] }),
      ['steps[1].expect: expected an object, found a list'],
    ],
    [
      'a side that no task can be on',
      withStep({ event: { type: 'tick' }, expect: { patchState: { 1: 2 } } }),
      ['steps[1].expect.patchState.1: expected -1, 0 or 1, found 2'],
    ],
  ])('%s', (_, text, wanted) => {
    expect(problems(text)).toEqual(wanted);
  });

  it.each([
    ['a vector', '{ "steps": [{ "op": "insmod", "module": "p" }] }', 'a self-test as a vector'],
    ['modules of self-tests', '{ "modules": [] }', 'modules for self-tests'],
    ['a machine', '{ "tasks": [{ "tid": 1, "comm": "systemd" }] }', 'a machine alone'],
    ['a recorded sequence', '{ "id": "a", "tasks": [], "steps": [] }', 'a sequence that a kernel has played'],
    ['a scenario without its first field', '{ "title": "a", "world": {}, "steps": [] }', 'begin it with "klp": 1'],
    ['a talk without it', '{ "talk": "a", "scenarios": [] }', 'a talk without its form'],
    ['the schema', '{ "$schema": "x", "properties": {} }', 'a JSON Schema'],
    ['a name that every object has', '{ "constructor": 1, "__proto__": { "steps": [] } }', 'JSON of another kind'],
  ])('of another kind is called what it is, with what can be done with it: %s', (_, text, what) => {
    expect(problems(text)).toEqual([expect.stringContaining(what)]);
  });

  it('that is no JSON says where it stops being it', () => {
    expect(problems('{\n  "klp": 1\n  "title": "x"\n}')).toEqual([
      expect.stringMatching(/^line 3, column 3: not JSON: /),
    ]);
    expect(problems('{\n  "klp": 1,\n  "title": nothing\n}')).toEqual([
      'line 3, column 12: not JSON: “nothing” is no value of JSON: a text stands in double quotes',
    ]);
  });

  it('names an event that nobody knows, with those that there are', () => {
    expect(problems(withStep({ event: { type: 'explode' } }))).toEqual([
      expect.stringMatching(/^steps\[1\]\.event\.type: expected the type of an event: insmod, .*, found "explode"$/),
    ]);
  });

  it('names at most twenty problems', () => {
    expect(problems(but({ steps: Array.from({ length: 2000 }, () => ({})) }))).toHaveLength(20);
  });
});

describe('whatever a text says', () => {
  const paths = [
    ['title'],
    ['world'],
    ['world', 'tasks'],
    ['world', 'tasks', '0'],
    ['steps'],
    ['steps', '1', 'event'],
    ['steps', '1', 'expect'],
    ['steps', '1', 'look'],
  ];

  const put = (value: unknown, [first, ...rest]: readonly string[], into: unknown): unknown => {
    if (first === undefined) return value;
    if (Array.isArray(into))
      return into.map((each, index) => (String(index) === first ? put(value, rest, each) : each));
    const entries = Object.entries(typeof into === 'object' && into !== null ? into : {});
    return Object.fromEntries([...entries, [first, put(value, rest, Object.fromEntries(entries)[first])]]);
  };

  it('reading it gives a file that can be played, or problems', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readKlpFile(text);
        if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('anything in the place of a field gives a file that can be played, or problems', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const read = readKlpFile(JSON.stringify(put(value, path, small)));
        if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0);
        else playFile(read.file);
      }),
      { numRuns: 1000 },
    );
  });

  it('half of a file is no file', () => {
    const text = klpFileText(small);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 3 }), (end) => {
        expect(problems(text.slice(0, end))).not.toEqual([]);
      }),
    );
  });

  it('ten times the steps take no more than some ten times as long', () => {
    const time = (count: number): number => {
      const text = but({ steps: Array.from({ length: count }, () => ({ event: { type: 'explode', more: 'x' } })) });
      return cpuTime(() => readKlpFile(text));
    };
    time(20_000);
    expect(time(100_000)).toBeLessThan(Math.max(200, time(10_000) * 60));
  });

  it('brackets without end do not hang it', () => {
    expect(problems('['.repeat(1_000_000))).toHaveLength(1);
    expect(problems(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(1);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(problems(but({ world: 'DEEP' }).replace('"DEEP"', deep))).toEqual([
      expect.stringMatching(/^line 1, column \d+: not JSON: more than 1000 objects and lists inside each other/),
    ]);
  });
});
