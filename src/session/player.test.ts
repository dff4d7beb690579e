import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { BEAT, createPlayer, type Player, WORD } from './player';

let step = 0;
let last = 3;
let words = 1;
let clock: SimulatedClock;
let player: Player;
let listeners: (() => void)[];

const moveTo = (next: number): void => {
  step = next;
  for (const listener of listeners) listener();
};

const state = () => player.actor.getSnapshot().value;

const start = (speed = 1): void => {
  player = createPlayer(
    {
      isAtEnd: () => step === last,
      stepOver: () => moveTo(Math.min(step + 1, last)),
      home: () => moveTo(0),
      words: () => words,
      onMove: (listener) => {
        listeners.push(listener);
        return () => {
          listeners = listeners.filter((each) => each !== listener);
        };
      },
    },
    { speed, clock },
  );
};

beforeEach(() => {
  step = 0;
  last = 3;
  words = 1;
  listeners = [];
  clock = new SimulatedClock();
  start();
});

describe('the player', () => {
  it('is paused at first', () => {
    clock.increment(10 * BEAT);
    expect([state(), step]).toEqual(['paused', 0]);
  });

  it('takes a step at every beat and stops at the end', () => {
    player.play();
    clock.increment(BEAT - 1);
    expect(step).toBe(0);
    clock.increment(1);
    expect([state(), step]).toEqual(['playing', 1]);
    clock.increment(BEAT);
    expect(step).toBe(2);
    clock.increment(BEAT);
    expect([state(), step]).toEqual(['atEnd', 3]);
    clock.increment(10 * BEAT);
    expect(step).toBe(3);
  });

  it('waits until the sentence can have been read', () => {
    words = 27;
    player.play();
    clock.increment(27 * WORD - 1);
    expect(step).toBe(0);
    words = 3;
    clock.increment(1);
    expect(step).toBe(1);
    clock.increment(BEAT);
    expect(step).toBe(2);
  });

  it('begins again at the boot when it is played at the end', () => {
    moveTo(3);
    expect(state()).toBe('atEnd');
    player.play();
    expect([state(), step]).toEqual(['playing', 0]);
  });

  it('pauses and goes on', () => {
    player.toggle();
    player.toggle();
    clock.increment(10 * BEAT);
    expect([state(), step]).toEqual(['paused', 0]);
    player.toggle();
    clock.increment(BEAT);
    expect(step).toBe(1);
    player.pause();
    expect(state()).toBe('paused');
  });

  it('pauses when the reader steps', () => {
    player.play();
    clock.increment(BEAT);
    moveTo(0);
    expect(state()).toBe('paused');
    clock.increment(10 * BEAT);
    expect(step).toBe(0);
  });

  it('notices when the reader goes to the end, and away from it', () => {
    player.play();
    moveTo(3);
    expect(state()).toBe('atEnd');
    moveTo(1);
    expect(state()).toBe('paused');
  });

  it.each([
    [0.5, 2],
    [4, 0.25],
    [100, 0.25],
    [0, 2],
  ])('at speed %d waits %d beats', (speed, beats) => {
    player.setSpeed(speed);
    player.play();
    clock.increment(BEAT * beats - 1);
    expect(step).toBe(0);
    clock.increment(1);
    expect(step).toBe(1);
  });

  it('changes its speed while it plays', () => {
    player.play();
    player.setSpeed(2);
    clock.increment(BEAT / 2);
    expect([state(), step]).toEqual(['playing', 1]);
  });

  it('plays on when what is there now can have been read, and does not begin to play for it', () => {
    player.readAnew();
    expect(state()).toBe('paused');
    player.play();
    clock.increment(BEAT - 1);
    player.readAnew();
    clock.increment(BEAT - 1);
    expect([state(), step]).toEqual(['playing', 0]);
    clock.increment(1);
    expect(step).toBe(1);
  });

  it('starts with the speed of the settings', () => {
    start(4);
    player.play();
    clock.increment(BEAT / 4);
    expect(step).toBe(1);
  });

  it('stops listening when it is stopped', () => {
    player.play();
    player.stop();
    clock.increment(BEAT);
    expect([listeners.length, step]).toEqual([0, 0]);
  });
});
