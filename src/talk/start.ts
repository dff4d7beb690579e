/** Puts a talk together in a browser window. */
import { decode, encode } from '../link/link';
import { loadScenario } from '../session/catalogue';
import { loadAny } from '../session/mine';
import type { Part } from '../session/part';
import type { Started } from '../session/start';
import { PREFIX, safeStorage } from '../session/storage';
import { createEye } from './eye';
import { createPresentation, type Presentation } from './presentation';
import { createSteering, type Steering } from './steering';
import { type ClockOfTalk, createClock } from './talkClock';
import { allWires, channelWire, type OpenWire, openerWire, type Peer } from './wires';

export interface Talk extends Presentation, Steering {
  readonly clock: ClockOfTalk;
}

/** Every way to the other windows: one of them suffices, and files on a disk share no channel. */
const wiresOf = (window: Window, name: string, audience: () => Peer | null): OpenWire =>
  allWires([channelWire(name), openerWire(window, () => audience() ?? window.opener)]);

interface Options {
  readonly started: Started;
  readonly part: Part;
  readonly window: Window;
  /** The window that this one has opened for the audience, if it has. */
  readonly audience: () => Peer | null;
  readonly onEnd: () => void;
}

/** One window alone talks to nobody. */
const NO_WIRE: OpenWire = () => ({ post: () => undefined, close: () => undefined });

export const startTalk = ({ started, part, window, audience, onEnd }: Options): Talk => {
  const { viewer, known, settings } = started;
  const presentation = createPresentation({
    viewer,
    role: part.role,
    openWire: part.role === 'alone' ? NO_WIRE : wiresOf(window, `${PREFIX}talk-${part.talk}`, audience),
    known,
    codec: { encode, decode },
    onEnd,
  });
  const steering = createSteering(viewer, loadAny(started.mine, loadScenario), {
    guesses: () => settings.getState().guess,
    isAsked: () => presentation.store.getState().show.asked,
    ask: presentation.ask,
  });
  /** What has been blanked is shown again before anything moves, as in slide programs. */
  const shownFirst = (move: () => void) => (): void => {
    const { blank } = presentation.store.getState().show;
    if (blank === null) move();
    else presentation.blank(blank);
  };
  const closeEye = createEye(viewer);
  const clock = createClock(
    viewer,
    safeStorage(() => window.sessionStorage),
  );
  window.addEventListener('pagehide', presentation.bye);
  return {
    ...presentation,
    ...steering,
    clock,
    next: shownFirst(steering.next),
    previous: shownFirst(steering.previous),
    stop: () => {
      window.removeEventListener('pagehide', presentation.bye);
      closeEye();
      clock.stop();
      presentation.stop();
    },
  };
};
