import { describe, expect, it } from 'vitest';
import { added, moved, places, removed, talkLink, titleOf } from './playlist';

const ids = ['first-patch', 'stuck-force', 'state-refuses'];

describe('a talk that is put together', () => {
  it('grows at its end, up to what a link may name', () => {
    expect(added(ids, 'first-patch')).toEqual([...ids, 'first-patch']);
    const full = Array<string>(64).fill('first-patch');
    expect(added(full, 'stuck-force')).toBe(full);
  });

  it('is put in order one place at a time', () => {
    expect(moved(ids, 1, -1)).toEqual(['stuck-force', 'first-patch', 'state-refuses']);
    expect(moved(ids, 1, 1)).toEqual(['first-patch', 'state-refuses', 'stuck-force']);
    expect(moved(ids, 0, -1)).toBe(ids);
    expect(moved(ids, 2, 1)).toBe(ids);
  });

  it('loses what is taken out, and only that', () => {
    expect(removed([...ids, 'first-patch'], 0)).toEqual(['stuck-force', 'state-refuses', 'first-patch']);
  });

  it('tells the times apart that a scenario comes', () => {
    expect(places(['a', 'b', 'a']).map(({ key }) => key)).toEqual(['a 0', 'b 0', 'a 1']);
  });

  it('has a link to its beginning, and none while it is empty', () => {
    expect(talkLink(ids)).toBe('#/talk/first-patch.stuck-force.state-refuses/1/0');
    expect(talkLink(['state-refuses'])).toBe('#/talk/state-refuses/1/0');
    expect(talkLink([])).toBeNull();
  });

  it('calls its scenarios by their titles', () => {
    expect(titleOf('first-patch')).toBe('A first patch, from load to removal');
  });
});
