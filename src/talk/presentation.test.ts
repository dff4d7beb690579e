import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownLink } from '../session/ownLink';
import { loadLater, small } from '../session/session.testkit';
import { createRoom, openTwo, openWindow } from './presentation.testkit';

describe('two windows of a talk', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('know of each other', () => {
    const { speaker, audience } = openTwo();
    expect(speaker.talk.store.getState().joined).toBe(true);
    expect(audience.talk.store.getState().joined).toBe(true);
  });

  it('go where either is steered, into steps as well', () => {
    const { room, speaker, audience } = openTwo();
    speaker.next();
    room.settle();
    expect(audience.at()).toEqual(['small', 1, null, 0]);
    audience.next();
    audience.viewer.verbs.stepInto();
    room.settle();
    expect(speaker.at()).toEqual(['small', 3, 0, 0]);
    expect(audience.at()).toEqual(speaker.at());
  });

  it('show the same scenario of the speaker’s own, with its words and its talk, also in one that is opened later', () => {
    const { room, speaker, audience } = openTwo();
    const own = { ...small, id: 'from-a-file', title: 'Mine', opening: 'My own words.' };
    const talk = { ids: ['mine:1', 'mine:2'], at: 0 };
    speaker.viewer.verbs.openLink(ownLink(own, talk), 'reader');
    speaker.next();
    room.settle();
    expect(audience.at()).toEqual(['own', 1, null, 0]);
    expect(audience.viewer.store.getState()).toMatchObject({ scenario: own, talk });
    speaker.viewer.verbs.openLink(ownLink({ ...own, title: 'A copy' }, { ...talk, at: 1 }), 'reader');
    room.settle();
    expect(audience.viewer.store.getState()).toMatchObject({ scenario: { title: 'A copy' }, talk: { at: 1 } });
    const late = openWindow(room, 'audience', '#/small/0');
    room.settle();
    expect(late.viewer.store.getState().scenario?.title).toBe('A copy');
    audience.viewer.verbs.openScenario('other');
    room.settle();
    expect(speaker.at()).toEqual(['other', 0, null, 0]);
  });

  it('that are steered at once end at the same place: the speaker’s', () => {
    const { room, speaker, audience } = openTwo();
    speaker.viewer.verbs.goto(4);
    audience.viewer.verbs.goto(2);
    room.settle();
    expect(speaker.at()).toEqual(['small', 4, null, 0]);
    expect(audience.at()).toEqual(['small', 4, null, 0]);
  });

  it('open another scenario together, although it has to be fetched', async () => {
    const room = createRoom();
    const speaker = openWindow(room, 'speaker', '#/small/2');
    const audience = openWindow(room, 'audience', '#/small/2', loadLater);
    await vi.runAllTimersAsync();
    speaker.viewer.verbs.openScenario('other');
    room.settle();
    await vi.runAllTimersAsync();
    room.settle();
    expect(audience.at()).toEqual(['other', 0, null, 0]);
    expect(speaker.at()).toEqual(['other', 0, null, 0]);
  });

  it('leave the script together, and return together', () => {
    const { room, speaker, audience } = openTwo();
    speaker.viewer.verbs.goto(4);
    speaker.viewer.verbs.act({ type: 'tick' });
    speaker.viewer.verbs.act({ type: 'attempt' });
    room.settle();
    expect(audience.at().slice(0, 2)).toEqual(['small', 6]);
    expect(audience.viewer.store.getState().trace.steps.at(-1)?.event).toEqual({ type: 'attempt' });
    audience.viewer.verbs.backToScript();
    room.settle();
    expect(speaker.at()).toEqual(['small', 4, null, 0]);
  });

  it('blank, lock and point together', () => {
    const { room, speaker, audience } = openTwo();
    speaker.talk.blank('black');
    speaker.talk.toggleLock();
    speaker.talk.lookAt('Sysfs');
    room.settle();
    expect(audience.talk.store.getState().show).toEqual({
      blank: 'black',
      locked: false,
      panel: 'Sysfs',
      asked: false,
    });
    audience.talk.blank('white');
    room.settle();
    expect(speaker.talk.store.getState().show.blank).toBeNull();
  });

  it.each(['speaker', 'audience'] as const)('find the place again when the %s is loaded again', (role) => {
    const { room, speaker, audience } = openTwo();
    speaker.next();
    speaker.next();
    speaker.talk.toggleLock();
    room.settle();
    (role === 'speaker' ? speaker : audience).talk.stop();
    room.settle();
    const other = role === 'speaker' ? audience : speaker;
    expect(other.talk.store.getState().joined).toBe(false);
    // Meanwhile the talk goes on.
    other.next();
    const back = openWindow(room, role, '#/small/2');
    room.settle();
    expect(back.at()).toEqual(['small', 3, null, 0]);
    expect(back.talk.store.getState()).toMatchObject({ joined: true, show: { locked: false } });
    expect(other.talk.store.getState().joined).toBe(true);
    back.next();
    room.settle();
    expect(other.at()).toEqual(['small', 4, null, 0]);
  });

  it('ask for a window that has gone, in case it has forgotten them, and stop asking', () => {
    const { room, speaker, audience } = openTwo();
    speaker.talk.stop();
    room.settle();
    let asked = 0;
    room.openWire((json) => {
      if (JSON.stringify(json).includes('hello')) asked += 1;
    });
    for (let second = 0; second < 100; second += 1) {
      vi.advanceTimersByTime(1000);
      room.settle();
    }
    expect(asked).toBe(30);
    expect(audience.talk.store.getState().joined).toBe(false);
  });

  it('end together', () => {
    const { room, speaker, audience } = openTwo();
    audience.talk.end();
    room.settle();
    expect(speaker.onEnd).toHaveBeenCalledOnce();
    expect(audience.onEnd).not.toHaveBeenCalled();
  });

  it('say why the other cannot follow a history that no link can hold, and go on when it can', () => {
    const { room, speaker, audience } = openTwo();
    const name = 'x'.repeat(400);
    speaker.viewer.verbs.act({ type: 'insmod', module: name });
    room.settle();
    expect(speaker.talk.store.getState().problem).toMatch(/cannot be used|characters/);
    expect(audience.at()).toEqual(['small', 0, null, 0]);
    speaker.viewer.verbs.backToScript();
    speaker.next();
    room.settle();
    expect(speaker.talk.store.getState().problem).toBeNull();
    expect(audience.at()).toEqual(['small', 1, null, 0]);
  });
});

