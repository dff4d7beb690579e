import { describe, expect, it } from 'vitest';
import { filePlace, scenarioPlace } from '../viewer/opening';
import type { StoredPlace } from '../viewer/state';
import { createViewer } from '../viewer/store';
import { atHand } from './fetched.testkit';
import * as kept from './kept';
import { CHANGE_KEY, keepChange, lastChange } from './lastChange';
import { keepWork, WORK_PREFIX } from './persistence';
import { fakeStorage, forbiddenStorage, loadNow, small } from './session.testkit';

const told: StoredPlace = filePlace({ ...small, id: 'mine-1', title: 'Mine' });

const keeping = () => {
  const local = fakeStorage();
  let count = 0;
  const keep = (says: string, before = told): void =>
    keepChange(
      local,
      { says, lines: ['Line 4.'] },
      before,
      () => {
        count += 1;
        return `before-${count}`;
      },
      () => 7,
    );
  return { local, keep, works: () => local.keys(WORK_PREFIX) };
};

describe('the last change of a machine', () => {
  it('is read again with what was there before, words and all', () => {
    const { local, keep } = keeping();
    expect(lastChange(local)).toBeNull();
    keep('Step 2 is left out.');
    const found = lastChange(local);
    expect(found).toMatchObject({ says: 'Step 2 is left out.', lines: ['Line 4.'] });
    expect(found?.before).toMatchObject({ title: 'Mine, before its machine changed', source: told.source });
    expect(found?.before.lines).toEqual(told.lines);
  });

  it('is the last of five that lead back, and of more where somebody has gone on with what was there before', () => {
    const { local, keep, works } = keeping();
    const ids = (...of: readonly number[]) => of.map((each) => `${WORK_PREFIX}before-${each}`);
    for (const says of ['1.', '2.', '3.', '4.', '5.', '6.']) keep(says);
    expect(works()).toEqual(ids(2, 3, 4, 5, 6));
    const [second = ''] = ids(2);
    local.write(second, (local.read(second) ?? '').replace('"stamp":"before-2"', '"stamp":"later"'));
    keep('7.');
    keep('8.');
    expect(works()).toEqual(ids(2, 4, 5, 6, 7, 8));
    expect(lastChange(local)?.says).toBe('8.');
  });

  it('and those before it are found by their links after a reload, with their words', () => {
    const { local, keep } = keeping();
    const machines = [1, 2, 3].map((cpus) =>
      filePlace({ ...small, id: `mine-${cpus}`, title: `Mine ${cpus}`, world: { ...small.world, cpus } }),
    );
    for (const each of machines) keep('Changed.', each);
    const viewer = createViewer({ loadScenario: loadNow });
    const { holding, stop } = keepWork({ viewer, kept: atHand(kept), local });
    viewer.verbs.openScenario('small');
    for (const { policy, world, lines } of machines) {
      const events = lines[0]?.events ?? [];
      const found = holding({ policy, source: { kind: 'world', world, events }, step: 1, micro: null });
      expect(found?.source).toMatchObject({ told: { title: `Mine ${world.cpus}` } });
    }
    stop();
  });

  it('of a built-in scenario is called after it', () => {
    const { local, keep } = keeping();
    keep('One.', scenarioPlace({ ...small, id: 'first-patch' }));
    expect(lastChange(local)?.before.title).toBe('A first patch, from load to removal, before its machine changed');
  });

  it.each(['', '{', '{"says":1}', '{"says":"x","lines":[],"id":"gone","stamp":"gone"}'])('is none in %j', (text) => {
    const { local } = keeping();
    local.write(CHANGE_KEY, text);
    expect(lastChange(local)).toBeNull();
  });

  it('is none where nothing is kept', () => {
    keepChange(forbiddenStorage, { says: 'One.' }, told);
    expect(lastChange(forbiddenStorage)).toBeNull();
  });
});
