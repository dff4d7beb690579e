import { describe, expect, it } from 'vitest';
import { actionFor, type Key, type KeyAction, type KeyOwner, keyTable, ownersOf } from './keys';

const press = (key: string, held: Partial<Key> = {}): Key => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
});

const typeOf = (action: KeyAction | null) => action?.type ?? null;

describe('keys', () => {
  it.each([
    ['ArrowRight', 'stepOver'],
    ['ArrowLeft', 'stepBack'],
    ['ArrowDown', 'stepInto'],
    ['ArrowUp', 'stepOut'],
    ['PageDown', 'stepOver'],
    ['PageUp', 'stepBack'],
    ['Home', 'home'],
    ['End', 'end'],
    [' ', 'playPause'],
    ['s', 'share'],
    ['?', 'help'],
    ['1', 'panel'],
    ['9', 'panel'],
    ['0', 'panel'],
    ['x', null],
    ['Enter', null],
    ['Tab', null],
    ['Escape', null],
  ])('%s means %s', (key, action) => {
    expect(typeOf(actionFor(press(key), []))).toBe(action);
  });

  it('digits carry the panel', () => {
    expect(actionFor(press('4'), [])).toEqual({ type: 'panel', panel: 4 });
    expect(actionFor(press('0'), [])).toEqual({ type: 'panel', panel: 10 });
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const)('with %s nothing is taken', (held) => {
    for (const { keys } of keyTable)
      for (const key of keys) expect(actionFor(press(key, { [held]: true }), [])).toBeNull();
  });

  it('Shift belongs to ? and S only', () => {
    expect(typeOf(actionFor(press('?', { shiftKey: true }), []))).toBe('help');
    expect(typeOf(actionFor(press('S', { shiftKey: true }), []))).toBe('share');
    expect(actionFor(press('ArrowRight', { shiftKey: true }), [])).toBeNull();
  });

  const taken = (owner: KeyOwner): readonly string[] =>
    keyTable.filter(({ keys }) => actionFor(press(keys[0] ?? ''), [owner]) !== null).map(({ shown }) => shown);
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

  it.each<readonly [KeyOwner, readonly string[]]>([
    ['text', []],
    ['menu', []],
    ['combobox', ['→', '←', 'Page Down', 'Page Up', 'Home', 'End', '?']],
    ['opener', ['→', '←', 'Page Down', 'Page Up', 'Home', 'End', 'Space', 'S', ...digits, '?']],
    ['slider', ['↓', '↑', 'Page Down', 'Page Up', 'Space', 'S', ...digits, '?']],
    ['arrows', ['Page Down', 'Page Up', 'Space', 'S', ...digits, '?']],
    ['press', ['→', '←', '↓', '↑', 'Page Down', 'Page Up', 'Home', 'End', 'S', ...digits, '?']],
  ])('with the focus in %s the workbench takes %j', (owner, keys) => {
    expect(taken(owner)).toEqual(keys);
  });

  it('owners are found by what surrounds the focus', () => {
    const inside = (...selectors: string[]) => ({
      closest: (asked: string) => selectors.some((selector) => asked.split(', ').includes(selector)),
    });
    expect(ownersOf(null)).toEqual([]);
    expect(ownersOf(inside('button', '[role=slider]'))).toEqual(['slider', 'press']);
    expect(ownersOf(inside('[role=menu]'))).toEqual(['menu']);
    expect(ownersOf(inside('textarea'))).toEqual(['text']);
  });
});
