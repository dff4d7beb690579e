import { describe, expect, it } from 'vitest';
import { fakeStorage, forbiddenStorage } from '../session/session.testkit';
import { NO_PROGRESS, PROGRESS_KEY, progressIn, readProgress } from './progress';

describe('progress from stored text', () => {
  it.each([
    ['nothing', null, {}],
    ['no JSON', '{', {}],
    ['another version', '{"v":2,"introduced":true}', {}],
    ['scenarios', '{"v":1,"read":["first-patch","first-patch",3,"<b>"]}', { read: ['first-patch'] }],
    ['scenarios that are no list', '{"v":1,"read":{"a":1}}', {}],
    [
      'challenges',
      '{"v":1,"solved":{"challenge-a":3,"challenge-b":-1,"challenge-c":"2"}}',
      { solved: { 'challenge-a': 3 } },
    ],
    ['the place', '{"v":1,"reading":"idle-tasks","introduced":true}', { reading: 'idle-tasks', introduced: true }],
    ['a damaged place', '{"v":1,"reading":5,"introduced":"yes"}', {}],
  ])('%s', (_, text, expected) => {
    expect(readProgress(text)).toEqual({ ...NO_PROGRESS, ...expected });
  });
});

describe('progress', () => {
  it('is kept, and told to whoever listens', () => {
    const storage = fakeStorage();
    const progress = progressIn(storage);
    let heard = 0;
    const stop = progress.subscribe(() => {
      heard += 1;
    });
    progress.haveRead('first-patch');
    progress.haveRead('first-patch');
    progress.readOn('idle-tasks');
    progress.haveIntroduced();
    expect(heard).toBe(3);
    stop();
    progress.readOn(null);
    expect(heard).toBe(3);
    expect(readProgress(storage.read(PROGRESS_KEY))).toEqual({
      ...NO_PROGRESS,
      read: ['first-patch'],
      introduced: true,
    });
  });

  it('remembers the shortest way of one’s own', () => {
    const progress = progressIn(fakeStorage());
    progress.haveSolved('challenge-a', 5);
    progress.haveSolved('challenge-a', 3);
    progress.haveSolved('challenge-a', 4);
    expect(progress.get().solved).toEqual({ 'challenge-a': 3 });
  });

  it('does not undo what another tab has kept', () => {
    const storage = fakeStorage();
    const here = progressIn(storage);
    here.haveRead('first-patch');
    storage.write(PROGRESS_KEY, JSON.stringify({ v: 1, read: ['first-patch', 'idle-tasks'] }));
    here.haveRead('nop-blocks');
    expect(readProgress(storage.read(PROGRESS_KEY)).read).toEqual(['first-patch', 'idle-tasks', 'nop-blocks']);
  });

  it('can be started again, without another introduction', () => {
    const progress = progressIn(fakeStorage());
    progress.haveRead('first-patch');
    progress.haveIntroduced();
    progress.startAgain();
    expect(progress.get()).toEqual({ ...NO_PROGRESS, introduced: true });
  });

  it('works without storage, for as long as the page is there', () => {
    const progress = progressIn(forbiddenStorage);
    progress.haveRead('first-patch');
    expect(progress.get().read).toEqual(['first-patch']);
    expect(progressIn(forbiddenStorage)).toBe(progress);
  });
});
