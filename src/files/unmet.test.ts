import { describe, expect, it, vi } from 'vitest';
import { klpFileText, talkOf } from '../file/file';
import { mergedPolicy, policyOf } from '../kernel/policies';
import { loadScenario } from '../scenarios/index';
import type { Scenario } from '../scenarios/scenario';
import { atHand } from '../session/fetched.testkit';
import * as kept from '../session/kept';
import { createMine } from '../session/mine';
import { fakeStorage, small } from '../session/session.testkit';
import type { SliceClock } from '../viewer/slices';
import { createViewer, type Viewer } from '../viewer/store';
import { openGiven } from './openGiven';
import { tellUnmet } from './unmet';

/** Of the small scenario: two steps expect what does not come. */
const wrong: Scenario = {
  ...small,
  steps: small.steps.map((step, at) => {
    if (at === 1) return { ...step, expect: { phase: 'patching' } };
    if (at === 2) return { ...step, expect: { pending: [7], listed: ['test_klp_version_2'] } };
    return at === 4 ? { ...step, expect: { errno: 'EBUSY' } } : step;
  }),
};
const right: Scenario = {
  ...small,
  title: 'As it is',
  steps: small.steps.map((step, at) => (at === 4 ? { ...step, expect: { errno: 'EINVAL' } } : step)),
};

/** All at once. */
const atOnce: SliceClock = { now: () => 0, soon: (task) => task() };

/** The notice, if there is one, of scenarios that are opened under their own names. */
const told = (files: readonly Scenario[], viewer = createViewer({ loadScenario })) => {
  const [first] = files;
  if (first !== undefined) viewer.verbs.openFile(first);
  tellUnmet(files, viewer, atOnce);
  return viewer.store.getState().notice;
};

/** The same of a text that is given, which is told when it has been played. */
const given = async (text: string) => {
  const viewer = createViewer({ loadScenario });
  expect(await openGiven([{ text }], viewer, createMine(fakeStorage(), atHand(kept)))).toBeNull();
  await vi.waitFor(() => expect(viewer.store.getState().notice?.kind).toBe('unmet'));
  return viewer.store.getState();
};

const fileOf = (scenario: Scenario): string => {
  const [file] = talkOf('', [scenario]).scenarios;
  if (file === undefined) throw new Error('It has one.');
  return klpFileText(file);
};

const FIRST = 'tep 3, “cat:102 returns”: pending must be [7], found [102].';

describe('a file that expects what does not come', () => {
  it('is opened all the same, and the first is told, and how many more', async () => {
    const { scenario, notice, cursor } = await given(fileOf(wrong));
    expect(scenario?.steps).toEqual(wrong.steps);
    expect(cursor.step).toBe(0);
    expect(notice).toEqual({ kind: 'unmet', says: `S${FIRST} 1 more expectation does not hold.`, step: 3 });
  });

  it('says so when all holds, and nothing when nothing is expected', () => {
    expect(told([right])).toEqual({ kind: 'opened', says: 'The one expectation in it holds.' });
    expect(told([small])).toBeNull();
    expect(told([small, right, right])).toEqual({ kind: 'opened', says: 'All 2 expectations in it hold.' });
  });

  it('says that all holds after what is said already, and not in place of what came since', () => {
    const viewer = createViewer({ loadScenario });
    viewer.verbs.openFile(right);
    viewer.verbs.report({ kind: 'talk', says: 'It is kept.' });
    tellUnmet([right], viewer, atOnce);
    const notice = { kind: 'talk', says: 'It is kept. The one expectation in it holds.' } as const;
    expect(viewer.store.getState().notice).toEqual(notice);
    let later = (): void => {};
    tellUnmet([right], viewer, {
      ...atOnce,
      soon: (task) => {
        later = task;
      },
    });
    viewer.verbs.dismissNotice();
    later();
    expect(viewer.store.getState().notice).toBeNull();
  });

  it('in a talk says of which scenario, beside what is said of the talk', async () => {
    const { notice, talk } = await given(klpFileText(talkOf('Mine', [small, wrong, right, wrong])));
    expect(talk?.ids).toHaveLength(4);
    const mine = '“Mine”, 4 scenarios, is on the screen, and kept under “My scenarios”.';
    const says = `Scenario 2, “A small scenario”, s${FIRST} 3 more expectations do not hold. ${mine}`;
    expect(notice).toEqual({ kind: 'unmet', says });
    expect(told([wrong, right])).toMatchObject({ step: 3 });
  });

  it('is held to its own policy, which is named where another one is on the screen', () => {
    const viewer = createViewer({ loadScenario });
    viewer.verbs.compare([mergedPolicy.id, 'atomic-replace']);
    expect(told([right], viewer)?.kind).toBe('opened');
    expect(told([wrong], viewer)?.says).toMatch(
      new RegExp(`^Under “${policyOf('rfc-2019')?.title}”, s${FIRST.slice(0, 9)}`),
    );
    viewer.verbs.dismissNotice();
    viewer.verbs.setPolicy('block-disable');
    expect(viewer.store.getState().notice).toBeNull();
  });

  it('and whose values are long shows their beginnings', () => {
    const pending = Array.from({ length: 500 }, (_, at) => at);
    const steps = small.steps.map((step) => ({ ...step, expect: { pending } }));
    const says = told([{ ...small, steps }])?.says ?? '';
    expect(says).toMatch(/^Step 1, “insmod test_klp_version_2\.ko”: pending must be \[0,1,2,.* …, found /);
    expect(says.length).toBeLessThan(300);
  });
});

describe('what takes long', () => {
  const later = (): { readonly clock: SliceClock; readonly tick: () => void } => {
    const tasks: (() => void)[] = [];
    let time = 0;
    return {
      clock: {
        now: () => {
          time += 7;
          return time;
        },
        soon: (task) => void tasks.push(task),
      },
      tick: () => tasks.shift()?.(),
    };
  };
  const begun = () => {
    const viewer: Viewer = createViewer({ loadScenario });
    viewer.verbs.openFile(wrong);
    const { clock, tick } = later();
    tellUnmet([wrong], viewer, clock);
    return { ...viewer, tick };
  };

  it('is told once all has been played', () => {
    const { store, tick } = begun();
    for (let count = 0; count < 4; count += 1) tick();
    expect(store.getState().notice).toBeNull();
    for (let count = 0; count < 4; count += 1) tick();
    expect(store.getState().notice).toMatchObject({ kind: 'unmet', step: 3 });
  });

  it('is not told of what is no longer on the screen', () => {
    const { store, verbs, tick } = begun();
    verbs.openFile(small);
    for (let count = 0; count < 20; count += 1) tick();
    expect(store.getState().notice).toBeNull();
  });
});
