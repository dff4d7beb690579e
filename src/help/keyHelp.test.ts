import { describe, expect, it } from 'vitest';
import { keyTable } from '../viewer/keys';
import { keyHelp } from './keyHelp';

describe('the keyboard help', () => {
  const rows = keyHelp(keyTable);

  it('has one row per action, with every key that does it', () => {
    expect(rows.find(({ does }) => does === 'Step over')?.keys).toEqual(['→', 'Page Down', 'Ctrl+Shift+Z']);
    expect(new Set(rows.map(({ does }) => does)).size).toBe(rows.length);
  });

  it('has the panel keys in one row', () => {
    expect(rows.filter(({ does }) => does.includes('panel')).map(({ keys }) => keys)).toEqual([['1 … 0']]);
  });

  it('leaves no key out', () => {
    const shown = rows.flatMap(({ keys }) => keys).join(', ');
    for (const { shown: key, action } of keyTable) if (action.type !== 'panel') expect(shown).toContain(key);
  });
});
