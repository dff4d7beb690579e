/** System state, sentence by sentence. Expected values come from the texts, not from a run. */
import { describe, test } from 'vitest';
import { blocked, check, type Row } from './policies.testkit';

describe('system state', () => {
  const incompatible = 'EINVAL statesNotCompatible';
  test.each<Row>([
    { says: 'a lower version of a state is refused', script: 'load state1_v2, load state1_v1', verdict: incompatible },
    {
      says: 'an equal version is taken over',
      script: 'load state1_v2, load state1_v2_cumulative',
      enabled: 'state1_v2_cumulative',
    },
    {
      says: 'a higher version is taken over',
      script: 'load state1_v1, load state1_v2',
      enabled: 'state1_v1 state1_v2',
    },
    {
      says: 'a cumulative patch that does not list the state is refused',
      script: 'load state1_v1, load stateless_cumulative',
      verdict: incompatible,
    },
    {
      says: 'a non-cumulative one that does not list it loads',
      script: 'load state1_v1, load stateless',
      enabled: 'state1_v1 stateless',
    },
    {
      says: 'a patch still in transition counts, in either direction',
      script: 'load state1_v2, 0 state1_v2, load state1_v1',
      where: blocked,
      verdict: incompatible,
    },
    {
      says: 'once it has gone it does not',
      script: 'load state1_v2, 0 state1_v2, load state1_v1',
      enabled: 'state1_v1',
    },
    { says: 'any patch may be disabled', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
    {
      says: 'versions and stickiness of the RFC mean nothing',
      script: 'load v5, load v1',
      enabled: 'v5 v1',
      counter: 0,
    },
  ])('$says', check('system-state'));
});
