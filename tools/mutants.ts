/**
 * `npm run mutants`: does a wrong rule, or a wrong answer to a reader's guess, turn a test red? Each mutant changes one place of the
 * code on its way to the tests, never on the disk; the tests named beside it run, and one of them must fail. `npm run mutants -- WORD`
 * runs those whose name has the word. Not a part of `npm test`: it takes minutes.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { type Mutant, mutants } from './mutants/table';

/** @throws when what is to be changed is not there exactly once: the code has moved on. */
function changed(text: string, { name, file, from, to }: Mutant): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${name}: '${from}' is ${parts.length - 1} times in ${file}, not once`);
  return parts.join(to);
}

async function survives(mutant: Mutant): Promise<boolean> {
  const path = resolve(mutant.file);
  const text = changed(readFileSync(path, 'utf8'), mutant);
  const vitest = await startVitest(
    'test',
    [...mutant.tests],
    { watch: false, bail: 1, silent: true, reporters: [{}] },
    { plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === path ? text : null) }] },
  );
  const failed = vitest.state.getCountOfFailedTests() + vitest.state.getUnhandledErrors().length;
  await vitest.close();
  return failed === 0;
}

const word = process.argv[2] ?? '';
const survivors: string[] = [];
for (const mutant of mutants.filter(({ name }) => name.includes(word))) {
  const lives = await survives(mutant);
  if (lives) survivors.push(mutant.name);
  console.log(`${lives ? 'SURVIVES' : 'found   '}  ${mutant.name}  (${mutant.file})`);
}
console.log(survivors.length === 0 ? '\nEvery mutant was found.' : `\n${survivors.length} not found.`);
process.exit(survivors.length === 0 ? 0 : 1);