describe('the lock', () => {
  it('is on at the beginning, counts what it refuses, and forgets it when it is opened', () => {
    const { speaker } = openTwo();
    expect(speaker.talk.mayAct()).toBe(false);
    expect(speaker.talk.mayAct()).toBe(false);
    expect(speaker.talk.store.getState().refused).toBe(2);
    speaker.talk.toggleLock();
    expect(speaker.talk.mayAct()).toBe(true);
    expect(speaker.talk.store.getState().refused).toBe(0);
    speaker.talk.toggleLock();
    expect(speaker.talk.mayAct()).toBe(false);
  });
});

describe('a talk of several scenarios', () => {
  const settled = async (room: ReturnType<typeof createRoom>): Promise<void> => {
    for (let times = 0; times < 5; times += 1) {
      await Promise.resolve();
      await Promise.resolve();
      room.settle();
    }
  };

  it('goes on with the next one, and back to the end of the one before, in both windows', async () => {
    const room = createRoom();
    const [speaker, audience] = (['speaker', 'audience'] as const).map((role) =>
      openWindow(room, role, '#/talk/small.other.small/1/5'),
    );
    if (speaker === undefined || audience === undefined) throw new Error('no window');
    room.settle();
    const places: unknown[] = [];
    const press = async (key: 'next' | 'previous' | 'start'): Promise<void> => {
      speaker[key]();
      await settled(room);
      expect(audience.at()).toEqual(speaker.at());
      expect(audience.viewer.store.getState().talk).toEqual(speaker.viewer.store.getState().talk);
      places.push([...speaker.at().slice(0, 2), speaker.viewer.store.getState().talk?.at]);
    };
    for (const key of [
      'next',
      'next',
      'next',
      'next',
      'previous',
      'previous',
      'previous',
      'previous',
      'start',
    ] as const)
      await press(key);
    expect(places).toEqual([
      ['other', 0, 1],
      ['other', 1, 1],
      ['other', 2, 1],
      ['small', 0, 2],
      ['other', 2, 1],
      ['other', 1, 1],
      ['other', 0, 1],
      ['small', 5, 0],
      ['small', 0, 0],
    ]);
  });

  it('ends at its last step, and begins at its first', async () => {
    const room = createRoom();
    const { next, previous, at } = openWindow(room, 'alone', '#/talk/other.small/2/5');
    next();
    await settled(room);
    expect(at()).toEqual(['small', 5, null, 0]);
    const first = openWindow(room, 'alone', '#/talk/other.small/1/0');
    first.previous();
    await settled(room);
    expect(first.at()).toEqual(['other', 0, null, 0]);
    previous();
    expect(at()).toEqual(['small', 4, null, 0]);
  });
});

