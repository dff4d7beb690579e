/**
 * Autoplay: a small chart that takes whole steps, each when the one before can have been read. It knows nothing of history; it asks whether there is a
 * next step, and takes it. The clock is injected, so that tests need not wait.
 */
import { type Actor, assign, createActor } from 'xstate';
import { setup } from '../chart/setup';
import { DEFAULT_SETTINGS, limitSpeed } from './settings';

/** Least time between two steps at speed 1. */
export const BEAT = 2000;
/** Time for a word of the sentence that is to be read before the next step. */
export const WORD = 300;

/** What the player does to the viewer. */
export interface Playing {
  readonly isAtEnd: () => boolean;
  readonly stepOver: () => void;
  readonly home: () => void;
  /** How many words there are to read where the cursor is. */
  readonly words: () => number;
}

type PlayerEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'toggle' }
  | { readonly type: 'setSpeed'; readonly speed: number }
  /** What is to be read where the cursor is has become something else. */
  | { readonly type: 'readAnew' }
  /** The cursor moved, and it was not the player. */
  | { readonly type: 'moved' };

export const makePlayer = ({ isAtEnd, stepOver, home, words }: Playing) =>
  setup({
    types: {
      context: {} as { readonly speed: number },
      events: {} as PlayerEvent,
      input: {} as { readonly speed?: number } | undefined,
    },
    guards: { isAtEnd },
    actions: {
      stepOver,
      home,
      setSpeed: assign({ speed: (_, { speed }: { speed: number }) => limitSpeed(speed) }),
    },
    delays: { beat: ({ context }) => Math.max(BEAT, words() * WORD) / context.speed },
  }).createMachine({
    id: 'player',
    context: ({ input }) => ({ speed: limitSpeed(input?.speed ?? DEFAULT_SETTINGS.speed) }),
    initial: 'paused',
    on: {
      setSpeed: { actions: { type: 'setSpeed', params: ({ event }) => ({ speed: event.speed }) } },
      moved: [{ guard: 'isAtEnd', target: '.atEnd' }, { target: '.paused' }],
    },
    states: {
      /** Waits for the reader. */
      paused: {
        on: {
          play: [{ guard: 'isAtEnd', target: 'playing', actions: 'home' }, { target: 'playing' }],
          toggle: [{ guard: 'isAtEnd', target: 'playing', actions: 'home' }, { target: 'playing' }],
        },
      },
      /** Takes a whole step when the sentence can have been read. */
      playing: {
        after: { beat: { target: 'arrived', actions: 'stepOver' } },
        on: {
          pause: 'paused',
          toggle: 'paused',
          setSpeed: {
            target: 'playing',
            reenter: true,
            actions: { type: 'setSpeed', params: ({ event }) => ({ speed: event.speed }) },
          },
          readAnew: { target: 'playing', reenter: true },
        },
      },
      /** A step was taken. Is there another? */
      arrived: {
        always: [{ guard: 'isAtEnd', target: 'atEnd' }, { target: 'playing' }],
      },
      /** Nothing is left to play. Playing again begins at the boot. */
      atEnd: {
        on: {
          play: { target: 'playing', actions: 'home' },
          toggle: { target: 'playing', actions: 'home' },
        },
      },
    },
  });

export type PlayerActor = Actor<ReturnType<typeof makePlayer>>;

/** The clock of an actor, as XState wants it. */
export type PlayerClock = NonNullable<Parameters<typeof createActor>[1]>['clock'];

export interface Player {
  readonly actor: PlayerActor;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
  /** Plays on, if it plays, once what is there now can have been read. */
  readonly readAnew: () => void;
  readonly stop: () => void;
}

interface Watched extends Playing {
  /** Calls back whenever the cursor or the history has changed; returns how to stop that. */
  readonly onMove: (listener: () => void) => () => void;
}

/** A running player that pauses as soon as somebody else moves. */
export const createPlayer = (
  { isAtEnd, stepOver, home, words, onMove }: Watched,
  options: { readonly speed?: number; readonly clock?: PlayerClock } = {},
): Player => {
  let own = false;
  const asPlayer = (action: () => void) => () => {
    own = true;
    try {
      action();
    } finally {
      own = false;
    }
  };
  const actor = createActor(makePlayer({ isAtEnd, stepOver: asPlayer(stepOver), home: asPlayer(home), words }), {
    input: options.speed === undefined ? undefined : { speed: options.speed },
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const unsubscribe = onMove(() => {
    if (!own) actor.send({ type: 'moved' });
  });
  actor.start();
  return {
    actor,
    play: () => actor.send({ type: 'play' }),
    pause: () => actor.send({ type: 'pause' }),
    toggle: () => actor.send({ type: 'toggle' }),
    setSpeed: (speed) => actor.send({ type: 'setSpeed', speed }),
    readAnew: () => actor.send({ type: 'readAnew' }),
    stop: () => {
      unsubscribe();
      actor.stop();
    },
  };
};
