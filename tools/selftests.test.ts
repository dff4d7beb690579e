import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SELFTESTS_FILE, selftestsText } from './selftests';

it('the self-test modules of the library are those of the facts; if not: npm run selftests', () => {
  expect(readFileSync(SELFTESTS_FILE, 'utf8')).toBe(selftestsText());
});
