import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { conform } from './conform';
import { knownDifferences } from './knownDifferences';
import { type Recording, readRecordings } from './recording';
import { differenceLines } from './report';

const folder = import.meta.dirname;

const readFile = (name: string): readonly Recording[] => {
  const read = readRecordings(gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
  if (!('recordings' in read)) throw new Error(`${name}: ${read.at}: ${read.says}`);
  return read.recordings;
};

const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));
const known = new Map(knownDifferences.map((each) => [each.id, each]));

/** Number of sequences and steps of each file. */
const counts: Readonly<Record<string, readonly [sequences: number, steps: number]>> = {
  'hand-1cpu.jsonl.gz': [103, 785],
  'hand-2cpu.jsonl.gz': [8, 49],
  'random-1cpu.jsonl.gz': [438, 8662],
  'random-2cpu.jsonl.gz': [77, 1232],
  'selftest-modules-1cpu.jsonl.gz': [120, 1833],
};

describe('sequences that a running Linux 7.2.13 played', () => {
  it.each(files)('%s: every one comes out equal, or is on the list', { timeout: 240_000 }, (name) => {
    const recordings = readFile(name);
    const steps = recordings.reduce((sum, each) => sum + each.steps.length, 0);
    expect([recordings.length, steps]).toEqual(counts[name]);
    const differing = recordings.flatMap((recording) => {
      const differences = conform(recording);
      return differences.length === 0 ? [] : [{ recording, differences }];
    });
    const unexpected = differing.filter(({ recording }) => !known.has(recording.id));
    expect(unexpected.flatMap(({ recording, differences }) => differenceLines(recording, differences))).toEqual([]);
    const listed = recordings.filter(({ id }) => known.has(id)).map(({ id }) => id);
    expect(differing.map(({ recording }) => recording.id)).toEqual(listed);
  });
});

describe('a recording that says something else', () => {
  const [first] = readFile('hand-1cpu.jsonl.gz').filter(({ id }) => id === 'reverse-with-a-task-on-each-side');
  if (first === undefined) throw new Error('no such recording');
  const differs = (
    change: (step: Recording['steps'][number]) => Partial<Recording['steps'][number]>,
  ): readonly string[] => [
    ...new Set(
      conform({ ...first, steps: first.steps.map((step) => ({ ...step, ...change(step) })) }).map(({ what }) => what),
    ),
  ];

  it('never comes out', () => {
    expect(differs(() => ({}))).toEqual([]);
    expect(differs(() => ({ said: 'EPERM' }))).toContain('said');
    expect(differs(({ log }) => ({ log: log.filter(([, , text]) => !text.includes('reversing')) }))).toContain('log');
    expect(differs(({ log }) => ({ log: log.map(([, at, text]) => [4, at, text]) }))).toContain('log');
    expect(
      differs(({ log }) => ({ log: log.map(([level, at, text]) => [level, at, text.replace('u1', 'u2')]) })),
    ).toContain('stayed');
    expect(differs(() => ({ tree: {} }))).toContain('sysfs');
    expect(differs(() => ({ modules: new Map() }))).toContain('modules');
    const elsewhere = { state: 'S', side: '1', stack: ['elsewhere'] };
    expect(differs(({ tasks }) => ({ tasks: new Map([...tasks].map(([name]) => [name, elsewhere])) }))).toContain('u1');
  });
});

describe('a file of recordings', () => {
  it('that is broken says where', () => {
    expect(readRecordings('{"id":"a","tasks":[],"steps":[]}\n{"id":"b"')).toEqual({
      at: 'line 2, column 10',
      says: 'not JSON: the text ends here, and the { of line 2 has no } yet: the end of the file is missing',
    });
    expect(readRecordings('{"id":"a","tasks":[["u1"]],"steps":[]}')).toMatchObject({
      at: expect.stringMatching(/^line 1.tasks\[0\]/),
    });
  });
});
