/**
 * When the address bar is written and when it is read: a small chart. It knows neither links nor windows; what it asks and what it
 * does is injected.
 */
import { assign, fromPromise } from 'xstate';
import { setup } from '../chart/setup';

/**
 * A step is written so many milliseconds after the last one: once its texts are on the screen, for a browser has much to do about a
 * new address, and may ask for the page's icon again. Browsers also allow only so many changes in a while.
 */
const DEBOUNCE = 120;

/** Whether an entry of the browser's history is added or put right. */
export type How = 'push' | 'replace';

/** What the chart asks. */
interface Questions {
  /** Nothing has been opened yet. */
  readonly isNothingOpen: () => boolean;
  /** Somebody has changed the bar, and their event is on its way. */
  readonly isChangedByOthers: () => boolean;
  /** What the bar shows is what it was last left at. */
  readonly isKnown: () => boolean;
  /** The link of the place on the screen needs the codec, which has not been fetched. */
  readonly isCodecMissingToWrite: () => boolean;
  /** The same for the link in the bar. */
  readonly isCodecMissingToRead: () => boolean;
  readonly isBroken: () => boolean;
  readonly isEmpty: () => boolean;
}

/** What the chart does. */
interface Doings<State> {
  readonly write: (how: How) => void;
  /** The bar describes nothing rather than something else. */
  readonly writeNothing: (how: How) => void;
  /** What waited to be written when something else came. */
  readonly writeBefore: (state: State) => void;
  /** From now on only another place than this is written. */
  readonly leaveAsItIs: () => void;
  readonly look: () => void;
  readonly report: () => void;
  readonly openLink: () => void;
  /** What the bar shows is on the screen. */
  readonly settle: () => void;
  readonly fetchCodec: () => Promise<unknown>;
}

export type AddressEvent<State> =
  /** A step. */
  | { readonly type: 'moved' }
  /** What Back undoes at once: another line of the history, another policy. */
  | { readonly type: 'entered'; readonly before: State }
  /** Another source, or another place of it. */
  | { readonly type: 'placed'; readonly by: 'start' | 'address' | 'reader' | 'change'; readonly before: State }
  | { readonly type: 'hashChanged' }
  /** The link in the bar will be opened when its turn comes. */
  | { readonly type: 'asked' }
  | { readonly type: 'broken' }
  | { readonly type: 'follow' }
  | { readonly type: 'followed'; readonly opened: boolean }
  | { readonly type: 'flush' };

export const makeAddressChart = <State>(world: Questions & Doings<State>) =>
  setup({
    types: {
      context: {} as { readonly how: How },
      events: {} as AddressEvent<State>,
    },
    actors: { codec: fromPromise(world.fetchCodec) },
    guards: {
      isNothingOpen: world.isNothingOpen,
      isChangedByOthers: world.isChangedByOthers,
      isKnown: world.isKnown,
      isCodecMissingToWrite: world.isCodecMissingToWrite,
      isCodecMissingToRead: world.isCodecMissingToRead,
      isBroken: world.isBroken,
      isEmpty: world.isEmpty,
      isByReader: ({ event }) => event.type === 'placed' && (event.by === 'reader' || event.by === 'change'),
      isByStart: ({ event }) => event.type === 'placed' && event.by === 'start',
      isOpened: ({ event }) => event.type === 'followed' && event.opened,
    },
    actions: {
      write: ({ context }) => world.write(context.how),
      writeNothing: ({ context }) => world.writeNothing(context.how),
      writeBefore: ({ event }) => {
        if ('before' in event) world.writeBefore(event.before);
      },
      leaveAsItIs: world.leaveAsItIs,
      look: world.look,
      report: world.report,
      openLink: world.openLink,
      settle: world.settle,
      push: assign({ how: 'push' }),
      replace: assign({ how: 'replace' }),
    },
    delays: { pause: DEBOUNCE },
  }).createMachine({
    id: 'address',
    context: { how: 'replace' },
    initial: 'showing',
    on: {
      hashChanged: { target: '.reading', actions: 'look' },
      asked: '.pending',
      broken: { target: '.holding', actions: 'leaveAsItIs' },
      follow: { target: '.opening', actions: 'settle' },
      placed: [
        { guard: 'isByReader', target: '.writing', actions: 'push' },
        { target: '.writing', actions: 'replace' },
      ],
      entered: { target: '.writing', actions: 'push' },
      moved: { target: '.waiting', actions: 'replace' },
    },
    states: {
      /** The bar describes the place on the screen. */
      showing: {},
      /** A step is about to be written, or a link as it would be written today: what it opens is shown first. */
      waiting: {
        after: { pause: 'writing' },
        on: {
          flush: 'writing',
          moved: { target: 'waiting', reenter: true },
          entered: { target: 'writing', actions: ['writeBefore', 'push'] },
          placed: [
            { guard: 'isByReader', target: 'writing', actions: ['writeBefore', 'push'] },
            { target: 'writing', actions: ['writeBefore', 'replace'] },
          ],
        },
      },
      writing: {
        always: [
          { guard: 'isNothingOpen', target: 'showing' },
          { guard: 'isChangedByOthers', target: 'showing' },
          { guard: 'isCodecMissingToWrite', target: 'fetchingToWrite' },
          { target: 'showing', actions: 'write' },
        ],
      },
      /** The link of this place needs the codec. */
      fetchingToWrite: {
        invoke: { src: 'codec', onDone: 'writing', onError: { target: 'showing', actions: 'writeNothing' } },
        on: {
          // What is written in the end is where the reader is then.
          moved: {},
          entered: { actions: 'push' },
        },
      },
      reading: {
        always: [
          { guard: 'isKnown', target: 'showing' },
          { guard: 'isCodecMissingToRead', target: 'fetchingToRead' },
          { target: 'deciding' },
        ],
      },
      /** The link in the bar needs the codec. */
      fetchingToRead: {
        invoke: { src: 'codec', onDone: 'deciding', onError: 'deciding' },
      },
      deciding: {
        always: [
          { guard: 'isBroken', target: 'holding', actions: ['leaveAsItIs', 'report'] },
          { guard: 'isEmpty', target: 'writing', actions: ['settle', 'replace'] },
          { target: 'opening', actions: ['settle', 'openLink'] },
        ],
      },
      /** The link in the bar is opened after what was stored. */
      pending: {
        on: { placed: { guard: 'isByStart', actions: 'leaveAsItIs' } },
      },
      /** The link in the bar is being opened. What it changes is in the browser’s history already. */
      opening: {
        on: {
          moved: {},
          entered: {},
          placed: { guard: 'isByReader', target: 'writing', actions: 'push' },
          followed: [
            { guard: 'isOpened', target: 'waiting', actions: ['settle', 'replace'] },
            { target: 'holding', actions: 'leaveAsItIs' },
          ],
        },
      },
      /** The link in the bar cannot be opened. It stays there until the reader moves, also there and back at once. */
      holding: {
        on: {
          moved: { target: 'waiting', actions: ['settle', 'replace'] },
          entered: { target: 'waiting', actions: ['settle', 'replace'] },
          placed: [
            { guard: 'isByStart', actions: 'leaveAsItIs' },
            { guard: 'isByReader', target: 'writing', actions: 'push' },
            { target: 'writing', actions: 'replace' },
          ],
        },
      },
    },
  });
