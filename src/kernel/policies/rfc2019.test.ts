/** RFC 2019, sentence by sentence. Expected values come from the texts, not from a run. */
import { describe, expect, test } from 'vitest';
import { blocked, check, played, type Row, stuck, verdict } from './policies.testkit';

const stale = 'EINVAL versionNotNewer';

describe('RFC 2019, versioning', () => {
  test.each<Row>([
    { says: 'latest_version is 0 at boot, and v1 may load', script: 'load v1', counter: 1, enabled: 'v1' },
    { says: 'v10 may load though v9 never did', script: 'load v1, load v10', counter: 10, enabled: 'v1 v10' },
    { says: 'an older version is refused with -EINVAL', script: 'load v2, load v1', verdict: stale, counter: 2 },
    { says: 'equal is not newer', script: 'load v2, load other_v2', verdict: stale, counter: 2 },
    { says: 'version 0 opts out: it loads on top of any version', script: 'load v5, load plain', counter: 5 },
    { says: 'version 0 alone leaves the counter at 0', script: 'load plain', counter: 0, enabled: 'plain' },
    { says: 'disabling v5 under v7 leaves 7', script: 'load v5, load v7, 0 v5', counter: 7, enabled: 'v7' },
    { says: 'disabling v7 over v5 leaves 5', script: 'load v5, load v7, 0 v7', counter: 5, enabled: 'v5' },
    { says: 'disabling the only one leaves 0', script: 'load v5, 0 v5', counter: 0, enabled: '' },
    {
      says: 'after v10 is disabled, v5 may load though v10 has run',
      script: 'load v10, 0 v10, load v5',
      counter: 5,
      enabled: 'v5',
    },
    {
      says: 'a newer cumulative patch that reverts behaviour is a downgrade that moves the counter up',
      script: 'load v10, load v11_reverts',
      counter: 11,
      enabled: 'v11_reverts',
    },
    {
      says: 'a version-0 cumulative patch lets the counter fall (reading 5)',
      script: 'load v5, load plain_cumulative',
      counter: 0,
      enabled: 'plain_cumulative',
    },
    {
      says: 'the counter keeps its old value while a transition runs',
      script: 'load v2',
      where: blocked,
      counter: 0,
      enabled: 'v2',
    },
    {
      says: 'a forced transition moves it when it completes, not before',
      script: 'load v2, force v2',
      where: blocked,
      counter: 0,
    },
    { says: 'and then it does', script: 'load v2, force v2, attempt', where: blocked, counter: 2 },
    {
      says: 'a reversed transition does not move it',
      script: 'load v2, 0 v2, attempt',
      where: blocked,
      counter: 0,
      enabled: '',
    },
    {
      says: 'the version is asked before the running transition: -EINVAL wins over -EBUSY (reading 6)',
      script: 'load v5, leave, attempt, load v7, load v1',
      where: blocked,
      verdict: stale,
    },
    {
      says: 'a newer version during another transition is -EBUSY',
      script: 'load v5, load v7',
      where: blocked,
      verdict: 'EBUSY transitionInProgress',
      counter: 0,
    },
  ])('$says', check('rfc-2019'));
});

describe('RFC 2019, sticky', () => {
  const sticky = 'EPERM stickyMayNotBeDisabled';
  test.each<Row>([
    {
      says: 'a sticky patch that is fully patched may not be disabled',
      script: 'load sticky_v1, 0 sticky_v1',
      verdict: sticky,
      counter: 1,
      enabled: 'sticky_v1',
    },
    {
      says: 'a version-0 patch may be sticky: the two flags are independent (reading 12)',
      script: 'load sticky_v0, 0 sticky_v0',
      verdict: sticky,
    },
    {
      says: 'during its own transition to KLP_PATCHED it may be reversed',
      script: 'load sticky_v1, 0 sticky_v1',
      where: blocked,
      enabled: '',
    },
    {
      says: 'and turned back, any number of times, without a version check (reading 9)',
      script: 'load sticky_v1, 0 sticky_v1, 1 sticky_v1, 0 sticky_v1, 1 sticky_v1',
      where: blocked,
      enabled: 'sticky_v1',
    },
    {
      says: 'between a force and the completion it can still be reversed (reading 8)',
      script: 'load sticky_v1, force sticky_v1, 0 sticky_v1',
      where: blocked,
      enabled: '',
    },
    {
      says: 'once the forced transition has completed it cannot',
      script: 'load sticky_v1, force sticky_v1, attempt, 0 sticky_v1',
      where: blocked,
      verdict: sticky,
    },
    {
      says: 'a cumulative follow-up may replace it, and its own sticky flag counts: not sticky',
      script: 'load sticky_v1, load lifts_v2, 0 lifts_v2',
      counter: 0,
      enabled: '',
    },
    {
      says: 'a cumulative follow-up may replace it, and its own sticky flag counts: sticky',
      script: 'load sticky_v1, load keeps_v2, 0 keeps_v2',
      verdict: sticky,
      enabled: 'keeps_v2',
    },
    {
      says: 'a hole: an unversioned cumulative patch replaces a sticky one (reading 11)',
      script: 'load sticky_v1, load plain_cumulative',
      counter: 0,
      enabled: 'plain_cumulative',
    },
    {
      says: 'same value comes first: writing 1 to an enabled sticky patch is -EINVAL (reading 7)',
      script: 'load sticky_v1, 1 sticky_v1',
      verdict: 'EINVAL sameValue',
    },
    {
      says: 'sticky is asked before the other transition: -EPERM wins over -EBUSY (reading 7)',
      script: 'load sticky_v1, force sticky_v1, attempt, load v2, 0 sticky_v1',
      where: stuck,
      verdict: sticky,
    },
  ])('$says', check('rfc-2019'));

  test('a sticky patch that is being replaced stays sticky until the replacement completes (reading 10)', () => {
    const replacing = 'load sticky_v1, force sticky_v1, attempt, load lifts_v2';
    expect(verdict(played(`${replacing}, 0 sticky_v1`, 'rfc-2019', stuck))).toBe(sticky);
    expect(verdict(played(`${replacing}, 0 lifts_v2, force lifts_v2, attempt, 0 sticky_v1`, 'rfc-2019', stuck))).toBe(
      sticky,
    );
  });
});
