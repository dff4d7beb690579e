import { describe, expect, it } from 'vitest';
import { actionFor, type Key, type KeyAction, type KeyMode, type KeyOwner, keyTable, ownersOf } from './keys';
import { talkTable } from './talkKeys';

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
    ['/', 'find'],
    ['1', 'panel'],
    ['9', 'panel'],
    ['0', 'panel'],
    ['x', null],
    ['Enter', null],
    ['Tab', null],
    ['Escape', null],
    ['r', 'backToScript'],
    ['Backspace', 'backToScript'],
    ['e', 'explain'],
    ['E', 'explain'],
    ['p', 'talk'],
    ['F5', 'talk'],
    ['b', null],
    ['l', null],
  ])('%s means %s', (key, action) => {
    expect(typeOf(actionFor(press(key), []))).toBe(action);
  });

  it('digits carry the panel', () => {
    expect(actionFor(press('4'), [])).toEqual({ type: 'panel', panel: 4 });
    expect(actionFor(press('0'), [])).toEqual({ type: 'panel', panel: 10 });
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const)('with %s nothing is taken', (held) => {
    // Save by the keys that are there for Ctrl or ⌘.
    const meant = held === 'ctrlKey' || held === 'metaKey' ? talkTable.filter(({ ctrl }) => ctrl) : [];
    const taken = meant.flatMap(({ keys }) => keys);
    for (const { keys, only } of talkTable)
      for (const key of keys.filter((each) => !taken.includes(each)))
        expect(actionFor(press(key, { [held]: true }), [], only, talkTable)).toBeNull();
  });

  it.each(['ctrlKey', 'metaKey'] as const)('%s and P print, also while typing, but not in a dialog', (held) => {
    const pressed = press('p', { [held]: true });
    expect(typeOf(actionFor(pressed, ['text']))).toBe('print');
    expect(actionFor(pressed, ['dialog'])).toBeNull();
    expect(actionFor(pressed, [], 'presenting')).toBeNull();
  });

  it.each(['ctrlKey', 'metaKey'] as const)(
    '%s and Z step back, with Shift forward again, whatever Caps Lock says',
    (held) => {
      for (const key of ['z', 'Z']) {
        expect(typeOf(actionFor(press(key, { [held]: true }), []))).toBe('stepBack');
        expect(typeOf(actionFor(press(key, { [held]: true, shiftKey: true }), []))).toBe('stepOver');
        expect(actionFor(press(key), [])).toBeNull();
        expect(actionFor(press(key, { [held]: true, altKey: true }), [])).toBeNull();
        expect(actionFor(press(key, { [held]: true }), ['text'])).toBeNull();
      }
    },
  );

  it('E goes on to the next kernel word, Shift+E to the one before, whatever Caps Lock says', () => {
    const on = { type: 'explain', back: false };
    const back = { type: 'explain', back: true };
    for (const key of ['e', 'E']) {
      expect(actionFor(press(key), [])).toEqual(on);
      expect(actionFor(press(key, { shiftKey: true }), [])).toEqual(back);
    }
  });

  it('Shift belongs to characters only', () => {
    expect(typeOf(actionFor(press('/', { shiftKey: true }), []))).toBe('find');
    expect(typeOf(actionFor(press('?', { shiftKey: true }), []))).toBe('help');
    expect(typeOf(actionFor(press('S', { shiftKey: true }), []))).toBe('share');
    expect(actionFor(press('ArrowRight', { shiftKey: true }), [])).toBeNull();
  });

  const taken = (owner: KeyOwner, mode: KeyMode = 'workbench'): readonly string[] =>
    keyTable
      .filter(({ only = mode }) => only === mode)
      .filter(({ keys, shift = false, action }) => {
        const meant = actionFor(press(keys[0] ?? '', { shiftKey: shift }), [owner], mode);
        return meant === action;
      })
      .map(({ shown }) => shown);
  const back = 'R, Backspace';
  const start = ['F5', 'Shift+F5'];
  const explain = ['E', 'Shift+E'];
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
  const rest = [back, 'P', ...start, ...digits, ...explain, '/', '?'];

  it.each<readonly [KeyOwner, readonly string[]]>([
    ['text', []],
    ['menu', []],
    ['dialog', explain],
    ['combobox', ['→', '←', 'Page Down', 'Page Up', 'Home', 'End', ...start, '/', '?']],
    ['opener', ['→', '←', 'Page Down', 'Page Up', 'Home', 'End', 'Space', 'S', ...rest]],
    ['slider', ['↓', '↑', 'Page Down', 'Page Up', 'Space', 'S', ...rest]],
    ['arrows', ['Page Down', 'Page Up', 'Space', 'S', ...rest]],
    ['press', ['→', '←', '↓', '↑', 'Page Down', 'Page Up', 'Home', 'End', 'S', ...rest]],
  ])('with the focus in %s the workbench takes %j', (owner, keys) => {
    expect(taken(owner)).toEqual(keys);
  });

  const talking = (key: string, owners: readonly KeyOwner[] = [], held: Partial<Key> = {}) => {
    const action = actionFor(press(key, held), owners, 'presenting', talkTable);
    return action?.type === 'talk' ? action.key : (action?.type ?? null);
  };

  it.each([
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['F5', 'start'],
    ['Escape', 'leave'],
    ['b', 'black'],
    ['B', 'black'],
    ['.', 'black'],
    ['w', 'white'],
    [',', 'white'],
    ['l', 'lock'],
    ['c', 'camera'],
    ['r', 'backToScript'],
    ['Backspace', 'backToScript'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    ['ArrowDown', 'stepInto'],
    ['Home', 'home'],
    ['4', 'panel'],
    ['p', null],
    ['e', 'explain'],
    ['x', null],
  ])('while presenting %s means %s', (key, action) => {
    expect(talking(key)).toBe(action);
  });

  it('Shift+F5 presents from this step, in the workbench and while presenting', () => {
    expect(talking('F5', [], { shiftKey: true })).toBe('startHere');
    expect(actionFor(press('F5', { shiftKey: true }), [])).toEqual({ type: 'talk', key: 'startHere' });
  });

  it.each<readonly KeyOwner[]>([
    ['menu'],
    ['text'],
    ['combobox'],
    ['slider'],
    ['arrows'],
    ['opener', 'press'],
    ['text', 'writing'],
  ])('a clicker steers whatever was clicked last: %s', (...owners) => {
    expect(talking('PageDown', owners)).toBe('next');
    expect(talking('PageUp', owners)).toBe('previous');
    expect(talking('F5', owners)).toBe('start');
    const writes = owners.includes('writing');
    for (const key of ['b', '.', 'l', 'c']) expect(talking(key, owners) === null).toBe(writes);
  });

  it('Escape closes a menu, a dialog or the explanation of a word first', () => {
    expect(talking('Escape', ['menu'])).toBeNull();
    expect(talking('Escape', ['dialog'])).toBeNull();
    expect(talking('Escape', ['word', 'press'])).toBeNull();
    expect(talking('Escape', ['combobox'])).toBe('leave');
  });

  it('owners are found by what surrounds the focus', () => {
    const inside = (...selectors: string[]) => ({
      closest: (asked: string) => selectors.some((selector) => asked.split(', ').includes(selector)),
    });
    expect(ownersOf(null)).toEqual([]);
    expect(ownersOf(inside('button', '[role=slider]'))).toEqual(['slider', 'press']);
    expect(ownersOf(inside('[role=menu]'))).toEqual(['menu']);
    expect(ownersOf(inside('[data-explains]'))).toEqual(['word']);
    expect(ownersOf(inside('[role=dialog]:not([data-beside])'))).toEqual(['dialog']);
    // The introduction, which only stands beside the app.
    expect(ownersOf(inside('[role=dialog]', '[data-beside]'))).toEqual([]);
    expect(ownersOf(inside('textarea'))).toEqual(['text', 'writing']);
    expect(ownersOf(inside('select'))).toEqual(['text']);
  });
});
