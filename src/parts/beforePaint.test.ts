import { expect, it } from 'vitest';
import { gather } from './beforePaint';

it('asks for one frame, and lets everyone read before anyone writes', () => {
  const frames: (() => void)[] = [];
  const did: string[] = [];
  const before = gather((then) => void frames.push(then));
  for (const name of ['a', 'b'])
    before(() => {
      did.push(`${name} reads`);
      return () => did.push(`${name} writes`);
    });
  before(() => {
    did.push('c reads');
    return null;
  });
  expect(frames).toHaveLength(1);
  frames[0]?.();
  expect(did).toEqual(['a reads', 'b reads', 'c reads', 'a writes', 'b writes']);
});

it('asks for another frame after that one, and not for those who have left', () => {
  const frames: (() => void)[] = [];
  const did: string[] = [];
  const before = gather((then) => void frames.push(then));
  const reads = (name: string) => () => {
    did.push(name);
    return null;
  };
  before(reads('first'));
  frames[0]?.();
  const leave = before(reads('gone'));
  before(reads('second'));
  leave();
  frames[1]?.();
  expect(frames).toHaveLength(2);
  expect(did).toEqual(['first', 'second']);
});
