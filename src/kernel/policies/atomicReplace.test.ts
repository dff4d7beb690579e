/** Atomic replace: no checks, and what its flag says. Expected values come from the texts, not from a run. */
import { describe, expect, test } from 'vitest';
import type { LivepatchImage } from '../images';
import { replaceFlag } from '../queries';
import { check, type Row } from './policies.testkit';

describe('atomic replace has no checks', () => {
  test.each<Row>([
    { says: 'an older version loads', script: 'load v5, load v1', enabled: 'v5 v1', counter: 0 },
    { says: 'a sticky patch is disabled', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
    {
      says: 'states are not compared',
      script: 'load state1_v2, load stateless_cumulative',
      enabled: 'stateless_cumulative',
    },
  ])('$says', check('atomic-replace'));
});

test('the replace flag comes from the parameter that carries it, its default included', () => {
  const image = (type: 'int' | 'bool', value: string): LivepatchImage => ({
    kind: 'livepatch',
    name: 'x',
    version: 0,
    sticky: false,
    replace: false,
    replaceParam: 'replace',
    replaceSet: 0,
    params: [{ name: 'replace', type, default: value, mode: '0644' }],
    objects: [],
    states: [],
  });
  const flags = [
    replaceFlag(image('int', '1'), undefined),
    replaceFlag(image('int', '1'), { replace: '0' }),
    replaceFlag(image('bool', 'N'), { replace: 'Y' }),
    replaceFlag(image('bool', 'Y'), undefined),
    replaceFlag({ ...image('int', '1'), params: [] }, { replace: '1' }),
  ];
  expect(flags).toEqual([true, false, true, true, false]);
});
