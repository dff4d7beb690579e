import { describe, expect, it } from 'vitest';
import { klpFileText } from '../file/file';
import { playFile } from '../file/play';
import { problemText, readKlpFile } from '../file/read';
import { mergedPolicy } from '../kernel/policies';
import { kernelLines, replay } from './replay';
import { fileOfVector } from './scenario';
import { readVector, selfTests } from './selfTests';
import { parseVector } from './vector';

describe('a self-test as a file', () => {
  it.each(selfTests)('$id prints the same log', async ({ id }) => {
    const parsed = parseVector(await readVector(id));
    if ('problems' in parsed) throw new Error(id);
    const read = readKlpFile(klpFileText(fileOfVector(parsed.vector)));
    if ('problems' in read) throw new Error(read.problems.map(problemText).join('\n'));
    const { trace, unmet } = playFile(read.file);
    expect(unmet).toEqual([]);
    const played = replay(parsed.vector, { policy: mergedPolicy });
    expect(trace.steps.flatMap(kernelLines)).toEqual(played.trace.steps.flatMap(kernelLines));
    // What the script itself writes, and what it copies, no kernel prints.
    const { expect: demanded, steps } = parsed.vector;
    const written = new Set(steps.flatMap(({ log, logAfter }) => [...log, ...(logAfter ?? [])]));
    const printed = new Set(trace.steps.flatMap(kernelLines));
    expect(
      (demanded ?? [])
        .filter((line) => !written.has(line) && line.startsWith('livepatch: '))
        .every((line) => printed.has(line)),
    ).toBe(true);
  });

  it('has the line that the script gives its shell', async () => {
    const parsed = parseVector(await readVector('selftest-livepatch-basic-function-patching'));
    if ('problems' in parsed) throw new Error('no vector');
    expect(fileOfVector(parsed.vector).steps.flatMap(({ command }) => command ?? [])).toEqual([
      'insmod test_klp_livepatch.ko',
      'echo 0 > /sys/kernel/livepatch/test_klp_livepatch/enabled',
      'rmmod test_klp_livepatch',
    ]);
  });
});
