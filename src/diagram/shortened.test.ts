import { describe, expect, it } from 'vitest';
import { shortened } from './shortened';

describe('the words of a drawing', () => {
  it.each([
    ['are whole where there is room', 18, '2 livepatches here'],
    ['are said in short where there is less', 17, '2 here'],
    ['are cut where there is no room even for that', 4, '2 h…'],
  ])('%s', (_, most, shown) => {
    expect(shortened('2 livepatches here', most, '2 here')).toBe(shown);
  });
});
