import { expect, it } from 'vitest';
import { apart, ownApart, titledApart } from './apart';
import { createMine } from './mine';
import { fakeStorage, small } from './session.testkit';

const own = (texts: readonly (readonly [title: string, text: string])[]) => {
  const mine = createMine(fakeStorage());
  const titles = texts.map(([title], at) => ({ id: `mine:${at}`, title }));
  for (const [at, [, text]] of texts.entries()) mine.keepText(`mine:${at}`, text);
  return { titles, mine };
};
const text = (steps: number, tasks: readonly object[] = small.world.tasks): string =>
  JSON.stringify({ ...small, steps: small.steps.slice(0, steps), world: { tasks } });

it('scenarios of one title are told apart by their steps and tasks, and others say nothing', () => {
  const crowd = [
    { tid: 1, comm: 'a' },
    { tid: 2, comm: 'b', count: 1000 },
  ];
  const { titles, mine } = own([
    ['A', text(5)],
    ['B', text(5)],
    ['A', text(1, crowd)],
  ]);
  const told = ownApart(titles, mine);
  expect(titles.map((each) => titledApart(each, told))).toEqual(['A, 5 steps, 2 tasks', 'B', 'A, 1 step, 1,001 tasks']);
  // What is kept over it since then is what counts.
  mine.keepText('mine:0', text(2));
  expect(ownApart(titles, mine).get('mine:0')).toBe('2 steps, 2 tasks');
});

it('scenarios of one title are told apart by their livepatches, too', () => {
  const patched = (...names: readonly string[]): string =>
    JSON.stringify({ ...small, world: { tasks: [], patches: [...names.map((name) => ({ name })), 7] } });
  const { titles, mine } = own([
    ['A', patched('my_fix')],
    ['A', patched('one', 'two', 'three')],
  ]);
  expect([...ownApart(titles, mine).values()].map((says) => says.replace(/, \d+ steps.*/, ''))).toEqual([
    'my_fix',
    'one, two and 1 more',
  ]);
});

it('what differs in its words alone is counted, in the order of the list', () => {
  const { titles, mine } = own([
    ['A', text(5)],
    ['A', text(4)],
    ['A', text(5)],
    ['A', '{"steps": 1'],
    ['A', '{"steps": [], "world": {"tasks": 7}}'],
  ]);
  expect([...ownApart(titles, mine).values()]).toEqual([
    '5 steps, 2 tasks, number 1 of 2',
    '4 steps, 2 tasks',
    '5 steps, 2 tasks, number 2 of 2',
    'number 1 of 2',
    'number 2 of 2',
  ]);
});

it('of a title that only one has, nothing is looked at', () => {
  const fail = (): string => {
    throw new Error('It was not asked.');
  };
  expect(
    apart(
      [
        { id: 'a', title: 'A' },
        { id: 'b', title: 'B' },
      ],
      fail,
    ),
  ).toEqual(new Map());
});
