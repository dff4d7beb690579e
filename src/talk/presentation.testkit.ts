/** For the tests of this folder: a room with the windows of a talk. */
import { vi } from 'vitest';
import { policies } from '../kernel/policies';
import { decode, encode } from '../link/link';
import type { Role } from '../session/part';
import { type loadLater, loadNow, scenarioIds } from '../session/session.testkit';
import { createViewer } from '../viewer/store';
import { createPresentation } from './presentation';
import { createSteering } from './steering';
import type { OpenWire } from './wires';

const known = {
  scenarioIds,
  policyIds: policies.map(({ id }) => id),
  policies: { other: 'system-state' },
};

/** Every window of one browser; what is posted arrives later, at everybody else. */
export const createRoom = () => {
  const ears = new Map<object, (json: unknown) => void>();
  let post: (() => void)[] = [];
  const openWire: OpenWire = (hear) => {
    const me = {};
    ears.set(me, hear);
    return {
      post: (json) => {
        const copy: unknown = structuredClone(json);
        for (const [who, listen] of ears) if (who !== me) post.push(() => ears.has(who) && listen(copy));
      },
      close: () => ears.delete(me),
    };
  };
  /** Delivers what is on its way, and what is said in answer. */
  const settle = (): void => {
    while (post.length > 0) {
      const now = post;
      post = [];
      for (const deliver of now) deliver();
    }
  };
  return { openWire, settle };
};

export const openWindow = (
  room: ReturnType<typeof createRoom>,
  role: Role,
  link: string,
  load = loadNow as typeof loadLater | typeof loadNow,
  guesses = false,
) => {
  const viewer = createViewer({ loadScenario: load });
  const decoded = decode(link, known);
  if (!decoded.ok || decoded.link === null) throw new Error(link);
  viewer.verbs.openLink(decoded.link, 'start');
  const onEnd = vi.fn();
  const talk = createPresentation({
    viewer,
    role,
    openWire: room.openWire,
    known,
    codec: { encode, decode },
    onEnd,
  });
  const at = () => {
    const { source, cursor, line } = viewer.store.getState();
    return [source.kind === 'scenario' ? source.id : 'own', cursor.step, cursor.micro, line];
  };
  const isAsked = () => talk.store.getState().show.asked;
  const steering = createSteering(viewer, load, { guesses: () => guesses, isAsked, ask: talk.ask });
  return { viewer, talk, at, onEnd, isAsked, ...steering };
};

export const openTwo = () => {
  const room = createRoom();
  const speaker = openWindow(room, 'speaker', '#/small/0');
  const audience = openWindow(room, 'audience', '#/small/0');
  room.settle();
  return { room, speaker, audience };
};
