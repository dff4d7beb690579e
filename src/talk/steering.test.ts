import { describe, expect, it } from 'vitest';
import { tick } from '../scenarios/builders';
import { loadNow } from '../session/session.testkit';
import { createViewer, type Viewer } from '../viewer/store';
import { nextMove } from './steering';

const open = (): Viewer => {
  const viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario('small');
  return viewer;
};
const LAST = 5;

describe('what the next key does, and the notes announce', () => {
  it.each<[string, (viewer: Viewer) => void, ReturnType<typeof nextMove>]>([
    ['in the script, its next step', ({ verbs }) => verbs.goto(2), { kind: 'step', step: 3 }],
    ['inside an event, out of it', ({ verbs }) => verbs.goto(1, 0), { kind: 'out' }],
    [
      'at the end of a branch, the step of the script that it left',
      ({ verbs }) => {
        verbs.goto(2);
        verbs.act(tick);
      },
      { kind: 'script', step: 2 },
    ],
    ['at the end of a scenario without a talk, nothing', ({ verbs }) => verbs.end(), null],
  ])('%s', (_, lead, move) => {
    const viewer = open();
    lead(viewer);
    expect(nextMove(viewer.store.getState())).toEqual(move);
  });

  it('at the end of a scenario of a talk, the next scenario', () => {
    const viewer = open();
    viewer.verbs.openLink(
      {
        policy: 'rfc-2019',
        source: { kind: 'scenario', id: 'small', branch: null },
        talk: { ids: ['small', 'other'], at: 0 },
        step: LAST,
        micro: null,
      },
      'reader',
    );
    expect(nextMove(viewer.store.getState())).toEqual({ kind: 'scenario', id: 'other' });
  });
});
