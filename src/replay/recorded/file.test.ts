import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { klpFileText } from '../../file/file';
import { linesOf, playFile } from '../../file/play';
import { problemText, readKlpFile } from '../../file/read';
import { mainline, playStep } from './conform';
import { fileOfRecording } from './file';
import { knownDifferences } from './knownDifferences';
import { Machine } from './machine';
import { readRecordings } from './recording';

const known = new Set(knownDifferences.map(({ id }) => id));

const recordings = ['hand-1cpu', 'hand-2cpu', 'random-2cpu', 'selftest-modules-1cpu'].flatMap((name) => {
  const content = gunzipSync(readFileSync(join(import.meta.dirname, `${name}.jsonl.gz`))).toString('utf8');
  const read = readRecordings(content);
  if (!('recordings' in read)) throw new Error(read.says);
  // Of the long files some will do: each is converted by the same few lines.
  const every = name.startsWith('hand') ? 1 : 8;
  return read.recordings.filter(({ id }, index) => index % every === 0 && !known.has(id));
});

describe('a recording as a file', () => {
  it.each(recordings)('$id prints the same log, and shows what the running kernel showed', (recording) => {
    const machine = new Machine(recording, mainline());
    for (const step of recording.steps) playStep(machine, step);
    const read = readKlpFile(klpFileText(fileOfRecording(recording)));
    if ('problems' in read) throw new Error(read.problems.map(problemText).join('\n'));
    const { trace, checked, unmet } = playFile(read.file);
    expect(trace.steps.flatMap(linesOf)).toEqual(machine.trace.steps.flatMap(linesOf));
    expect(unmet).toEqual([]);
    expect(checked).toBeGreaterThan(recording.steps.length);
  });
});
