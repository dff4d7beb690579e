import { expect, test } from 'vitest';
import { plural } from './plural';

test.each([
  [plural(0, 'task'), '0 tasks'],
  [plural(1, 'task'), '1 task'],
  [plural(2, 'task has', 'tasks have'), '2 tasks have'],
  [plural(10_000, 'task'), '10,000 tasks'],
])('%s', (said, wanted) => {
  expect(said).toBe(wanted);
});
