import { describe, expect, it } from 'vitest';
import { sheetOf } from './exportSvg';

describe('the style sheet of an exported drawing', () => {
  it('has one class for each look, and gives every element the class of its look', () => {
    expect(sheetOf(['fill:red', 'fill:blue', 'fill:red', ''])).toEqual({
      css: '.c0{fill:red}\n.c1{fill:blue}\n.c2{}',
      classes: ['c0', 'c1', 'c0', 'c2'],
    });
  });
});
