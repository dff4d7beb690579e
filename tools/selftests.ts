/**
 * `npm run selftests`: the kernel's own self-test modules as images of the library, from the facts about them in
 * `src/replay/modules/selftests.json`. They are written out, so that the app need not read and check a file to show its library.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fromSelftestModules } from '../src/replay/modules/importer';

export const FACTS_FILE = 'src/replay/modules/selftests.json';
export const SELFTESTS_FILE = 'src/kernel/library/selftests.ts';

/** @throws when the facts are not of the format, with every problem. */
export const selftestsText = (): string => {
  const imported = fromSelftestModules(JSON.parse(readFileSync(FACTS_FILE, 'utf8')));
  if ('problems' in imported) {
    throw new Error(`${FACTS_FILE}: ${imported.problems.map(({ at, says }) => `${at}: ${says}`).join('; ')}`);
  }
  const source = `/** The kernel's own self-test modules, written by \`npm run selftests\` from \`${FACTS_FILE}\`, which names their source. */
import type { ModuleImage } from '../images';

export const selftests: readonly ModuleImage[] = ${JSON.stringify(imported.modules)};
`;
  return execFileSync('npx', ['biome', 'format', `--stdin-file-path=${SELFTESTS_FILE}`], {
    input: source,
    encoding: 'utf8',
  });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(SELFTESTS_FILE, selftestsText());
  console.log(`Written: ${SELFTESTS_FILE}`);
}
