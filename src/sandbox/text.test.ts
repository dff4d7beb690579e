import { describe, expect, it } from 'vitest';
import { readReturned, returnedText } from './text';

describe('what a function returns', () => {
  it.each([
    ['-ENODEV', '-ENODEV'],
    ['ENODEV', '-ENODEV'],
    ['-19', '-ENODEV'],
    ['-4000', '-4000'],
    ['1', '1'],
    ['0', ''],
    ['', ''],
    ['pre_patch_ret', 'pre_patch_ret'],
  ])('written as “%s”, is shown as “%s” when the form is opened again', (typed, shown) => {
    const read = readReturned(typed);
    expect('value' in read && returnedText(read.value)).toBe(shown);
  });
});
