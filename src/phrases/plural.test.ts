import { expect, test } from 'vitest';
import { plural } from './plural';

test.each([
  [plural(0, 'task'), '0 tasks'],
  [plural(1, 'task'), '1 task'],
  [plural(2, 'task has', 'tasks have'), '2 tasks have'],
  [plural(999, 'task'), '999 tasks'],
  [plural(10_000, 'task'), '10,000 tasks'],
  [plural(1_234_567, 'task'), '1,234,567 tasks'],
])('%s', (said, wanted) => {
  expect(said).toBe(wanted);
});
