import { describe, expect, it } from 'vitest';
import { atHand } from './fetched.testkit';
import * as kept from './kept';
import { fakeStorage, forbiddenStorage } from './session.testkit';
import { createSettings, DEFAULT_SETTINGS, SETTINGS_KEY } from './settings';

const { readSettings } = kept;

describe('settings from stored text', () => {
  it.each([
    ['nothing', null, {}],
    ['no JSON', '{', {}],
    ['another kind of JSON', '[1]', {}],
    ['another version', '{"v":2,"theme":"dark"}', {}],
    [
      'everything',
      '{"v":1,"theme":"dark","motion":"reduced","speed":2}',
      { theme: 'dark', motion: 'reduced', speed: 2 },
    ],
    ['an unknown theme', '{"v":1,"theme":"pink","motion":"full"}', { motion: 'full' }],
    ['a speed too high', '{"v":1,"speed":1000}', { speed: 4 }],
    ['a speed too low', '{"v":1,"speed":0}', { speed: 0.5 }],
    ['a speed that is no number', '{"v":1,"speed":"fast"}', {}],
    ['questions asked for', '{"v":1,"guess":true}', { guess: true }],
    ['questions asked for in other words', '{"v":1,"guess":"yes"}', {}],
    ['an address for exports', '{"v":1,"exportBase":"https://example.org/"}', { exportBase: 'https://example.org/' }],
    ['an address for exports that is no text', '{"v":1,"exportBase":7}', {}],
    ['a layout', '{"v":1,"layout":{"main":{"left":40,"right":60}}}', { layout: { main: { left: 40, right: 60 } } }],
    ['a damaged layout', '{"v":1,"layout":{"main":{"left":"a","right":500},"x":3}}', { layout: { main: {} } }],
  ])('%s', (_, text, expected) => {
    expect(readSettings(text ?? '')).toEqual({ ...DEFAULT_SETTINGS, ...expected });
  });
});

describe('the settings', () => {
  it('are kept', () => {
    const storage = fakeStorage();
    createSettings(storage, atHand(kept)).change({ theme: 'projector', speed: 9 });
    expect(createSettings(storage, atHand(kept)).getState()).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'projector',
      speed: 4,
    });
  });

  it('work without storage', () => {
    const settings = createSettings(forbiddenStorage, atHand(kept));
    settings.change({ motion: 'reduced' });
    expect(settings.getState().motion).toBe('reduced');
    settings.refresh();
    expect(settings.getState().motion).toBe('reduced');
  });

  it('do not undo what another tab has changed', () => {
    const storage = fakeStorage();
    const here = createSettings(storage, atHand(kept));
    const there = createSettings(storage, atHand(kept));
    here.change({ theme: 'dark' });
    there.change({ speed: 2 });
    expect(readSettings(storage.read(SETTINGS_KEY) ?? '')).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', speed: 2 });
    here.refresh();
    expect(here.getState().speed).toBe(2);
  });
});
