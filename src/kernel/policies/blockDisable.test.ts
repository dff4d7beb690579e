/** block_disable, sentence by sentence. Expected values come from the texts, not from a run. */
import { describe, expect, test } from 'vitest';
import { blocked, check, played, type Row, stuck, verdict } from './policies.testkit';

const unsupported = 'EINVAL disableNotSupported';
const dropped = 'EINVAL blockedStateNotListed';

describe('block_disable, on echo 0', () => {
  test.each<Row>([
    {
      says: 'an enabled patch with a blocked state may not be disabled',
      script: 'load blocked, 0 blocked',
      verdict: unsupported,
      enabled: 'blocked',
    },
    {
      says: 'its patching transition cannot be reversed either, unlike the RFC',
      script: 'load blocked, 0 blocked',
      where: blocked,
      verdict: unsupported,
      enabled: 'blocked',
    },
    {
      says: 'nor between a force and the completion',
      script: 'load blocked, force blocked, 0 blocked',
      where: stuck,
      verdict: unsupported,
    },
    {
      says: 'same value comes first, and echo 1 is not blocked',
      script: 'load blocked, 1 blocked',
      verdict: 'EINVAL sameValue',
    },
    {
      says: 'echo 1 in the moment before the directory goes has the answer of any patch',
      script: 'load blocked, load lists_v1, 1 blocked',
      verdict: 'EINVAL cannotReenable',
    },
    {
      says: 'a replaced patch is disabled already: echo 0 is the same value',
      script: 'load blocked, load lists_v1, 0 blocked',
      verdict: 'EINVAL sameValue',
    },
    {
      says: 'it is asked before the other transition: not -EBUSY',
      script: 'load blocked, force blocked, attempt, load stateless, 0 blocked',
      where: stuck,
      verdict: unsupported,
    },
    {
      says: 'a patch that is being replaced may not be disabled either',
      script: 'load blocked, force blocked, attempt, load lists_v1, 0 blocked',
      where: stuck,
      verdict: unsupported,
    },
    {
      says: 'the replacement itself, without a blocked state, may be reversed',
      script: 'load blocked, force blocked, attempt, load lists_v1, 0 lists_v1',
      where: stuck,
      enabled: 'blocked',
    },
    { says: 'a state without block_disable may be disabled', script: 'load state1_v2, 0 state1_v2', enabled: '' },
    { says: 'block_disable = false is no block_disable', script: 'load open_v2, 0 open_v2', enabled: '' },
    { says: 'the RFC’s sticky flag means nothing', script: 'load sticky_v1, 0 sticky_v1', enabled: '' },
  ])('$says', check('block-disable'));
});

describe('block_disable, on load', () => {
  test.each<Row>([
    {
      says: 'a cumulative patch that does not list the blocked state is refused',
      script: 'load blocked, load stateless_cumulative',
      verdict: dropped,
      enabled: 'blocked',
    },
    {
      says: 'a cumulative patch that lists only other states is refused',
      script: 'load blocked, load lists_other',
      verdict: dropped,
    },
    {
      says: 'one that lists the state takes over and may drop the block: versions are not compared',
      script: 'load blocked, load lists_v1, 0 lists_v1',
      enabled: '',
    },
    {
      says: 'one that lists it with block_disable goes on blocking',
      script: 'load blocked, load lists_blocked, 0 lists_blocked',
      verdict: unsupported,
      enabled: 'lists_blocked',
    },
    {
      says: 'a patch that is not cumulative loads, whatever it lists',
      script: 'load blocked, load stateless, load state1_v1',
      enabled: 'blocked stateless state1_v1',
    },
    {
      says: 'a state that is not blocked may be dropped, and its version may fall',
      script: 'load state1_v2, load stateless_cumulative, load state1_v1',
      enabled: 'stateless_cumulative state1_v1',
    },
    {
      says: 'a patch still in transition counts: -EINVAL wins over -EBUSY',
      script: 'load blocked, load stateless_cumulative',
      where: blocked,
      verdict: dropped,
    },
    {
      says: 'a patch that is not there any more does not',
      script: 'load blocked, load lists_v1, load stateless_cumulative',
      enabled: 'stateless_cumulative',
    },
    {
      says: 'versions of the RFC mean nothing',
      script: 'load v5, load v1',
      enabled: 'v5 v1',
      counter: 0,
    },
  ])('$says', check('block-disable'));

  test('the flag decides at the moment of loading, from the parameter that carries it', () => {
    const loading = (script: string) => verdict(played(`load blocked, ${script}`, 'block-disable'));
    expect(loading('load test_klp_atomic_replace')).toBe('permitted');
    expect(loading('load test_klp_atomic_replace replace=1')).toBe(dropped);
  });
});
