/** The task that the camera looks at is the selected one, so that a crowd shows its cell and its lane, wherever it is. */
import type { Look } from '../scenarios/look';
import type { Selection } from '../viewer/contract';
import { placeOf } from '../viewer/script';
import type { Viewer } from '../viewer/store';
import { cameraLook } from './camera';

/** The thread of a look, as one selects it; `null` when the look is at something else. */
const threadOf = (look: Look): Selection => {
  if (look.panel !== 'Tasks') return null;
  if ('cpu' in look) return { kind: 'task', tid: 0, cpu: look.cpu };
  return look.task === undefined ? null : { kind: 'task', tid: look.task };
};

/**
 * Selects the task that the camera comes to, and lets go of it when the camera goes elsewhere. What somebody selected by
 * hand stays until then.
 * @returns how to stop, which lets go too.
 */
export const createEye = ({ store, verbs }: Viewer): (() => void) => {
  let place = '';
  let held: Selection = null;
  const letGo = (): void => {
    if (held !== null && store.getState().selection === held) verbs.select(null);
    held = null;
  };
  const follow = (): void => {
    const state = store.getState();
    const next = placeOf(state);
    if (next === place) return;
    place = next;
    const thread = threadOf(cameraLook(state));
    if (thread === null) letGo();
    else {
      held = thread;
      verbs.select(thread);
    }
  };
  follow();
  const unsubscribe = store.subscribe(follow);
  return () => {
    unsubscribe();
    letGo();
  };
};
