/** The numbers of the README are counted. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { knownDifferences } from './recorded/knownDifferences';

const here = import.meta.dirname;
const readme = readFileSync(join(here, '../../README.md'), 'utf8').replaceAll(/\s+/g, ' ');
const count = (number: number): string => number.toLocaleString('en');

it('so many self-tests byte for byte', () => {
  const vectors = readdirSync(join(here, 'vectors')).filter((name) => name.endsWith('.json'));
  expect(readme).toContain(`${vectors.length} of the kernel's own livepatch self-tests replay byte for byte`);
});

it('so many steps that a running kernel played, and what differs', () => {
  const folder = join(here, 'recorded');
  const sequences = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trim()
        .split('\n'),
    );
  const steps = sequences.reduce((sum, line) => sum + (JSON.parse(line) as { steps: unknown[] }).steps.length, 0);
  expect(readme).toContain(
    `${count(steps)} steps in ${count(sequences.length)} sequences that a running Linux 7.2.13 played come out equal, but for ${knownDifferences.length} sequences`,
  );
});