describe('forward', () => {
  it('asks the room first, where it guesses, in both windows, and a step or a way back takes the question away', () => {
    const room = createRoom();
    const asking = { ...small, steps: small.steps.map((step) => ({ ...step, ask: 'counter' as const })) };
    const [speaker, audience] = (['speaker', 'audience'] as const).map((role) =>
      openWindow(room, role, '#/small/2', () => asking, true),
    );
    if (speaker === undefined || audience === undefined) throw new Error('no windows');
    const press = (key: 'next' | 'previous', by = speaker) => {
      by[key]();
      room.settle();
      return [speaker, audience].map((window) => [window.at()[1], window.isAsked()]);
    };
    expect(press('next')).toEqual(Array(2).fill([2, true]));
    expect(press('next', audience)).toEqual(Array(2).fill([3, false]));
    expect(press('next')).toEqual(Array(2).fill([3, true]));
    expect(press('previous')).toEqual(Array(2).fill([3, false]));
    expect(press('previous')).toEqual(Array(2).fill([2, false]));
    press('next');
    speaker.viewer.verbs.goto(5);
    room.settle();
    expect([speaker.isAsked(), audience.isAsked()]).toEqual([false, false]);
  });

  it('tells what was right only of a step that the room was asked about', () => {
    const { room, speaker, audience } = openTwo();
    const answered = () => [speaker, audience].map(({ talk }) => talk.store.getState().show.answered ?? false);
    speaker.viewer.verbs.home();
    speaker.talk.ask(true);
    room.settle();
    speaker.viewer.verbs.stepOver();
    room.settle();
    expect(answered()).toEqual([true, true]);
    speaker.viewer.verbs.stepOver();
    room.settle();
    expect(answered()).toEqual([false, false]);
    speaker.talk.ask(true);
    speaker.viewer.verbs.stepBack();
    room.settle();
    expect(answered()).toEqual([false, false]);
  });

  it('from the end of a branch goes back to the scenario, where it was left', () => {
    const { speaker } = openTwo();
    speaker.viewer.verbs.goto(2);
    speaker.viewer.verbs.act({ type: 'tick' });
    expect(speaker.at()).toEqual(['small', 3, null, 1]);
    speaker.next();
    expect(speaker.at()).toEqual(['small', 2, null, 0]);
    speaker.next();
    expect(speaker.at()).toEqual(['small', 3, null, 0]);
  });

  it('at the end of the scenario stays there', () => {
    const { speaker } = openTwo();
    speaker.viewer.verbs.end();
    speaker.next();
    expect(speaker.at()).toEqual(['small', 5, null, 0]);
  });
});
