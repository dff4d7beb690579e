import { expect, it } from 'vitest';
import type { KernelEvent } from '../kernel/events';
import { decode, encode, withoutLink } from '../link/link';
import { readAhead } from './codec';

it('a long link that was read ahead is not read again when it is asked for', async () => {
  const tasks = Array.from({ length: 97 }, (_, index) => ({ tid: index + 1, comm: 'cat' }));
  const events = Array.from(
    { length: 600 },
    (_, at): KernelEvent => ({ type: 'task.wake', tid: 1 + ((at * at) % 97) }),
  );
  const source = { kind: 'world', world: { tasks }, events } as const;
  const link = { policy: 'atomic-replace', source, step: 600, micro: null } as const;
  const hash = encode(link);
  let looks = 0;
  const watched = {
    scenarioIds: [],
    get policyIds() {
      looks += 1;
      return ['rfc-2019', 'atomic-replace'];
    },
  };
  await readAhead({ decode, encode, withoutLink }, hash, watched);
  const ahead = looks;
  expect(ahead).toBeGreaterThan(0);
  expect(decode(hash, watched)).toStrictEqual({ ok: true, link });
  expect(looks).toBe(ahead);
});
