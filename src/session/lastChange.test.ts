import { describe, expect, it } from 'vitest';
import { filePlace, scenarioPlace } from '../viewer/opening';
import type { StoredPlace } from '../viewer/state';
import { CHANGE_KEY, keepChange, lastChange } from './lastChange';
import { WORK_PREFIX } from './persistence';
import { fakeStorage, forbiddenStorage, small } from './session.testkit';

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

  it('is the last one only, unless somebody has gone on with what was there before', () => {
    const { local, keep, works } = keeping();
    keep('One.');
    keep('Two.');
    expect(works()).toEqual([`${WORK_PREFIX}before-2`]);
    const text = local.read(`${WORK_PREFIX}before-2`) ?? '';
    local.write(`${WORK_PREFIX}before-2`, text.replace('"stamp":"before-2"', '"stamp":"later"'));
    keep('Three.');
    expect(works()).toEqual([`${WORK_PREFIX}before-2`, `${WORK_PREFIX}before-3`]);
    expect(lastChange(local)?.says).toBe('Three.');
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
