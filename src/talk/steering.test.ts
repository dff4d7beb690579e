import { describe, expect, it } from 'vitest';
import { tick } from '../scenarios/builders';
import { loadNow } from '../session/session.testkit';
import { createViewer, type Viewer } from '../viewer/store';
import { nextLine } from './nextLine';
import { nextMove } from './steering';

const open = (): Viewer => {
  const viewer = createViewer({ loadScenario: loadNow });
  viewer.verbs.openScenario('small');
  return viewer;
};
const LAST = 5;

describe('what the next key does, and the notes announce', () => {
  it.each<[string, (viewer: Viewer) => void, ReturnType<typeof nextMove>, string]>([
    [
      'in the script, its next step',
      ({ verbs }) => verbs.goto(2),
      { kind: 'step', step: 3 },
      'cat leaves the function.',
    ],
    [
      'inside an event, out of it',
      ({ verbs }) => verbs.goto(1, 0),
      { kind: 'out' },
      'Out of this event, to the end of its step.',
    ],
    [
      'at the end of a branch, the step of the script that it left',
      ({ verbs }) => {
        verbs.goto(2);
        verbs.act(tick);
      },
      { kind: 'script', step: 2 },
      'Back to the script at step 2: cat wakes up.',
    ],
    ['at the end of a scenario without a talk, nothing', ({ verbs }) => verbs.end(), null, 'The scenario ends here.'],
  ])('%s', (_, lead, move, line) => {
    const viewer = open();
    lead(viewer);
    expect(nextMove(viewer.store.getState())).toEqual(move);
    expect(nextLine(viewer.store.getState())).toBe(line);
  });

  it('before a step with a question, the question, where the room is asked and one machine is shown', () => {
    const viewer = createViewer({
      loadScenario: (id) => ({ ...loadNow(id), steps: loadNow(id).steps.map((step) => ({ ...step, ask: 'counter' })) }),
    });
    viewer.verbs.openScenario('small');
    const { getState } = viewer.store;
    expect(nextMove(getState())).toEqual({ kind: 'step', step: 1 });
    expect(nextMove(getState(), true)).toEqual({ kind: 'ask', question: expect.stringContaining('`latest_version`') });
    expect(nextLine(getState(), undefined, true)).toMatch(/^Asks the room: .*insmod test_klp_version_2\.ko/);
    viewer.verbs.compare(['rfc-2019', 'system-state']);
    expect(nextMove(getState(), true)).toEqual({ kind: 'step', step: 1 });
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
