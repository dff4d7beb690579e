/** What a refusal tells people to do about livepatches that are in the way. */
import { describe, expect, test } from 'vitest';
import { played } from './cases.testkit';
import type { KernelEvent } from './events';
import { insmod, write } from './kernel.testkit';

const world = {
  tasks: [{ tid: 5, comm: 'db', where: 'uninterruptible' as const, stack: ['f'] }],
  patches: [
    { name: 'a', states: [{ id: 1, version: 2 }], funcs: ['g'] },
    { name: 'c', replace: true, states: [{ id: 1, version: 2 }], funcs: ['f'] },
    { name: 'plain', funcs: ['f'] },
    { name: 'old', states: [{ id: 1, version: 1 }], funcs: ['h'] },
  ],
};
const running = 'the transition of c has completed';

describe('a livepatch that is in the way', () => {
  const table: readonly (readonly [string, readonly KernelEvent[], string])[] = [
    ['is to be disabled', [insmod('a')], 'disable a'],
    [
      'later, while another one is in transition',
      [insmod('a'), insmod('plain')],
      'disable a once the transition of plain has completed',
    ],
    ['goes by itself when it is being replaced', [insmod('a'), insmod('c')], `wait until ${running}`],
    [
      'stays when the replacement is being reversed',
      [insmod('a'), insmod('c'), write('0', 'c')],
      `disable a once ${running}`,
    ],
    ['goes by itself when it is being disabled', [insmod('c'), write('0', 'c')], `wait until ${running}`],
  ];
  test.each(table)('%s', (_says, events, words) => {
    expect(played(world, [...events, insmod('old')]).refusal?.wayOut.endsWith(`, or ${words}.`)).toBe(true);
  });

  test('takes those with it that it replaces', () => {
    const off: KernelEvent = { type: 'sysctl.ftrace', value: '0' };
    expect(played(world, [insmod('a'), insmod('c'), off]).refusal?.wayOut).toBe(
      `Livepatches need it: disable c once ${running}.`,
    );
  });
});
