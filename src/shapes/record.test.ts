import { describe, expect, it } from 'vitest';
import { isRecord, sameJson } from './record';

describe('JSON from outside', () => {
  it('is an object when it has fields, and a list is none', () => {
    expect([{}, { a: 1 }, [], null, 'a', 1, undefined].map(isRecord)).toEqual([true, true, ...Array(5).fill(false)]);
  });

  it('is the same in whatever order its fields come, but not its entries', () => {
    expect(sameJson({ a: [{ b: 1, c: 2 }], d: null }, { d: null, a: [{ c: 2, b: 1 }] })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson([], {})).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameJson({ a: 1, b: undefined }, { a: 1, c: 2 })).toBe(false);
  });
});
