/** The kernel's own self-test modules, from the facts in `selftests.json` (source named there). */
import { fromSelftestModules, type Imported } from './importer';
import facts from './selftests.json';

const read = (): Imported => {
  const imported = fromSelftestModules(facts);
  if ('problems' in imported) {
    throw new Error(`selftests.json: ${imported.problems.map(({ at, says }) => `${at}: ${says}`).join('; ')}`);
  }
  return imported;
};

export const selftests: Imported = read();
